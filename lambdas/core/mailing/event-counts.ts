import type { Delivery, DeliveryState } from './delivery.ts';
import type { MailEvent } from './mail-event.ts';
import { EMPTY_TALLY, type Tally } from './tally.ts';

/** What recording an event came to; the shape of the workflow's outcome. */
type Recorded = 'recorded' | 'unchanged' | 'unknown-delivery' | 'second-acceptance';

/** What an event adds to its mailing's counts, given the row before it. One that is repeated adds nothing, except of a second copy. */
export function countsOf(before: Delivery | null, event: MailEvent, recorded: Recorded): Tally {
  if (recorded === 'second-acceptance') return { ...EMPTY_TALLY, doubled: 1 };
  if (recorded === 'unknown-delivery') return { ...EMPTY_TALLY, strangers: event.kind === 'send' ? 1 : 0 };
  if (recorded === 'unchanged') return EMPTY_TALLY;
  return {
    ...EMPTY_TALLY,
    heard: before !== null && wasHeard(before.state) ? 0 : 1,
    bounced: event.kind === 'bounce' && event.permanent ? 1 : 0,
    complained: event.kind === 'complaint' ? 1 : 0,
  };
}

/** Whether an event had spoken of the message before. */
function wasHeard(state: DeliveryState): boolean {
  if (state.kind === 'accepted') return state.heard === true;
  return state.kind === 'delivered' || state.kind === 'bounced' || state.kind === 'complained';
}
