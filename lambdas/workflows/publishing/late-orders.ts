import { type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { correctionMailingKey } from '../../core/mailing/mailing-key.ts';
import type { IssueRequest, ShardRequest, WorkQueue } from '../../ports/work-queue.ts';
import type { FinishPorts } from '../mailing/finish-mailing.ts';
import { isRemailed, type RemailedIssue } from '../mailing/plan-correction.ts';
import { type LateMailing, unfinishedMailing } from '../mailing/unfinished-mailing.ts';
import { finishOrder, hasPending, type OrderPorts } from './order-change.ts';

/**
 * A correction or withdrawal that the register orders and the archive does not show; `unfinished-correction-mail`: one that is
 * shown and that not all who got the issue were sent.
 */
export interface LateOrder {
  readonly kind: 'unfinished-order' | 'unfinished-correction-mail';
  readonly issueKey: IssueKey;
}

/** What looking after orders needs of the world. */
export interface LateOrderPorts extends OrderPorts, FinishPorts {
  readonly planMailing: WorkQueue<IssueRequest>;
  readonly deliver: WorkQueue<ShardRequest>;
}

/** A correction older than this is no news: planning refuses it, so it is not offered again. */
const WORTH_MS = 24 * 3_600_000;

/** A mailing of a correction is looked after for so long: somebody may have readers of it written to once more. */
const WATCHED_MS = 7 * WORTH_MS;

/** Rows looked through: an order may be of any issue of ten years, and a year of rows is a read of some 150 KB. */
const ALL = 5000;

/** Starts again every order that is older than `graceMs`, whatever its issue's age. */
export async function lateOrders(ports: LateOrderPorts, graceMs: number): Promise<(LateOrder | LateMailing)[]> {
  const now = ports.clock.now();
  const [dailies, monthlies] = await Promise.all([
    ports.issues.newest(ALL, 'daily'),
    ports.issues.newest(ALL, 'monthly'),
  ]);
  const late = [...dailies, ...monthlies].filter(hasPending).filter(({ pending }) => {
    return !isBefore(now, shift(pending.at, graceMs));
  });
  for (const issue of late) await finishOrder(ports, issue);
  const unsent = await lateCorrections(ports, [...dailies, ...monthlies].filter(isRemailed), graceMs);
  return [...late.map(({ issueKey }) => ({ kind: 'unfinished-order' as const, issueKey })), ...unsent];
}

/** Has every correction mailed that should be and is not done: planned where it was never opened, else its open shards. */
async function lateCorrections(
  ports: LateOrderPorts,
  issues: readonly RemailedIssue[],
  graceMs: number,
): Promise<(LateOrder | LateMailing)[]> {
  const now = ports.clock.now();
  const isOlder = (at: Instant, millis: number): boolean => isBefore(shift(at, millis), now);
  const late: (LateOrder | LateMailing)[] = [];
  for (const { issueKey, remail, state } of issues) {
    const isYoung = isBefore(now, shift(remail.at, graceMs));
    if (state === 'withdrawn' || isYoung || isOlder(remail.at, WATCHED_MS)) continue;
    const key = correctionMailingKey(issueKey, remail.revision);
    const mailing = await ports.ledger.mailing(key);
    if (mailing === null && !isOlder(remail.at, WORTH_MS)) {
      await ports.planMailing.send({ issueKey });
      late.push({ kind: 'unfinished-correction-mail', issueKey });
    }
    const found = mailing?.state === 'sending' ? await unfinishedMailing(ports, key, graceMs) : null;
    if (found?.kind === 'unfinished-mailing') late.push({ kind: 'unfinished-correction-mail', issueKey });
    else if (found) late.push(found);
  }
  return late;
}
