import type { Issue } from '../../core/issue/issue.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { itemIdsOf } from '../../core/issue/redact.ts';
import { isVisible } from '../../core/issue/revise.ts';
import type { Withdrawal } from '../../core/issue/withdrawal.ts';
import { correctionMailingKey } from '../../core/mailing/mailing-key.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { ShardRequest, WorkQueue } from '../../ports/work-queue.ts';
import { advanceIssue } from '../advance-issue.ts';
import type { Approver } from '../editing/approve-issue.ts';
import { steerMailing } from '../mailing/steer-mailing.ts';
import { finishOrder, hasPending, type OrderPorts } from './order-change.ts';
import { readSnapshot } from './snapshot-files.ts';
import { readWithdrawals } from './withdrawal-files.ts';

/** What withdrawing needs of the world. */
export interface WithdrawPorts extends OrderPorts {
  readonly clock: Clock;
  readonly ledger: DeliveryLedger;
  readonly deliver: WorkQueue<ShardRequest>;
}

/** What is withdrawn (`item` null: the whole issue), why (never printed), and by whom. */
export interface WithdrawalRequest {
  readonly issueKey: IssueKey;
  readonly item: string | null;
  readonly why: string;
  readonly editor: Approver;
}

/** `already`: it was withdrawn before; `busy`: another order is still being carried out; `not-now`: readers see no such issue. */
export type WithdrawalOutcome = {
  readonly kind: 'ordered' | 'already' | 'not-allowed' | 'no-reason' | 'no-such-item' | 'changed' | 'busy' | 'not-now';
};

/**
 * Orders that a published issue, or one item of it, is shown no more. The register is the decision (one write conditional on
 * its turn); {@link finishOrder} does the rest and any later run repeats it. Of a whole issue the mailing is stopped first.
 * The snapshot stays, in private, with who withdrew it, when and why.
 */
export async function withdrawIssue(ports: WithdrawPorts, request: WithdrawalRequest): Promise<WithdrawalOutcome> {
  const { editor, issueKey, item } = request;
  if (!editor.mayApprove) return { kind: 'not-allowed' };
  if (request.why.trim() === '') return { kind: 'no-reason' };
  const issue = await ports.issues.get(issueKey);
  if (!issue?.fingerprint) return { kind: 'not-now' };
  if (hasPending(issue)) return again(ports, issue, item);
  if (issue.state === 'withdrawn') return { kind: 'already' };
  if (!isVisible(issue)) return { kind: 'not-now' };
  if (item !== null) {
    const { content } = await readSnapshot(ports.archive, issue.fingerprint);
    if (!itemIdsOf(content).includes(item)) return { kind: 'no-such-item' };
    const before = await readWithdrawals(ports.archive, issueKey);
    if (before.some((each) => each.item === item)) return { kind: 'already' };
  }
  const at = ports.clock.now();
  const withdrawal: Withdrawal = { item, by: editor.id, name: editor.name, at, why: request.why.trim() };
  if (item === null) await stopMailings(ports, issue);
  const ordered = {
    ...issue,
    // At once, so that nothing of a withdrawn issue is mailed while the archive is still at it.
    state: item === null ? ('withdrawn' as const) : issue.state,
    pending: { kind: 'withdrawal' as const, withdrawal, at },
    turn: issue.turn + 1,
  };
  if (!(await advanceIssue(ports.issues, ordered))) return { kind: 'changed' };
  // Once more: a planner that was at it may have opened one since.
  if (item === null) await stopMailings(ports, issue);
  await finishOrder(ports, ordered);
  return { kind: 'ordered' };
}

async function stopMailings(ports: WithdrawPorts, { issueKey, remail }: Issue): Promise<void> {
  await steerMailing(ports, { issueKey, mailing: 'stop' });
  const correction = remail && correctionMailingKey(issueKey, remail.revision);
  if (correction) await steerMailing(ports, { issueKey: correction, mailing: 'stop' });
}

/** The same wish once more goes on with what was ordered. */
async function again(
  ports: WithdrawPorts,
  issue: Issue & { readonly pending: NonNullable<Issue['pending']> },
  item: string | null,
): Promise<WithdrawalOutcome> {
  const isSame = issue.pending.kind === 'withdrawal' && issue.pending.withdrawal.item === item;
  if (!isSame) return { kind: 'busy' };
  await finishOrder(ports, issue);
  return { kind: 'ordered' };
}
