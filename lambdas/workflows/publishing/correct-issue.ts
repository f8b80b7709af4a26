import { fingerprintOf } from '../../core/issue/freeze.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { correctedContent, correctedState } from '../../core/issue/revise.ts';
import { type Approval, type IssueContent, snapshotSchema } from '../../core/issue/snapshot.ts';
import type { Clock } from '../../ports/clock.ts';
import { advanceIssue } from '../advance-issue.ts';
import type { Approver } from '../editing/approve-issue.ts';
import { writeJson } from '../stored-json.ts';
import { finishOrder, hasPending, type OrderPorts } from './order-change.ts';
import { readSnapshot, snapshotKey } from './snapshot-files.ts';

/** What correcting needs of the world. */
export interface CorrectPorts extends OrderPorts {
  readonly clock: Clock;
}

/** What was corrected, seen from which revision (`fingerprint`), why (it is printed), and by whom. */
export interface CorrectionRequest {
  readonly issueKey: IssueKey;
  readonly fingerprint: string;
  /** Only its sections and the editor's name count. */
  readonly edited: IssueContent;
  readonly why: string;
  /** Whether those who got the issue are written to again; left out: they are not. */
  readonly mail?: boolean;
  readonly editor: Approver;
}

/**
 * `changed`: another revision came first; `busy`: another order is still being carried out; `not-now`: the issue is being
 * mailed, was withdrawn or never published; `unchanged`: nothing that is printed would differ.
 */
export type CorrectionOutcome =
  | { readonly kind: 'ordered'; readonly revision: number; readonly fingerprint: string }
  | { readonly kind: 'not-allowed' | 'no-reason' | 'changed' | 'busy' | 'not-now' | 'unchanged' };

/**
 * Orders the next revision of a published issue. In order: its snapshot (an orphan harms nobody), the register (the decision:
 * one write conditional on its turn), then {@link finishOrder}, which any later run repeats. The revision before keeps its
 * address and its bytes. The readers who have their copy are written to again only where it was chosen,
 * by a mailing of the revision's own.
 */
export async function correctIssue(ports: CorrectPorts, request: CorrectionRequest): Promise<CorrectionOutcome> {
  const { editor, issueKey } = request;
  if (!editor.mayApprove) return { kind: 'not-allowed' };
  if (request.why.trim() === '') return { kind: 'no-reason' };
  const issue = await ports.issues.get(issueKey);
  if (!issue?.fingerprint || correctedState(issue) === null) return { kind: 'not-now' };
  if (hasPending(issue)) return { kind: 'busy' };
  if (issue.fingerprint !== request.fingerprint) return { kind: 'changed' };
  const before = await readSnapshot(ports.archive, issue.fingerprint);
  const approval: Approval = { by: editor.id, name: editor.name, at: ports.clock.now() };
  const revision = issue.revision + 1;
  const note = { revision, at: approval.at, by: editor.name, why: request.why.trim() };
  const content = correctedContent<IssueContent>(before.content, request.edited, note);
  if (content === null) return { kind: 'unchanged' };
  const { content: parsed } = snapshotSchema.parse(JSON.parse(JSON.stringify({ ...before, content })));
  const fingerprint = fingerprintOf(parsed);
  const snapshot = { ...before, fingerprint, revision, approval, content: parsed };
  await writeJson(ports.archive, snapshotKey(fingerprint), snapshot, { kind: 'none' });
  const mail = request.mail === true ? { mail: true } : {};
  const pending = { kind: 'correction' as const, revision, fingerprint, approval, at: approval.at, ...mail };
  const ordered = { ...issue, pending, turn: issue.turn + 1 };
  if (!(await advanceIssue(ports.issues, ordered))) return { kind: 'changed' };
  await finishOrder(ports, ordered);
  return { kind: 'ordered', revision, fingerprint };
}
