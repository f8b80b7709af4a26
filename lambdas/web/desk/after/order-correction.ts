import type { IssueContent } from '../../../core/issue/snapshot.ts';
import { writeDown } from '../../../workflows/journal.ts';
import { correctIssue } from '../../../workflows/publishing/correct-issue.ts';
import type { DeskDoors } from '../doors.ts';
import type { DeskContext } from '../page.ts';
import { may } from '../permissions.ts';
import type { Approved } from './after-page.ts';

/** A correction an approver has seen and wants published. */
export interface WantedCorrection {
  readonly approved: Approved;
  /** Of the revision it was made from. */
  readonly fingerprint: string;
  readonly edited: IssueContent;
  readonly why: string;
  /** Whether those who got the issue are written to again. */
  readonly mail: boolean;
}

/** Orders a correction and goes back to the issue's page; a text is the reason why it was refused. */
export async function orderCorrection(
  context: DeskContext,
  { ports }: DeskDoors,
  { approved, fingerprint, edited, why, mail: isMailWanted }: WantedCorrection,
): Promise<Response | string> {
  const person = context.get('person');
  const { issueKey, sentAt } = approved.issue;
  const mail = isMailWanted && sentAt !== null;
  if (mail) await writeDown(ports, { issueKey, deed: 'correction-mail', why, editor: person });
  const editor = { id: person.id, name: person.name, mayApprove: may(person, 'approve') };
  const outcome = await correctIssue(ports, { issueKey, fingerprint, edited, why, mail, editor });
  if (outcome.kind !== 'ordered') return outcome.kind;
  return context.redirect(`/desk/issues/${issueKey}/after?done=corrected${mail ? '-mailed' : ''}`, 303);
}
