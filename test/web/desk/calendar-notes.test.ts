import { load } from 'cheerio/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Calendar, seedCalendar } from '../../../lambdas/core/calendar/issue-day.ts';
import { settingKey } from '../../../lambdas/workflows/settings/house.ts';
import { writeJson } from '../../../lambdas/workflows/stored-json.ts';
import { DAY, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** What the desk says of the calendar on a page. */
async function notesOn(path: string, calendar: Calendar): Promise<string[]> {
  const world = await deskWorld();
  await writeJson(world.ports.newsroom, settingKey('calendar'), calendar, { kind: 'any' });
  const { app } = openDesk(world, house);
  const reader = visitor(app, await house.token(['readers'], { sub: 'hien', name: 'Phạm Thu Hiền' }));
  const $ = load((await reader.get(path)).html);
  return $('.calendar-note')
    .toArray()
    .map((note) => $(note).text());
}

const withYear = (change: Partial<Calendar['years'][number]>): Calendar => {
  const calendar = seedCalendar();
  return { ...calendar, years: calendar.years.map((year) => (year.year === 2026 ? { ...year, ...change } : year)) };
};

describe('a day that awaits a decision', () => {
  it('is named on the first page two weeks ahead, and not when it is settled', async () => {
    expect(await notesOn('/desk', seedCalendar())).toEqual([expect.stringMatching(/^24\/11 \(Ngày Văn hóa Việt Nam/u)]);
    expect(await notesOn('/desk', withYear({ unsettled: [] }))).toEqual([]);
  });

  it('is named on the draft of that day, and not on another day’s', async () => {
    const unsettled = [{ day: DAY, name: 'Ngày thử' }];
    expect(await notesOn(`/desk/issues/${DAY}`, withYear({ unsettled }))).toEqual([
      expect.stringContaining('23/11 (Ngày thử): chưa xác nhận'),
    ]);
    expect(await notesOn(`/desk/issues/${DAY}`, seedCalendar())).toEqual([]);
  });

  it('is every day of a year nobody has confirmed', async () => {
    const [note] = await notesOn(`/desk/issues/${DAY}`, withYear({ confirmed: false }));
    expect(note).toContain('năm 2026 chưa xác nhận');
  });
});
