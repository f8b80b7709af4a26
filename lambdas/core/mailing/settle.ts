import type { Instant } from '../calendar/instant.ts';
import type { Delivery, DeliveryState } from './delivery.ts';
import { next, sparedOf, UNCONFIRMED, unanswered } from './transitions.ts';

/** What a request came to; the shape of the mailer port's `SendOutcome`, which this room must not import. */
export type Answer =
  | { readonly kind: 'accepted'; readonly messageId: string }
  | { readonly kind: 'not-accepted'; readonly why: string; readonly detail: string }
  | { readonly kind: 'permanent'; readonly detail: string }
  | { readonly kind: 'unknown'; readonly detail: string };

/** The claim an answer belongs to. */
export interface Answered {
  readonly claimId: string;
  readonly answer: Answer;
  readonly now: Instant;
}

/** Longest reason kept in a row. */
const REASON_LENGTH = 200;

/**
 * The row after an answer; null where nothing is to be written, because an event or a later attempt has said more.
 * Only the claim's own row is changed, but an acceptance is also believed by a row that had given its worker up.
 */
export function settle(delivery: Delivery, answered: Answered): Delivery | null {
  const { state } = delivery;
  const { answer, claimId, now } = answered;
  if (state.kind === 'claimed' && state.claimId === claimId) {
    return next(delivery, delivery, settled(state, answered));
  }
  if (answer.kind === 'accepted' && wasGivenUp(state)) {
    return next(delivery, delivery, { kind: 'accepted', messageId: answer.messageId, at: now });
  }
  return null;
}

function settled(claimed: Extract<DeliveryState, { kind: 'claimed' }>, { answer, now }: Answered): DeliveryState {
  switch (answer.kind) {
    case 'accepted':
      return { kind: 'accepted', messageId: answer.messageId, at: now };
    case 'not-accepted':
      // Nothing left the house, so no attempt is used up: an hour of throttling must not fail anybody.
      return { kind: 'queued', attempts: claimed.attempts - 1, ...sparedOf(claimed) };
    case 'permanent':
      return { kind: 'failed', reason: `refused: ${answer.detail}`.slice(0, REASON_LENGTH), at: now };
    case 'unknown':
      return unanswered(claimed, now);
  }
}

/** True for a row whose request was taken for lost. */
function wasGivenUp(state: DeliveryState): boolean {
  return state.kind === 'uncertain' || (state.kind === 'failed' && state.reason === UNCONFIRMED);
}
