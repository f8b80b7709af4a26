import type { Instant } from '../../core/calendar/instant.ts';
import { type NotAgain, sendAgain } from '../../core/mailing/again.ts';
import type { Delivery } from '../../core/mailing/delivery.ts';
import { isAudienceForgotten } from '../../core/mailing/forgotten.ts';
import type { Mailing } from '../../core/mailing/mailing.ts';
import { issueKeyOf } from '../../core/mailing/mailing-key.ts';
import { maySend } from '../../core/mailing/may-mail.ts';
import { MAILING_POLICY, type MailingPolicy } from '../../core/mailing/policy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ShardRequest, WorkQueue } from '../../ports/work-queue.ts';
import { mayMail } from './arm-house.ts';

/** What writing to some readers once more needs of the world. */
export interface ResendPorts {
  readonly clock: Clock;
  readonly issues: IssueRegister;
  readonly ledger: DeliveryLedger;
  readonly deliver: WorkQueue<ShardRequest>;
  /** Left out: {@link MAILING_POLICY}. */
  readonly policy?: MailingPolicy;
}

/** One reader of a mailing. */
export interface Chosen {
  readonly shard: number;
  readonly subscriberId: string;
}

/** Whom a person wants written to once more: these, or everybody whose row says failed or uncertain. */
export interface ResendWish {
  readonly issueKey: string;
  readonly chosen: 'all' | readonly Chosen[];
}

/**
 * `resent`: this many are queued again, the others left as they were, counted by why. Nothing at all is done for a mailing
 * that was stopped, whose text is not what the archive shows any more (`changed`), that is disarmed, or that still has people
 * to serve and is older than a day (`stale`: whoever lets it go on decides about them too), or whose addresses are gone
 * (`forgotten`).
 */
export type ResendOutcome =
  | { readonly kind: 'resent'; readonly readers: number; readonly left: Readonly<Partial<Record<NotAgain, number>>> }
  | { readonly kind: 'no-mailing' | 'stopped' | 'forgotten' | 'changed' | 'disarmed' | 'stale' };

/** Writes against other writers before giving up. */
const TRIES = 5;

/**
 * Queues the failed and the uncertain once more, each by one conditional write of their row, then opens the mailing, then
 * puts their shards to work. A run that died anywhere is made good by the same wish again; nobody the service has taken a
 * message for is written to twice.
 */
export async function resendDeliveries(ports: ResendPorts, wish: ResendWish): Promise<ResendOutcome> {
  const { issueKey } = wish;
  const mailing = await ports.ledger.mailing(issueKey);
  if (!mailing) return { kind: 'no-mailing' };
  const refusal = await refusalOf(ports, mailing);
  if (refusal) return { kind: refusal };
  const shards = new Set<number>();
  const left: Partial<Record<NotAgain, number>> = {};
  let readers = 0;
  for await (const row of rowsOf(ports.ledger, mailing, wish.chosen)) {
    const why = await queueAgain(ports, row);
    if (why === null) readers += 1;
    else left[why] = (left[why] ?? 0) + 1;
    // Also whom an earlier run had queued before it died.
    if (why === null || why === 'waiting') shards.add(row.shard);
  }
  if (shards.size === 0) return { kind: 'resent', readers, left };
  const state = await open(ports, issueKey);
  if (state === 'sending') for (const shard of shards) await ports.deliver.send({ issueKey, shard });
  return { kind: 'resent', readers, left };
}

async function refusalOf(
  { clock, issues, ledger, policy = MAILING_POLICY }: ResendPorts,
  mailing: Mailing,
): Promise<'stopped' | 'forgotten' | 'changed' | 'disarmed' | 'stale' | null> {
  if (mailing.state === 'stopped') return 'stopped';
  if (isAudienceForgotten(mailing, clock.now())) return 'forgotten';
  if (!mailing.armed || !(await mayMail({ ledger }))) return 'disarmed';
  const issue = await issues.get(issueKeyOf(mailing.issueKey));
  if (!issue || issue.state === 'withdrawn' || issue.pending || issue.fingerprint !== mailing.fingerprint) {
    return 'changed';
  }
  const may = maySend(mailing, clock.now(), policy);
  return may.kind === 'not-sending' && may.why === 'stale' ? 'stale' : null;
}

/** The rows asked about, as they are stored; of `all` those that failed or are uncertain, and those that wait. */
async function* rowsOf(
  ledger: DeliveryLedger,
  { issueKey, shards }: Mailing,
  chosen: ResendWish['chosen'],
): AsyncIterable<Delivery> {
  if (chosen !== 'all') {
    for (const { shard, subscriberId } of chosen) {
      const row = await ledger.delivery(issueKey, shard, subscriberId);
      if (row) yield row;
    }
    return;
  }
  for (let shard = 0; shard < shards; shard += 1) {
    const rows = await ledger.shard(issueKey, shard);
    yield* rows.filter(({ state }) => WANTED.has(state.kind));
  }
}

const WANTED: ReadonlySet<Delivery['state']['kind']> = new Set(['failed', 'uncertain', 'queued']);

/** Null: queued once more. */
async function queueAgain({ clock, ledger, policy = MAILING_POLICY }: ResendPorts, row: Delivery) {
  let present: Delivery | null = row;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const outcome = sendAgain(present, { now: clock.now(), policy });
    if (outcome.kind === 'not-again') return outcome.why;
    if (await ledger.advance(outcome.delivery)) return null;
    present = await ledger.delivery(row.issueKey, row.shard, row.subscriberId);
  }
  throw new Error(`ledger: row ${row.issueKey}/${row.shard}/${row.subscriberId} changes under every write`);
}

/**
 * A finished mailing sends again, from now on for a day; another keeps its state. Its turn is moved on in any case: somebody
 * who is closing it at this moment has read the books without those who were just queued.
 */
async function open({ clock, ledger }: ResendPorts, issueKey: string): Promise<Mailing['state']> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const present = await ledger.mailing(issueKey);
    if (!present) throw new Error(`mailing ${issueKey}: its rows are there and it is not`);
    const renewed: Mailing = { ...present, ...(await reopened(ledger, present, clock.now())), turn: present.turn + 1 };
    if (await ledger.advanceMailing(renewed)) return renewed.state;
  }
  throw new Error(`mailing ${issueKey}: its row changes faster than it can be opened`);
}

/** The copies a person asks for are more than there are readers, and no fault. */
async function reopened(ledger: DeliveryLedger, { state, issueKey }: Mailing, now: Instant): Promise<Partial<Mailing>> {
  if (state !== 'finished') return {};
  return { state: 'sending', finishedAt: null, renewedAt: now, overlooked: await ledger.tally(issueKey) };
}
