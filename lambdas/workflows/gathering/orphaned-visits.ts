import { type Day, dayOf } from '../../core/calendar/instant.ts';
import { type BegunVisit, isOrphaned, withBeginning } from '../../core/sources/begun-visit.ts';
import { isPaused, placeOf, type Source } from '../../core/sources/source.ts';
import type { Clock } from '../../ports/clock.ts';
import type { VisitBook } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { VisitRequest, WorkQueue } from '../../ports/work-queue.ts';
import { loadHouse } from '../settings/house.ts';
import { askFor } from './plan-visits.ts';

/** What {@link orphanedVisits} needs of the world. */
export interface OrphanPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly visits: VisitBook;
  readonly gather: WorkQueue<VisitRequest>;
}

/** Visits that were begun and never ended; each of the sources was put into the gather queue once more. */
export interface OrphanedVisits {
  readonly kind: 'orphaned-visits';
  /** The day on which they were found, whose draft may lack their reports. */
  readonly issueKey: Day;
  readonly sources: readonly string[];
}

/** Marks that a visit of a source begins now; somebody else who began at the same time leaves his own mark. */
export async function markBegun(ports: Pick<OrphanPorts, 'clock' | 'visits'>, sourceId: string): Promise<void> {
  const [before, visit] = await Promise.all([ports.visits.begun(sourceId), ports.visits.get(sourceId)]);
  await ports.visits.advanceBegun(withBeginning(before, visit, { sourceId, at: ports.clock.now() }));
}

/**
 * Finds the visits that were begun and can no longer end, and asks for each once: a source that ends whoever reads it is not
 * asked for over and over, only on the ordinary rounds. The right to ask is taken before it is used, so one that dies between
 * the two has asked for nothing, and the next round of visits finds the source due.
 */
export async function orphanedVisits(ports: OrphanPorts): Promise<OrphanedVisits[]> {
  const now = ports.clock.now();
  const begun = await ports.visits.allBegun();
  const visits = new Map((await ports.visits.all()).map((visit) => [visit.sourceId, visit]));
  const orphans = begun.filter((each) => isOrphaned(each, visits.get(each.sourceId) ?? null, now));
  if (orphans.length === 0) return [];
  const { sources } = await loadHouse(ports.newsroom);
  const asked: string[] = [];
  for (const orphan of orphans) {
    const source = sources.find(({ id }) => id === orphan.sourceId);
    if (source && (await askAgain(ports, source, orphan))) asked.push(source.id);
  }
  return asked.length === 0 ? [] : [{ kind: 'orphaned-visits', issueKey: dayOf(now), sources: asked }];
}

async function askAgain(ports: OrphanPorts, source: Source, orphan: BegunVisit): Promise<boolean> {
  const now = ports.clock.now();
  if (placeOf(source) !== 'cloud' || isPaused(source, dayOf(now))) return false;
  const isOurs = await ports.visits.advanceBegun({ ...orphan, askedAgainAt: now, turn: orphan.turn + 1 });
  if (isOurs) await askFor(ports, source);
  return isOurs;
}
