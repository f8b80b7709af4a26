import { isBefore } from '../../core/calendar/instant.ts';
import { isDue } from '../../core/sources/next-visit.ts';
import type { VisitRequest } from '../../ports/work-queue.ts';
import { type SourceVisited, visitById } from './visit-source.ts';

/**
 * Does what a message of the gather queue asks for, unless it was done meanwhile: two rounds fired for one, or a round beside the
 * watchman, ask for a paper twice, and it is read once. Told from the last visit, so that it does not matter how late the second comes.
 */
export async function visitAsAsked(
  ports: Parameters<typeof visitById>[0],
  { sourceId, askedAt }: VisitRequest,
): Promise<SourceVisited> {
  const visit = askedAt === undefined ? null : await ports.visits.get(sourceId);
  const isSince = visit !== null && askedAt !== undefined && !isBefore(visit.visitedAt, askedAt);
  // One that ran out of time is due at once: it goes on, whoever asks.
  if (isSince && !isDue(visit, ports.clock.now())) return { kind: 'visited-since', sourceId };
  return visitById(ports, sourceId);
}
