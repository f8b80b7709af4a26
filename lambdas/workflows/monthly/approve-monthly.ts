import { z } from 'zod';
import { fingerprintOf, freeze } from '../../core/issue/freeze.ts';
import { type Issue, newIssue } from '../../core/issue/issue.ts';
import { type Approval, type Snapshot, snapshotSchema } from '../../core/issue/snapshot.ts';
import { monthlyContentOf } from '../../core/monthly/content.ts';
import type { MonthlyDraft } from '../../core/monthly/draft.ts';
import type { Month, MonthlyContent } from '../../core/monthly/monthly-content.ts';
import { nextNumber, numberOf, withNumber, withVoid } from '../../core/monthly/number-book.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ApprovalOutcome, ApprovalRequest, ApprovePorts } from '../editing/approve-issue.ts';
import { snapshotKey } from '../publishing/snapshot-files.ts';
import { readJson, writeJson } from '../stored-json.ts';
import { loadMonthlyDraft, loadMonthlySetting, monthlyDraftKey } from './monthly-files.ts';

/** What a monthly would be if it were approved now; `number` is certain only once it is. */
export interface MonthlyToApprove {
  readonly content: MonthlyContent;
  readonly fingerprint: string;
  readonly number: number;
}

/** The content of a monthly as `editorName` would approve it now, its fingerprint and the number it would be given. */
export async function monthlyToApprove(
  ports: { readonly newsroom: ObjectStore; readonly issues: IssueRegister },
  draft: MonthlyDraft,
  editorName: string,
): Promise<MonthlyToApprove> {
  const setting = await loadMonthlySetting(ports.newsroom);
  const content = monthlyContentOf(draft, { setting, editorName });
  const book = await ports.issues.numbers();
  const number = numberOf(book, draft.issueKey) ?? nextNumber(book, setting.firstNumber);
  return { content, fingerprint: fingerprintOf(content), number };
}

/**
 * Freezes what the approver saw, as the daily's approval does: the snapshot, the seal on the draft (the decision), then
 * {@link finishMonthlyApproval}, which any later run can repeat. The number comes after the seal: what is sealed is always
 * published in the end, so no number is lost to an approval that came to nothing.
 */
export async function approveMonthly(
  ports: ApprovePorts,
  request: ApprovalRequest,
): Promise<Exclude<ApprovalOutcome, { kind: 'declined' }>> {
  const { approver, issueKey } = request;
  if (!approver.mayApprove) return { kind: 'not-allowed' };
  const stored = await loadMonthlyDraft(ports.newsroom, issueKey);
  if (!stored) return { kind: 'no-draft' };
  if (stored.value.sealed) return again(ports, stored.value, request);
  const { content, fingerprint } = await monthlyToApprove(ports, stored.value, approver.name);
  if (stored.etag !== request.etag || fingerprint !== request.fingerprint) return { kind: 'changed' };
  if (content.sections.length === 0) return { kind: 'empty' };
  const approval: Approval = { by: approver.id, name: approver.name, at: ports.clock.now() };
  const revision = (await ports.issues.get(issueKey))?.revision ?? 1;
  const snapshot = freeze(content, approval, revision);
  await writeJson(ports.archive, snapshotKey(fingerprint), snapshot, { kind: 'none' });
  const sealed: MonthlyDraft = { ...stored.value, sealed: { ...approval, fingerprint } };
  const condition = { kind: 'etag' as const, etag: stored.etag };
  const written = await writeJson(ports.newsroom, monthlyDraftKey(issueKey), sealed, condition);
  if (written.kind === 'conflict') {
    // Changed by somebody else, unless the seal is this very approval's, whose write was tried again after its reply was lost.
    const present = await loadMonthlyDraft(ports.newsroom, issueKey);
    return present?.value.sealed?.by === approver.id ? again(ports, present.value, request) : { kind: 'changed' };
  }
  await finishMonthlyApproval(ports, sealed);
  return { kind: 'approved', fingerprint };
}

/**
 * Does what is left of an approval once the draft is sealed: the month has its number, the snapshot bears it and the sealed
 * approval, the register says `approved`, the publish queue knows. Safe to run again at any time.
 */
export async function finishMonthlyApproval(ports: ApprovePorts, draft: MonthlyDraft): Promise<void> {
  if (!draft.sealed) return;
  const { fingerprint, ...approval } = draft.sealed;
  const issue = await ports.issues.get(draft.issueKey);
  if (issue && issue.state !== 'drafting' && issue.state !== 'approved') return;
  if (issue?.state !== 'approved') {
    const number = await giveNumber(ports, draft.issueKey);
    await alignSnapshot(ports.archive, fingerprint, { approval, number });
    await register(ports.issues, issue, {
      ...(issue ?? newIssue(draft.issueKey)),
      state: 'approved',
      turn: (issue?.turn ?? 0) + 1,
      fingerprint,
      number,
      approval,
    });
  }
  await ports.publish.send({ issueKey: draft.issueKey });
}

async function again(
  ports: ApprovePorts,
  draft: MonthlyDraft,
  request: ApprovalRequest,
): Promise<Exclude<ApprovalOutcome, { kind: 'declined' }>> {
  if (!draft.sealed) return { kind: 'changed' };
  await finishMonthlyApproval(ports, draft);
  const { fingerprint, ...approval } = draft.sealed;
  const isSame = fingerprint === request.fingerprint && approval.by === request.approver.id;
  return isSame ? { kind: 'approved', fingerprint } : { kind: 'already', approval };
}

/** The month's number: the one it has, else the next. Whoever was faster for another month has the one before. */
async function giveNumber(ports: Pick<ApprovePorts, 'issues' | 'newsroom'>, month: Month): Promise<number> {
  const { firstNumber } = await loadMonthlySetting(ports.newsroom);
  for (;;) {
    const book = await ports.issues.numbers();
    const known = numberOf(book, month);
    if (known !== null) return known;
    await ports.issues.advanceNumbers(withNumber(book, month, firstNumber));
  }
}

/** What an operator asks for, by name, when no monthly is to bear the next number. */
export const voidRequestSchema = z.object({
  edition: z.literal('monthly'),
  void: z.object({ reason: z.string().trim().min(1), by: z.string().trim().min(1) }),
});

/** Declares the next number void, with the reason: no monthly will bear it, and the row says why. Returns the number. */
export async function voidNumber(
  ports: Pick<ApprovePorts, 'issues' | 'newsroom' | 'clock'>,
  why: { readonly reason: string; readonly by: string },
): Promise<number> {
  const { firstNumber } = await loadMonthlySetting(ports.newsroom);
  const at = ports.clock.now();
  for (;;) {
    const book = await ports.issues.numbers();
    if (await ports.issues.advanceNumbers(withVoid(book, { ...why, at }, firstNumber))) {
      return nextNumber(book, firstNumber);
    }
  }
}

/** Declares a number void that is still the next one; false where it was given or declared void since it was looked at. */
export async function voidSeenNumber(
  ports: Pick<ApprovePorts, 'issues' | 'newsroom' | 'clock'>,
  why: { readonly reason: string; readonly by: string },
  number: number,
): Promise<boolean> {
  const { firstNumber } = await loadMonthlySetting(ports.newsroom);
  const book = await ports.issues.numbers();
  if (nextNumber(book, firstNumber) !== number) return false;
  return ports.issues.advanceNumbers(withVoid(book, { ...why, at: ports.clock.now() }, firstNumber));
}

async function alignSnapshot(
  archive: ObjectStore,
  fingerprint: string,
  wanted: { readonly approval: Approval; readonly number: number },
): Promise<void> {
  const stored = await readJson<Snapshot>(archive, snapshotKey(fingerprint), snapshotSchema);
  if (!stored) throw new Error(`snapshot ${fingerprint} of a sealed draft is missing`);
  const { by, name, at } = stored.value.approval;
  const { approval, number } = wanted;
  const isSame = by === approval.by && name === approval.name && at === approval.at;
  if (isSame && stored.value.number === number) return;
  const condition = { kind: 'etag' as const, etag: stored.etag };
  await writeJson(archive, snapshotKey(fingerprint), { ...stored.value, ...wanted }, condition);
}

async function register(issues: IssueRegister, before: Issue | null, approved: Issue): Promise<void> {
  // False: another run of the same approval was faster, with the same sealed facts.
  await (before ? issues.advance(approved) : issues.create(approved));
}
