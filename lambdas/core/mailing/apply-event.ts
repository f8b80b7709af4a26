import type { Delivery, DeliveryState } from './delivery.ts';
import type { MailEvent } from './mail-event.ts';
import { next, UNCONFIRMED } from './transitions.ts';

/** `second-acceptance`: the row has been accepted under another message id, so the reader has two copies. */
export type EventOutcome =
  | { readonly kind: 'changed'; readonly delivery: Delivery }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'second-acceptance' };

/**
 * How much each state says of the message; an event only ever moves a row upwards, so events may come early, late, twice
 * and in any order and end in the same state.
 */
const WEIGHT = {
  answered: 1,
  sent: 2,
  rejected: 3,
  delivered: 4,
  'soft-bounce': 5,
  'hard-bounce': 6,
  complained: 7,
} as const;

/** What the mail service tells of one message, put into the ledger. */
export function applyEvent(delivery: Delivery, event: MailEvent): EventOutcome {
  const told = TELLS[event.kind](event);
  if (told.weight > weightOf(delivery.state) && !isSecond(delivery.state, event)) {
    return { kind: 'changed', delivery: next(delivery, delivery, told.state) };
  }
  return isSecond(delivery.state, event) ? { kind: 'second-acceptance' } : { kind: 'unchanged' };
}

interface Told {
  readonly weight: number;
  readonly state: DeliveryState;
}

const TELLS: Readonly<Record<MailEvent['kind'], (event: MailEvent) => Told>> = {
  send: ({ messageId, at }) => ({ weight: WEIGHT.sent, state: { kind: 'accepted', messageId, at, heard: true } }),
  reject: ({ detail, at }) => ({
    weight: WEIGHT.rejected,
    state: { kind: 'failed', reason: `rejected: ${detail}`.slice(0, 200), at },
  }),
  delivery: ({ messageId, at }) => ({ weight: WEIGHT.delivered, state: { kind: 'delivered', messageId, at } }),
  bounce: ({ messageId, at, permanent }) => ({
    weight: permanent ? WEIGHT['hard-bounce'] : WEIGHT['soft-bounce'],
    state: { kind: 'bounced', messageId, at, permanent },
  }),
  complaint: ({ messageId, at }) => ({ weight: WEIGHT.complained, state: { kind: 'complained', messageId, at } }),
};

function weightOf(state: DeliveryState): number {
  switch (state.kind) {
    case 'queued':
    case 'claimed':
    case 'uncertain':
    // An event is the proof of a request, whatever made us think that there was none.
    case 'skipped':
      return 0;
    case 'accepted':
      return state.heard ? WEIGHT.sent : WEIGHT.answered;
    case 'failed':
      return state.reason === UNCONFIRMED ? 0 : WEIGHT.rejected;
    case 'delivered':
      return WEIGHT.delivered;
    case 'bounced':
      return state.permanent ? WEIGHT['hard-bounce'] : WEIGHT['soft-bounce'];
    case 'complained':
      return WEIGHT.complained;
  }
}

/** A send event of another message than the row speaks of. */
function isSecond(state: DeliveryState, event: MailEvent): boolean {
  return event.kind === 'send' && 'messageId' in state && state.messageId !== event.messageId;
}
