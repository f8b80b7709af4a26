import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { lunarDay } from '../../../lambdas/core/calendar/lunar.ts';

/** First days of Tết as the calendars of those years print them; in 2030 Beijing's is a day later. */
const TET: Readonly<Record<number, string>> = {
  2020: '2020-01-25',
  2021: '2021-02-12',
  2022: '2022-02-01',
  2023: '2023-01-22',
  2024: '2024-02-10',
  2025: '2025-01-29',
  2026: '2026-02-17',
  2027: '2027-02-06',
  2028: '2028-01-26',
  2029: '2029-02-13',
  2030: '2030-02-02',
  2031: '2031-01-23',
  2032: '2032-02-11',
  2033: '2033-01-31',
  2034: '2034-02-19',
  2035: '2035-02-08',
};

/** Giỗ Tổ Hùng Vương, the tenth of the third lunar month. */
const HUNG_KINGS: Readonly<Record<number, string>> = {
  2021: '2021-04-21',
  2022: '2022-04-10',
  2023: '2023-04-29',
  2024: '2024-04-18',
  2025: '2025-04-07',
  2026: '2026-04-26',
  2027: '2027-04-16',
};

describe('lunarDay', () => {
  it.each(Object.entries(TET))('puts Tết of %s on %s', (year, day) => expect(lunarDay(Number(year), 1, 1)).toBe(day));

  it.each(Object.entries(HUNG_KINGS))('puts Giỗ Tổ of %s on %s', (year, day) =>
    expect(lunarDay(Number(year), 3, 10)).toBe(day),
  );
});

describe('the calendar on hosts in other zones', () => {
  const run = promisify(execFile);
  const room = join(import.meta.dirname, '../../../lambdas/core/calendar');
  const script = `
    const { lunarDay } = await import('${room}/lunar.ts');
    const { addDays, at, dayOf, fromMillis } = await import('${room}/instant.ts');
    const { issueDay, seedCalendar } = await import('${room}/issue-day.ts');
    const calendar = seedCalendar();
    const days = Array.from({ length: 800 }, (_, count) => addDays('2025-12-20', count));
    const ours = [
      ...Array.from({ length: 16 }, (_, count) => lunarDay(2020 + count, 1, 1)),
      ...days.map((day) => issueDay(day, calendar).kind + dayOf(at(day, '00:00')) + dayOf(at(day, '23:59'))),
      fromMillis(Date.UTC(2026, 10, 22, 17)),
    ].join();
    const hosts = new Date(Date.UTC(2026, 10, 22, 17)).getDate() + ':' + new Date(2026, 10, 22).toISOString();
    process.stdout.write(JSON.stringify({ ours, hosts }));`;
  const asked = async (zone: string): Promise<{ ours: string; hosts: string }> => {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ: zone },
    });
    return JSON.parse(stdout);
  };

  it('is the same from Honolulu to Kiritimati, where the host’s own days are not', async () => {
    const zones = ['Asia/Ho_Chi_Minh', 'UTC', 'Pacific/Honolulu', 'Pacific/Kiritimati', 'America/New_York'];
    const answers = [];
    for (const zone of zones) answers.push(await asked(zone));

    expect(new Set(answers.map(({ ours }) => ours)).size).toBe(1);
    // The control: what reads the host's clock differs, so the zones were really set.
    expect(new Set(answers.map(({ hosts }) => hosts)).size).toBeGreaterThan(3);
  }, 30_000);
});
