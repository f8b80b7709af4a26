import { applyEvent } from '../../core/mailing/apply-event.ts';
import { countsOf } from '../../core/mailing/event-counts.ts';
import type { MailEvent } from '../../core/mailing/mail-event.ts';
import { issueKeyOf } from '../../core/mailing/mailing-key.ts';
import { parseMailEvent } from '../../core/mailing/parse-mail-event.ts';
import type { Tally } from '../../core/mailing/tally.ts';
import { CONFIRMATION } from '../../core/subscriptions/asking.ts';
import { cameBack } from '../../core/subscriptions/returned.ts';
import { suppress } from '../../core/subscriptions/transitions.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { changeSubscriber } from '../subscribing/change-subscriber.ts';

/** What recording needs of the world. */
export interface RecordPorts {
  readonly ledger: DeliveryLedger;
  readonly subscribers: SubscriberBook;
}

/**
 * What an event came to. `unknown-delivery`: no such row, which a confirmation mail's event is, and one for a ledger that was
 * restored; `second-acceptance`: this reader has two copies. `suppressed`: the address is never written to again.
 */
export interface RecordOutcome {
  readonly kind: 'recorded' | 'unchanged' | 'unknown-delivery' | 'second-acceptance';
  readonly suppressed: boolean;
  readonly issueKey: string;
  /** What it adds to the counts of its mailing. */
  readonly counts: Tally;
}

/** Reads one message of the mail-events queue and records it; what is no event of ours is counted, never fatal. */
export async function recordMailMessage(
  ports: RecordPorts,
  body: string,
): Promise<RecordOutcome | { readonly kind: 'not-ours'; readonly problem: string }> {
  const event = parseMailEvent(body);
  return 'problem' in event ? { kind: 'not-ours', problem: event.problem } : recordMailEvent(ports, event);
}

/** Writes against other writers before the message goes back into its queue. */
const TRIES = 8;

/** Puts one event into the ledger; a hard bounce and a complaint also suppress the address. Repeating it changes nothing. */
export async function recordMailEvent(ports: RecordPorts, event: MailEvent): Promise<RecordOutcome> {
  // First the address: whatever happens to the ledger, nobody who complained may be written to again.
  const suppressed = mustSuppress(event) && (await suppressAddress(ports.subscribers, event));
  if (event.kind === 'bounce' && !event.permanent) await countReturned(ports.subscribers, event);
  return { ...(await recordInLedger(ports.ledger, event)), issueKey: event.issueKey, suppressed };
}

function mustSuppress(event: MailEvent): boolean {
  return event.kind === 'complaint' || (event.kind === 'bounce' && event.permanent);
}

async function suppressAddress(subscribers: SubscriberBook, event: MailEvent): Promise<boolean> {
  const change = { at: event.at, why: `${event.kind} ${event.detail}`.trim() };
  return changeSubscriber(subscribers, event.subscriberId, (present) => {
    const row = suppress(present, change);
    return { row, answer: row !== null };
  });
}

/** A confirmation mail is no issue: nobody is paused before they have begun. */
async function countReturned(subscribers: SubscriberBook, event: MailEvent): Promise<void> {
  if (event.issueKey === CONFIRMATION) return;
  await changeSubscriber(subscribers, event.subscriberId, (present) => ({
    // An issue and its correction that come back on one day are one issue.
    row: cameBack(present, { issueKey: issueKeyOf(event.issueKey), at: event.at }),
    answer: undefined,
  }));
}

async function recordInLedger(
  ledger: DeliveryLedger,
  event: MailEvent,
): Promise<Pick<RecordOutcome, 'kind' | 'counts'>> {
  const { issueKey, shard, subscriberId } = event;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const present = await ledger.delivery(issueKey, shard, subscriberId);
    if (present === null) return { kind: 'unknown-delivery', counts: countsOf(null, event, 'unknown-delivery') };
    const outcome = applyEvent(present, event);
    if (outcome.kind !== 'changed') return { kind: outcome.kind, counts: countsOf(present, event, outcome.kind) };
    if (await ledger.advance(outcome.delivery)) {
      return { kind: 'recorded', counts: countsOf(present, event, 'recorded') };
    }
  }
  throw new Error(`ledger: row ${issueKey}/${shard}/${subscriberId} changes under every write`);
}
