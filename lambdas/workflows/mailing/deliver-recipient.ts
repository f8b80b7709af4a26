import { dayOf, type Instant, isBefore } from '../../core/calendar/instant.ts';
import { type Edition, editionOf } from '../../core/issue/issue-key.ts';
import type { Delivery } from '../../core/mailing/delivery.ts';
import type { Mailbox } from '../../core/mailing/mailbox.ts';
import type { Message } from '../../core/mailing/mailing.ts';
import type { MailingPolicy } from '../../core/mailing/policy.ts';
import { type AllowList, mayReach } from '../../core/mailing/reach.ts';
import { settle } from '../../core/mailing/settle.ts';
import { judgeSilence, type Seen } from '../../core/mailing/silence.ts';
import { claim, type DeliveryId, expireLease, nextStep, skip } from '../../core/mailing/transitions.ts';
import type { Keyring } from '../../core/subscriptions/keyring.ts';
import { isPaused } from '../../core/subscriptions/reads.ts';
import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import { signToken } from '../../core/subscriptions/token.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { Mailer, SendOutcome } from '../../ports/mailer.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { buildMime } from '../../rendering/mime.ts';

/** What serving one recipient needs of the world. */
export interface RecipientPorts {
  readonly clock: Clock;
  readonly ledger: DeliveryLedger;
  readonly mailer: Mailer;
  readonly subscribers: SubscriberBook;
}

/** What is the same for every recipient of a worker's run. */
export interface Round {
  readonly issueKey: string;
  readonly shard: number;
  readonly message: Message;
  readonly deadline: Instant;
  readonly lease: Instant;
  readonly from: Mailbox;
  readonly replyTo: string;
  readonly publicAddress: string;
  readonly keyring: Keyring;
  readonly allowList: AllowList;
  readonly policy: MailingPolicy;
  /** The shard as it was read when the run began. */
  readonly seen: Seen;
}

/** One person of the frozen audience. */
export interface Recipient {
  readonly subscriberId: string;
  readonly address: string;
}

/** One recipient to be served. */
export interface Task {
  readonly recipient: Recipient;
  /** As last seen; null: none yet. */
  readonly row: Delivery | null;
  /** Of this attempt alone: by it a claim knows its own row again. */
  readonly claimId: string;
  /** Waits for the worker's pace; false: the worker has been stopped meanwhile. */
  readonly turn: () => Promise<boolean>;
}

/** What was done, and the row as it is now (null: none was written). `answer` where a request was made. */
export interface Served {
  readonly row: Delivery | null;
  readonly answer: SendOutcome | null;
}

/**
 * Serves one recipient in at most four requests: reads the subscriber, claims, sends, settles. The turn is
 * waited for before the subscriber is read, so that nobody who left while we waited is written to.
 */
export async function serveRecipient(ports: RecipientPorts, round: Round, task: Task): Promise<Served> {
  const { recipient, row } = task;
  const step = nextStep(row, ports.clock.now(), round.policy).kind;
  if (step === 'expire' && row !== null) return expire(ports, row);
  if (step === 'judge' && row !== null) return judge(ports, round, { ...task, row });
  if (step !== 'claim') return { row, answer: null };
  if (!mayReach(recipient.address, round.allowList)) {
    return end(ports, round, { ...task, reason: 'not-on-allow-list' });
  }
  if (!(await task.turn())) return { row, answer: null };
  const reason = reasonToSkip(await ports.subscribers.get(recipient.subscriberId), recipient, {
    edition: editionOf(round.issueKey),
    now: ports.clock.now(),
  });
  if (reason !== null) return end(ports, round, { ...task, reason });
  const claimed = await take(ports, round, task);
  return claimed.isMine ? send(ports, round, { ...task, row: claimed.row }) : { row: claimed.row, answer: null };
}

/** Why a reader of the frozen audience is not written to any more; null: they are. */
function reasonToSkip(
  subscriber: Subscriber | null,
  recipient: Recipient,
  { edition, now }: { readonly edition: Edition; readonly now: Instant },
): string | null {
  if (subscriber?.state === 'suppressed') return 'suppressed';
  if (subscriber?.state !== 'active' || !subscriber.editions.includes(edition)) return 'unsubscribed';
  if (isPaused(subscriber, dayOf(now))) return 'paused';
  // The frozen file and the book disagree on who this is: rather no mail than somebody else's.
  return subscriber.address === recipient.address ? null : 'address-changed';
}

/** No event came in time: what that means is written first, and only then, where it may, the recipient is served. */
async function judge(ports: RecipientPorts, round: Round, task: Task & { readonly row: Delivery }): Promise<Served> {
  const judged = judgeSilence(task.row, round.seen);
  if (judged === null) return { row: task.row, answer: null };
  if (!(await ports.ledger.advance(judged))) return { row: await current(ports, task.row), answer: null };
  return serveRecipient(ports, round, { ...task, row: judged });
}

async function expire(ports: RecipientPorts, row: Delivery): Promise<Served> {
  const expired = expireLease(row, ports.clock.now());
  if (expired !== null && (await ports.ledger.advance(expired))) return { row: expired, answer: null };
  return { row: await current(ports, row), answer: null };
}

async function end(
  ports: RecipientPorts,
  round: Round,
  { recipient, row, reason }: Task & { readonly reason: string },
): Promise<Served> {
  const id = idOf(round, recipient);
  const skipped = skip(id, row, { reason, now: ports.clock.now(), policy: round.policy });
  if (skipped !== null && (await ports.ledger.advance(skipped))) return { row: skipped, answer: null };
  return { row: await current(ports, id), answer: null };
}

type Taken =
  | { readonly isMine: true; readonly row: Delivery }
  | { readonly isMine: false; readonly row: Delivery | null };

/** Claims by one conditional write. A write that was refused may still have been our own, repeated below us. */
async function take(ports: RecipientPorts, round: Round, { recipient, row, claimId }: Task): Promise<Taken> {
  const id = idOf(round, recipient);
  const wish = { claimId, now: ports.clock.now(), lease: round.lease, policy: round.policy };
  const outcome = claim(id, row, wish);
  if (outcome.kind === 'not-claimable') return { isMine: false, row };
  if (await ports.ledger.advance(outcome.delivery)) return { isMine: true, row: outcome.delivery };
  const present = await current(ports, id);
  const isMine = present?.state.kind === 'claimed' && present.state.claimId === claimId;
  return isMine ? { isMine, row: present } : { isMine: false, row: present };
}

async function send(
  ports: RecipientPorts,
  round: Round,
  { recipient, row, claimId }: Task & { readonly row: Delivery },
): Promise<Served> {
  const answer = await request(ports, round, { recipient, row });
  let present: Delivery | null = row;
  for (let tries = 0; tries < 5 && present !== null; tries += 1) {
    const settled = settle(present, { claimId, answer, now: ports.clock.now() });
    if (settled === null) return { row: present, answer };
    if (await ports.ledger.advance(settled)) return { row: settled, answer };
    present = await current(ports, row);
  }
  throw new Error(`ledger: row ${row.issueKey}/${row.shard}/${row.subscriberId} changes under every write`);
}

async function request(
  ports: RecipientPorts,
  round: Round,
  { recipient, row }: { recipient: Recipient; row: Delivery },
): Promise<SendOutcome> {
  const now = ports.clock.now();
  // A machine that stood still since the claim must not send now: another worker may have taken the row over.
  if (!isBefore(now, round.deadline)) return { kind: 'not-accepted', why: 'unreachable', detail: 'past the deadline' };
  const { keyring, from } = round;
  const token = signToken(keyring, { purpose: 'leave', subscriberId: recipient.subscriberId, at: now });
  const mime = await buildMime({
    message: round.message,
    subscriberId: recipient.subscriberId,
    to: recipient.address,
    attempt: row.state.kind === 'claimed' ? row.state.attempts : 1,
    from,
    replyTo: round.replyTo,
    unsubscribeUrl: `${round.publicAddress}/subscriptions/leave/${editionOf(round.issueKey)}?token=${token}`,
    now,
  });
  if (mime.kind === 'unsendable') return { kind: 'permanent', detail: mime.detail };
  const tags = { issue: round.issueKey, shard: String(round.shard), recipient: recipient.subscriberId };
  return ports.mailer.send({ from: from.address, to: recipient.address, raw: mime.raw, tags });
}

function current(ports: RecipientPorts, id: DeliveryId): Promise<Delivery | null> {
  return ports.ledger.delivery(id.issueKey, id.shard, id.subscriberId);
}

function idOf(round: Round, recipient: Recipient): DeliveryId {
  return { issueKey: round.issueKey, shard: round.shard, subscriberId: recipient.subscriberId };
}
