import type { Issue } from '../../core/issue/issue.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { IssueRequest, WorkQueue } from '../../ports/work-queue.ts';
import { logWithdrawal } from './withdrawal-files.ts';

/** What ordering a change of a published issue needs of the world. */
export interface OrderPorts {
  readonly archive: ObjectStore;
  readonly issues: IssueRegister;
  readonly publish: WorkQueue<IssueRequest>;
}

/** An issue with something ordered and not carried out. */
export type PendingIssue = Issue & { readonly pending: NonNullable<Issue['pending']> };

/** Whether something that was ordered of the issue is still to be carried out. */
export function hasPending(issue: Issue): issue is PendingIssue {
  return issue.pending !== undefined;
}

/**
 * Does what is left of an order once the register holds it: the log of withdrawals knows, and so does the publish queue,
 * whose worker carries it out. Safe to run again at any time.
 */
export async function finishOrder(ports: Pick<OrderPorts, 'archive' | 'publish'>, issue: PendingIssue): Promise<void> {
  const { issueKey, pending } = issue;
  if (pending.kind === 'withdrawal') await logWithdrawal(ports.archive, issueKey, pending.withdrawal);
  await ports.publish.send({ issueKey });
}
