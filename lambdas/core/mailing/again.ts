import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import type { Delivery } from './delivery.ts';
import type { MailingPolicy } from './policy.ts';
import { next } from './transitions.ts';

/**
 * Why somebody is not written to once more. `has-it`: the service took a message for them; `left`: they were left out on
 * purpose; `in-flight`: a worker holds them; `too-early`: an event may still tell what became of it; `waiting`: their turn
 * comes by itself.
 */
export type NotAgain = 'has-it' | 'left' | 'in-flight' | 'too-early' | 'waiting';

/** What a person's wish to write to somebody once more does to their row. */
export type AgainOutcome =
  | { readonly kind: 'again'; readonly delivery: Delivery }
  | { readonly kind: 'not-again'; readonly why: NotAgain };

/**
 * The only way back from `failed`, and only by a person's wish. One request more is permitted, never two: a second unknown
 * answer ends as `failed` again. Whoever the service has taken a message for is never written to a second time.
 */
export function sendAgain(
  delivery: Delivery | null,
  { now, policy }: { readonly now: Instant; readonly policy: MailingPolicy },
): AgainOutcome {
  const state = delivery?.state;
  if (!delivery || !state || state.kind === 'queued') return { kind: 'not-again', why: 'waiting' };
  if (state.kind === 'claimed') return { kind: 'not-again', why: 'in-flight' };
  if (state.kind === 'skipped') return { kind: 'not-again', why: 'left' };
  if (state.kind !== 'failed' && state.kind !== 'uncertain') return { kind: 'not-again', why: 'has-it' };
  if (state.kind === 'uncertain' && isBefore(now, shift(state.since, policy.eventWaitMs))) {
    return { kind: 'not-again', why: 'too-early' };
  }
  return { kind: 'again', delivery: next(delivery, delivery, { kind: 'queued', attempts: policy.requests - 1 }) };
}
