import { z } from 'zod';
import { type Instant, instantSchema, isBefore, shift } from '../calendar/instant.ts';
import type { Visit } from './visit.ts';

/**
 * The mark of a visit that was begun; one row per source, beside that of its last visit that ended. Nobody takes it away: an
 * end is known by a visit that is not older.
 */
export const begunVisitSchema = z.object({
  version: z.literal(1),
  sourceId: z.string(),
  /** When the visit was begun. */
  at: instantSchema,
  /** When one was asked for again in the place of one that never ended; null: not since a visit ended. */
  askedAgainAt: instantSchema.nullable(),
  /** One higher with every write. */
  turn: z.number().int().positive(),
});
/** See {@link begunVisitSchema}. */
export type BegunVisit = z.infer<typeof begunVisitSchema>;

/**
 * A visit without an end is nobody's from then on: its function is ended after five minutes, and within ten of its
 * beginning the queue hands its message out again, which marks another beginning.
 */
export const ORPHANED_AFTER_MS = 20 * 60_000;

/** True when the visit of a mark came to its end, or one that began after it did. */
export function isEnded(begun: BegunVisit, visit: Visit | null): boolean {
  return visit !== null && !isBefore(visit.visitedAt, begun.at);
}

/** True when a visit was begun, can no longer end, and was not asked for again since one ended. */
export function isOrphaned(begun: BegunVisit, visit: Visit | null, now: Instant): boolean {
  if (isEnded(begun, visit) || begun.askedAgainAt !== null) return false;
  return !isBefore(now, shift(begun.at, ORPHANED_AFTER_MS));
}

/** The mark of a visit that begins at `at`; what was asked for again stays so until a visit ends. */
export function withBeginning(
  before: BegunVisit | null,
  visit: Visit | null,
  { sourceId, at }: { readonly sourceId: string; readonly at: Instant },
): BegunVisit {
  const askedAgainAt = before === null || isEnded(before, visit) ? null : before.askedAgainAt;
  return { version: 1, sourceId, at, askedAgainAt, turn: (before?.turn ?? 0) + 1 };
}
