import { type Instant, isBefore } from '../../core/calendar/instant.ts';
import { windowDays } from '../../core/calendar/window-days.ts';
import type { Window } from '../../core/drafting/draft.ts';
import type { Source } from '../../core/sources/source.ts';
import type { EntryLog } from '../../ports/newsroom.ts';

/** Questions under way at once: all of them would wait for a connection longer than one may take to open. */
const READERS = 16;

/** How many entries were first seen in a window. */
export async function countEntries(log: EntryLog, sources: readonly Source[], window: Window): Promise<number> {
  const days = windowDays(window);
  const wanted = sources.flatMap(({ id }) => days.map((day) => ({ id, day })));
  let count = 0;
  for (let start = 0; start < wanted.length; start += READERS) {
    const batch = wanted.slice(start, start + READERS);
    const seen = await Promise.all(batch.map(({ id, day }) => log.ofSource(id, day)));
    count += seen.flat().filter((entry) => isInside(entry.firstSeenAt, window)).length;
  }
  return count;
}

function isInside(instant: Instant, { from, to }: Window): boolean {
  return isBefore(from, instant) && !isBefore(to, instant);
}
