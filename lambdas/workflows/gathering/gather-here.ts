import type { VisitRequest } from '../../ports/work-queue.ts';
import { dueSources } from './plan-visits.ts';
import { type SourceVisited, type VisitSourcePorts, visitById } from './visit-source.ts';

/** Sources read beside each other; the polite web keeps one connection a host all the same. */
const AT_ONCE = 4;
/** Visits of one source in a round: what is left of a long listing waits for the next round. */
const MOST_VISITS = 5;

/** What became of a source of the office; `not-visited`: AWS could not be reached, or refused. */
export type GatheredHere =
  | SourceVisited
  | { readonly kind: 'not-visited'; readonly sourceId: string; readonly why: string };

/**
 * One round of the sources that are read from the office: those that are due, by the same visit as in AWS, without a queue. Nothing
 * but articles, pages, entries and visits is written. Safe to end at any moment and to run again. Throws where the registry cannot
 * be read.
 */
export async function gatherHere(ports: VisitSourcePorts): Promise<GatheredHere[]> {
  const waiting = (await dueSources(ports, 'office')).map(({ id }) => id);
  const visits = new Map<string, number>();
  const gathered: GatheredHere[] = [];
  const gather = {
    send: async ({ sourceId }: VisitRequest): Promise<void> => {
      if ((visits.get(sourceId) ?? 0) < MOST_VISITS) waiting.push(sourceId);
    },
  };
  const lane = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      visits.set(id, (visits.get(id) ?? 0) + 1);
      gathered.push(await visitSafely({ ...ports, gather }, id));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return gathered;
}

/** One portal that makes trouble keeps nobody from reading the others. */
async function visitSafely(ports: Parameters<typeof visitById>[0], sourceId: string): Promise<GatheredHere> {
  try {
    return await visitById(ports, sourceId, 'office');
  } catch (error) {
    return { kind: 'not-visited', sourceId, why: error instanceof Error ? error.message : String(error) };
  }
}
