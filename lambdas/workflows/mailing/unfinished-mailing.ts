import { type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import type { DeliveryState } from '../../core/mailing/delivery.ts';
import { isAudienceForgotten } from '../../core/mailing/forgotten.ts';
import { LONGEST_REST_MS, type Mailing } from '../../core/mailing/mailing.ts';
import type { ShardRequest, WorkQueue } from '../../ports/work-queue.ts';
import { type FinishPorts, reviewMailing } from './finish-mailing.ts';

/** A mailing that did not come to its end by itself. */
export type LateMailing =
  | { readonly kind: 'unfinished-mailing'; readonly issueKey: IssueKey; readonly shards: number }
  /** Nothing is started: yesterday's paper is no news, and a person must decide about those who did not get it. */
  | { readonly kind: 'stale-mailing'; readonly issueKey: IssueKey }
  /** Nothing is started: a person must look. */
  | { readonly kind: 'unbalanced-books'; readonly issueKey: IssueKey; readonly problems: readonly string[] };

/**
 * Closes a mailing that is done and puts the open shards of one that stands still to work again. One that goes on is let
 * alone: at 14 mails a second ten thousand readers take twelve minutes, and that is no fault.
 */
export async function unfinishedMailing(
  ports: FinishPorts & { readonly deliver: WorkQueue<ShardRequest> },
  issueKey: IssueKey,
  graceMs: number,
): Promise<LateMailing | null> {
  const mailing = await ports.ledger.mailing(issueKey);
  const now = ports.clock.now();
  if (!mailing || isBefore(now, shift(mailing.startedAt, graceMs))) return null;
  // It was told of for weeks; there is nobody left to write to, and no list to balance it by.
  if (isAudienceForgotten(mailing, now)) return null;
  if (mailing.state === 'sending' && (await isMoving(ports, mailing, shift(now, -graceMs)))) return null;
  const review = await reviewMailing(ports, { issueKey });
  switch (review.kind) {
    case 'requeued':
      return { kind: 'unfinished-mailing', issueKey, shards: review.shards.length };
    case 'unbalanced':
      return { kind: 'unbalanced-books', issueKey, problems: review.problems };
    case 'not-sending':
      return review.why === 'stale' ? { kind: 'stale-mailing', issueKey } : null;
    default:
      return null;
  }
}

/** Whether somebody was written to after `since`, or it rests and comes back by itself; the last shards first, as they are the ones still open. */
async function isMoving({ ledger }: FinishPorts, mailing: Mailing, since: Instant): Promise<boolean> {
  if (mailing.restedAt && isBefore(since, shift(mailing.restedAt, LONGEST_REST_MS))) return true;
  for (let shard = mailing.shards - 1; shard >= 0; shard -= 1) {
    const rows = await ledger.shard(mailing.issueKey, shard);
    if (rows.some(({ state }) => isBefore(since, movedAt(state) ?? since))) return true;
  }
  return false;
}

/** When the house last did something for a recipient: what others tell of a mail later is no work of ours. */
function movedAt(state: DeliveryState): Instant | null {
  switch (state.kind) {
    case 'claimed':
      return state.asked ?? null;
    case 'accepted':
      return state.at;
    default:
      return null;
  }
}
