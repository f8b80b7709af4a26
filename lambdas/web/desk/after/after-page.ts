import type { Issue } from '../../../core/issue/issue.ts';
import { issuePath } from '../../../core/issue/issue-path.ts';
import { noticesOf } from '../../../core/issue/notices.ts';
import { redacted } from '../../../core/issue/redact.ts';
import { correctedState, isVisible } from '../../../core/issue/revise.ts';
import type { Snapshot } from '../../../core/issue/snapshot.ts';
import type { Withdrawal } from '../../../core/issue/withdrawal.ts';
import { readSnapshot } from '../../../workflows/publishing/snapshot-files.ts';
import { readWithdrawals } from '../../../workflows/publishing/withdrawal-files.ts';
import type { DeskDoors } from '../doors.ts';
import { stateText } from '../messages.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { may } from '../permissions.ts';
import { anyIssueKeyOf, issueView, printedSections } from './issue-view.ts';
import { afterMessages } from './messages.ts';
import { mailingView } from './steer-routes.ts';
import { zaloView } from './zalo-view.ts';

/** An approved issue: its row, what was frozen, and what was withdrawn of it since. */
export interface Approved {
  readonly issue: Issue;
  readonly fingerprint: string;
  /** As it was frozen: never shown where it was withdrawn. */
  readonly snapshot: Snapshot;
  readonly withdrawals: readonly Withdrawal[];
}

/** The approved issue of the address, of either edition; null where there is none. */
export async function approvedOf(context: DeskContext, { ports }: DeskDoors): Promise<Approved | null> {
  const issueKey = anyIssueKeyOf(context);
  const issue = issueKey === null ? null : await ports.issues.get(issueKey);
  if (!issue?.fingerprint) return null;
  const snapshot = await readSnapshot(ports.archive, issue.fingerprint);
  const withdrawals = await readWithdrawals(ports.archive, issue.issueKey);
  return { issue, fingerprint: issue.fingerprint, snapshot, withdrawals };
}

/** What can be done with an issue after its approval: correct, withdraw, hold its mailing. */
export async function afterPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const approved = await approvedOf(context, doors);
  if (!approved) return problem(context, 'not-found', { status: 404 });
  const { issue, snapshot, withdrawals } = approved;
  const isBusy = issue.pending !== undefined;
  const isOpen = isVisible(issue) && !isBusy;
  const canAct = may(context.get('person'), 'approve');
  const shown = redacted(snapshot, withdrawals);
  const mailing = await mailingView(doors, issue);
  const values = {
    ...issueView(issue.issueKey),
    state: issue.state,
    label: mailing.isStopped && issue.state === 'sent' ? afterMessages().cutShort : stateText(issue.state),
    notice: afterMessages().done[context.req.query('done') ?? ''] ?? '',
    notices: noticesOf(shown),
    isBusy,
    canCorrect: canAct && isOpen && correctedState(issue) !== null,
    canWithdraw: canAct && isOpen,
    closed: canAct && correctedState(issue) === null ? afterMessages().closed[closedBy(issue, mailing)] : '',
    mailing,
    zalo: await zaloView(doors, issue.issueKey),
    canSteer: canAct,
    address: isVisible(issue)
      ? `${doors.publicAddress.replace(/\/+$/, '')}/${issuePath(issue.edition, issue.issueKey, issue.revision)}`
      : '',
    sections: printedSections(shown),
  };
  return page(context, { template: 'after', values });
}

/** What keeps an issue from being corrected. */
function closedBy({ state }: Issue, { isStopped }: { readonly isStopped: boolean }): 'mailing' | 'stopped' | 'other' {
  if (state !== 'mailing') return 'other';
  return isStopped ? 'stopped' : 'mailing';
}
