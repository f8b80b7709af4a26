import { expect, it } from 'vitest';
import { at, type Day } from '../../../lambdas/core/calendar/instant.ts';
import type { EntryLog } from '../../../lambdas/ports/newsroom.ts';
import { countEntries } from '../../../lambdas/workflows/gathering/count-entries.ts';
import { memoryEntryLog } from '../../support/memory/memory-newsroom.ts';
import { paper } from './gather-world.ts';

const MONDAY: Day = '2026-11-23';
/** The SDK keeps so many connections; who waits for one longer than 3 seconds fails. */
const CONNECTIONS = 50;

/** A log that counts the questions under way at once. */
function busyLog(): EntryLog & { most: () => number; asked: () => number } {
  const log = memoryEntryLog();
  let underWay = 0;
  let most = 0;
  let asked = 0;
  const ofSource: EntryLog['ofSource'] = async (sourceId, day) => {
    asked += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    const seen = await log.ofSource(sourceId, day);
    underWay -= 1;
    return seen;
  };
  return { ...log, ofSource, most: () => most, asked: () => asked };
}

it('asks for every paper and day of a long window without asking all at once', async () => {
  const log = busyLog();
  const papers = Array.from({ length: 60 }, (_, index) => ({ ...paper(), id: `bao-${index}` }));
  await countEntries(log, papers, { from: at('2026-11-10', '06:00'), to: at(MONDAY, '06:00') });
  expect(log.asked()).toBe(60 * 14);
  expect(log.most()).toBeGreaterThan(1);
  expect(log.most()).toBeLessThan(CONNECTIONS);
});

it('the log notices questions asked all at once', async () => {
  const log = busyLog();
  await Promise.all(Array.from({ length: 60 }, (_, index) => log.ofSource(`bao-${index}`, MONDAY)));
  expect(log.most()).toBe(60);
});
