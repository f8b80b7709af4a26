import type { IssueKey } from '../../core/issue/issue-key.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { advanceIssue } from '../advance-issue.ts';
import { writeDown } from '../journal.ts';
import type { Approver } from './approve-issue.ts';

/** What declaring a day without news needs of the world. */
export interface DeclinePorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly issues: IssueRegister;
}

/** `not-now`: there is no draft of the day, or it was approved. */
export type DeclineOutcome = { readonly kind: 'done' | 'not-allowed' | 'no-reason' | 'not-now' | 'changed' };

/**
 * An approver decides that a day has no issue although the calendar has one, or takes that back (`declined` false). The
 * draft stays as it is; while the decision stands nothing of the day is approved and no alarm asks for it.
 */
export async function declineIssue(
  ports: DeclinePorts,
  request: {
    readonly issueKey: IssueKey;
    readonly declined: boolean;
    readonly why: string;
    readonly editor: Approver;
  },
): Promise<DeclineOutcome> {
  const { issueKey, declined, editor } = request;
  const why = request.why.trim();
  if (!editor.mayApprove) return { kind: 'not-allowed' };
  if (why === '') return { kind: 'no-reason' };
  const issue = await ports.issues.get(issueKey);
  if (issue?.state !== 'drafting' || (issue.declined !== undefined) === declined) return { kind: 'not-now' };
  await writeDown(ports, { issueKey, deed: declined ? 'no-issue' : 'issue-after-all', why, editor });
  const { declined: _, ...rest } = issue;
  const decision = { by: editor.id, name: editor.name, at: ports.clock.now(), why };
  const row = { ...rest, ...(declined ? { declined: decision } : {}), turn: issue.turn + 1 };
  return { kind: (await advanceIssue(ports.issues, row)) ? 'done' : 'changed' };
}
