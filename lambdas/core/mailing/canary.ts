import { z } from 'zod';
import { type Instant, isBefore, latest, shift } from '../calendar/instant.ts';
import type { Delivery } from './delivery.ts';
import type { Mailing } from './mailing.ts';

/** An address of the house itself in a mailing: served like any reader, counted with none of them. */
export const canarySchema = z.object({ shard: z.number().int(), subscriberId: z.string() });
/** See {@link canarySchema}. */
export type Canary = z.infer<typeof canarySchema>;

/**
 * What the house's own copies tell of a mailing. `no-mailing`: nothing was opened; `none`: no address of the house stands in
 * its audience; `on-its-way`; `arrived`: the service says that every one was delivered; `held`: the mailing was paused or
 * stopped before; `lost`: one did not come by its hour, or came back.
 */
export type CanaryStanding = 'no-mailing' | 'none' | 'on-its-way' | 'arrived' | 'held' | 'lost';

/** A mailing has this long to reach the house's own address, in milliseconds, when it begins after the ordinary hour. */
const GRACE_MS = 3_600_000;

/** Everything {@link judgeCanary} looks at. */
export interface CanaryFacts {
  readonly mailing: Mailing | null;
  /** The rows of the mailing's canaries; null: none yet. */
  readonly rows: readonly (Delivery | null)[];
  /** By when an ordinary day's copy has arrived. */
  readonly due: Instant;
  readonly now: Instant;
}

/** How the house's own copies stand; only the service's event of a delivery proves one. */
export function judgeCanary({ mailing, rows, due, now }: CanaryFacts): CanaryStanding {
  if (mailing === null) return 'no-mailing';
  if (rows.length === 0) return 'none';
  if (rows.every(hasArrived)) return 'arrived';
  if (rows.some(isLost)) return 'lost';
  if (mailing.state === 'paused' || mailing.state === 'stopped') return 'held';
  return isBefore(now, latest(due, shift(mailing.startedAt, GRACE_MS))) ? 'on-its-way' : 'lost';
}

/** From what a person must know first to what is well. */
const WORST_FIRST = ['lost', 'none', 'held', 'on-its-way', 'no-mailing', 'arrived'] as const;

/** What several mailings of a day come to together: the worst of them. */
export function worstOf(standings: readonly CanaryStanding[]): CanaryStanding {
  return WORST_FIRST.find((standing) => standings.includes(standing)) ?? 'no-mailing';
}

/** Whether somebody should be told. */
export function isCanarySilent(standing: CanaryStanding): boolean {
  return standing === 'lost' || standing === 'none';
}

/** Readers of a mailing: its audience without the house's own addresses. */
export function readersOf({ audience, canaries = [] }: Pick<Mailing, 'audience' | 'canaries'>): number {
  return audience - canaries.length;
}

function hasArrived(row: Delivery | null): boolean {
  return row?.state.kind === 'delivered' || row?.state.kind === 'complained';
}

function isLost(row: Delivery | null): boolean {
  return row?.state.kind === 'bounced' || row?.state.kind === 'failed' || row?.state.kind === 'skipped';
}
