import { type Instant, isBefore } from '../core/calendar/instant.ts';
import { windowDays } from '../core/calendar/window-days.ts';
import type { Window } from '../core/drafting/draft.ts';
import type { Source } from '../core/sources/source.ts';
import type { EntryLog } from '../ports/newsroom.ts';

/** How many entries were first seen in a window. */
export async function countEntries(log: EntryLog, sources: readonly Source[], window: Window): Promise<number> {
  const days = windowDays(window);
  const counts = await Promise.all(
    sources.map(async (source) => {
      const seen = await Promise.all(days.map((day) => log.ofSource(source.id, day)));
      return seen.flat().filter((entry) => isInside(entry.firstSeenAt, window)).length;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function isInside(instant: Instant, { from, to }: Window): boolean {
  return isBefore(from, instant) && !isBefore(to, instant);
}
