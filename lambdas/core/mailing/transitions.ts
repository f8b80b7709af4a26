import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import type { Delivery, DeliveryState } from './delivery.ts';
import type { MailingPolicy } from './policy.ts';

/** Which recipient of which mailing. */
export interface DeliveryId {
  readonly issueKey: string;
  readonly shard: number;
  readonly subscriberId: string;
}

/** States that still want work; the others never come back to one of these. */
const OPEN: Readonly<Record<DeliveryState['kind'], boolean>> = {
  queued: true,
  claimed: true,
  uncertain: true,
  accepted: false,
  delivered: false,
  bounced: false,
  complained: false,
  failed: false,
  skipped: false,
};

/** Reason of `failed` for a recipient whose last permitted request got no answer; only a later event can correct it. */
export const UNCONFIRMED = 'unconfirmed';

/** True while a state of this kind still wants work. */
export function isOpen(kind: DeliveryState['kind']): boolean {
  return OPEN[kind];
}

/** What a worker may do with a row; `judge`: no event came, see `silence.ts`; `wait`: nothing before `until`. */
export type Step =
  | { readonly kind: 'claim' }
  | { readonly kind: 'expire' }
  | { readonly kind: 'judge' }
  | { readonly kind: 'wait'; readonly until: Instant }
  | { readonly kind: 'settled' };

/** What is to be done with a row (null: none yet) at `now`. */
export function nextStep(delivery: Delivery | null, now: Instant, policy: MailingPolicy): Step {
  const state = delivery?.state ?? null;
  if (state === null || state.kind === 'queued') return { kind: 'claim' };
  if (state.kind === 'claimed') return due(state.lease, now, 'expire');
  if (state.kind === 'uncertain') return due(shift(state.since, policy.eventWaitMs), now, 'judge');
  return { kind: 'settled' };
}

function due(until: Instant, now: Instant, step: 'expire' | 'judge'): Step {
  return isBefore(now, until) ? { kind: 'wait', until } : { kind: step };
}

/** A worker's wish to write to one recipient. */
export interface Claim {
  /** Nobody else's, and no other attempt's: by it a worker knows its own row again. */
  readonly claimId: string;
  readonly now: Instant;
  /** After it the worker is certainly gone. */
  readonly lease: Instant;
}

/** The row to be written before a request, or `not-claimable`: settled, held by another, or not yet time. */
export function claim(
  id: DeliveryId,
  delivery: Delivery | null,
  wish: Claim & { readonly policy: MailingPolicy },
): { readonly kind: 'claimed'; readonly delivery: Delivery } | { readonly kind: 'not-claimable' } {
  if (nextStep(delivery, wish.now, wish.policy).kind !== 'claim') return { kind: 'not-claimable' };
  const state: DeliveryState = {
    kind: 'claimed',
    claimId: wish.claimId,
    lease: wish.lease,
    attempts: attemptsOf(delivery) + 1,
    asked: wish.now,
    ...sparedOf(delivery?.state),
  };
  return { kind: 'claimed', delivery: next(id, delivery, state) };
}

/** Ends a row without a request, for instance for a reader who has left; null where the row is not free to be claimed. */
export function skip(
  id: DeliveryId,
  delivery: Delivery | null,
  why: { readonly reason: string; readonly now: Instant; readonly policy: MailingPolicy },
): Delivery | null {
  if (nextStep(delivery, why.now, why.policy).kind !== 'claim') return null;
  return next(id, delivery, { kind: 'skipped', reason: why.reason, at: why.now });
}

/** A claim whose worker is gone: perhaps sent. Null where there is no lease that has run out. */
export function expireLease(delivery: Delivery, now: Instant): Delivery | null {
  if (delivery.state.kind !== 'claimed' || isBefore(now, delivery.state.lease)) return null;
  return next(delivery, delivery, unanswered(delivery.state, now));
}

/** The state after a request whose answer is not known. */
export function unanswered(
  { attempts, asked, spared }: Extract<DeliveryState, { kind: 'claimed' }>,
  now: Instant,
): DeliveryState {
  return { kind: 'uncertain', since: now, attempts, ...(asked && { asked }), ...(spared && { spared }) };
}

/** What a row carries on of the requests that were spared; nothing where there were none. */
export function sparedOf(state: DeliveryState | undefined): { readonly spared?: number } {
  return state && 'spared' in state && state.spared ? { spared: state.spared } : {};
}

/** The next row of `id` with `state`, one turn on. */
export function next(id: DeliveryId, delivery: Delivery | null, state: DeliveryState): Delivery {
  const { issueKey, shard, subscriberId } = id;
  return { version: 1, issueKey, shard, subscriberId, state, turn: (delivery?.turn ?? 0) + 1 };
}

function attemptsOf(delivery: Delivery | null): number {
  const state = delivery?.state ?? null;
  return state !== null && 'attempts' in state ? state.attempts : 0;
}
