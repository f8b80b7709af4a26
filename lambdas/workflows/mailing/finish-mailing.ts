import { isBefore } from '../../core/calendar/instant.ts';
import type { IssueState } from '../../core/issue/issue.ts';
import { type Balance, balance, total } from '../../core/mailing/balance.ts';
import type { Mailing } from '../../core/mailing/mailing.ts';
import { maySend, type NotSending } from '../../core/mailing/may-mail.ts';
import { MAILING_POLICY } from '../../core/mailing/policy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ShardRequest, WorkQueue } from '../../ports/work-queue.ts';
import { readAudience } from './mailing-files.ts';

/** What closing a mailing needs of the world. */
export interface FinishPorts {
  readonly clock: Clock;
  readonly issues: IssueRegister;
  readonly ledger: DeliveryLedger;
  readonly newsroom: ObjectStore;
}

/** `open`: a shard still wants work; `unbalanced`: the books do not agree, which a person must look at. */
export type FinishOutcome =
  | { readonly kind: 'finished' }
  | { readonly kind: 'open' }
  | { readonly kind: 'unbalanced'; readonly problems: readonly string[] };

/**
 * Closes a mailing, and its issue, when the books of every shard balance with nobody left. Shards are looked at from the last
 * to the first and no further than an open one: the last ones end last, so most calls read one shard.
 */
export async function finishMailing(ports: FinishPorts, mailing: Mailing): Promise<FinishOutcome> {
  let present: Mailing | null = mailing;
  for (let tries = 0; tries < TRIES && present !== null && present.state !== 'finished'; tries += 1) {
    const books = await booksOf(ports, present);
    if (books.kind !== 'finished') return books;
    const finishedAt = ports.clock.now();
    const closed: Mailing = { ...present, state: 'finished', finishedAt, turn: present.turn + 1 };
    if (await ports.ledger.advanceMailing(closed)) break;
    // Its row moved on: where it still sends, the books are read again, for somebody may have had readers queued once more.
    present = await ports.ledger.mailing(mailing.issueKey);
    if (present?.state !== 'finished' && (present?.state !== 'sending' || tries === TRIES - 1)) return { kind: 'open' };
  }
  await markSent(ports, mailing.issueKey);
  return { kind: 'finished' };
}

/** Writes of the mailing's row against others before it is left to the next who comes. */
const TRIES = 3;

async function booksOf(ports: FinishPorts, { audience, issueKey, shards }: Mailing): Promise<FinishOutcome> {
  const books: Balance[] = [];
  for (let shard = shards - 1; shard >= 0; shard -= 1) {
    const book = await balanceOf(ports, issueKey, shard);
    if (book.problems.length > 0) return { kind: 'unbalanced', problems: book.problems };
    if (!book.finished) return { kind: 'open' };
    books.push(book);
  }
  const whole = total(audience, books);
  return whole.finished ? { kind: 'finished' } : { kind: 'unbalanced', problems: whole.problems };
}

/** The books of one shard as they are stored. */
export async function balanceOf(
  ports: Pick<FinishPorts, 'ledger' | 'newsroom'>,
  issueKey: string,
  shard: number,
): Promise<Balance> {
  const audience = await readAudience(ports.newsroom, issueKey, shard);
  const rows = await ports.ledger.shard(issueKey, shard);
  const ids = (audience?.recipients ?? []).map(({ subscriberId }) => subscriberId);
  const book = balance({ issueKey, shard }, ids, rows);
  if (audience !== null) return book;
  return { ...book, finished: false, problems: [...book.problems, `the audience of shard ${shard} is gone`] };
}

/**
 * Ends the issue of a mailing that a person stopped, so that it can be corrected: once no worker holds a copy any more. False:
 * one does, which may still go out.
 */
export async function endStopped(ports: Omit<FinishPorts, 'newsroom'>, mailing: Mailing): Promise<boolean> {
  const { issueKey, shards } = mailing;
  const issue = await ports.issues.get(issueKey);
  if (issue === null || !WITH_THE_MAILING.has(issue.state)) return true;
  for (let shard = shards - 1; shard >= 0; shard -= 1) {
    const rows = await ports.ledger.shard(issueKey, shard);
    const now = ports.clock.now();
    if (rows.some(({ state }) => state.kind === 'claimed' && isBefore(now, state.lease))) return false;
  }
  await markSent(ports, issueKey);
  return true;
}

/** What looking after a mailing found. */
export type ReviewOutcome =
  | { readonly kind: 'no-mailing' }
  | { readonly kind: 'not-sending'; readonly why: NotSending }
  | { readonly kind: 'finished' }
  | { readonly kind: 'requeued'; readonly shards: readonly number[] }
  | { readonly kind: 'unbalanced'; readonly problems: readonly string[] };

/** Looks after a mailing from its state alone: closes it when it is done, else puts every open shard to work again. */
export async function reviewMailing(
  ports: FinishPorts & { readonly deliver: WorkQueue<ShardRequest> },
  { issueKey }: { readonly issueKey: string },
): Promise<ReviewOutcome> {
  const mailing = await ports.ledger.mailing(issueKey);
  if (mailing === null) return { kind: 'no-mailing' };
  const may = maySend(mailing, ports.clock.now(), MAILING_POLICY);
  if (mailing.state === 'stopped') await endStopped(ports, mailing);
  if (mailing.state === 'paused' || mailing.state === 'stopped') return { kind: 'not-sending', why: mailing.state };
  const finish = await finishMailing(ports, mailing);
  if (finish.kind !== 'open') return finish;
  if (may.kind === 'not-sending') return may;
  const shards: number[] = [];
  for (let shard = 0; shard < mailing.shards; shard += 1) {
    if ((await balanceOf(ports, issueKey, shard)).finished) continue;
    await ports.deliver.send({ issueKey, shard });
    shards.push(shard);
  }
  return { kind: 'requeued', shards };
}

/** States that the end of the mailing ends. */
const WITH_THE_MAILING: ReadonlySet<IssueState> = new Set(['published', 'mailing']);

/** → sent, whether or not the planner has come to `mailing` yet; a few tries, for it may be writing at this moment. */
async function markSent({ issues, clock }: Pick<FinishPorts, 'issues' | 'clock'>, issueKey: string): Promise<void> {
  for (let tries = 0; tries < 5; tries += 1) {
    const issue = await issues.get(issueKey);
    if (issue === null || !WITH_THE_MAILING.has(issue.state)) return;
    if (await issues.advance({ ...issue, state: 'sent', sentAt: clock.now(), turn: issue.turn + 1 })) return;
  }
  throw new Error(`mailing ${issueKey}: the issue changes faster than it can be marked as sent`);
}
