import { dayOf } from '../../core/calendar/instant.ts';
import { isDue } from '../../core/sources/next-visit.ts';
import { type GatheringPlace, isPaused, placeOf, type Source } from '../../core/sources/source.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VisitBook } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { VisitRequest, WorkQueue } from '../../ports/work-queue.ts';
import { loadHouse } from '../settings/house.ts';

/** What {@link planVisits} needs of the world. */
export interface PlanVisitsPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly visits: VisitBook;
  readonly gather: WorkQueue<VisitRequest>;
}

/** Messages sent beside each other: two thousand sources are asked for in seconds. */
const AT_ONCE = 10;

/** The sources read from a place that are due and not paused, in the order of the registry. */
export async function dueSources(
  ports: Pick<PlanVisitsPorts, 'clock' | 'newsroom' | 'visits'>,
  place: GatheringPlace,
): Promise<Source[]> {
  const { sources } = await loadHouse(ports.newsroom);
  const now = ports.clock.now();
  const known = new Map((await ports.visits.all()).map((visit) => [visit.sourceId, visit]));
  const read = sources.filter((source) => placeOf(source) === place && !isPaused(source, dayOf(now)));
  return read.filter((source) => isDue(known.get(source.id) ?? null, now));
}

/** Puts one message in the gather queue for every due source of the cloud, the host as group; says how many were due, and which. */
export async function planVisits(
  ports: PlanVisitsPorts,
): Promise<{ readonly due: number; readonly sources: readonly string[] }> {
  const due = await dueSources(ports, 'cloud');
  for (let first = 0; first < due.length; first += AT_ONCE) {
    await Promise.all(due.slice(first, first + AT_ONCE).map((source) => askFor(ports, source)));
  }
  return { due: due.length, sources: due.map(({ id }) => id) };
}

/** Asks for one visit of a source, the host as group: one connection at a time. */
export async function askFor(
  { clock, gather }: Pick<PlanVisitsPorts, 'clock' | 'gather'>,
  { id, hosts }: Source,
): Promise<void> {
  await gather.send({ sourceId: id, askedAt: clock.now() }, { group: hosts[0] ?? id });
}
