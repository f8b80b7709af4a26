import type { Day } from '../../core/calendar/instant.ts';
import type { Draft } from '../../core/drafting/draft.ts';
import { contentOf, fingerprintOf, freeze } from '../../core/issue/freeze.ts';
import { type Issue, newIssue } from '../../core/issue/issue.ts';
import { type Approval, type DailyContent, snapshotSchema } from '../../core/issue/snapshot.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { IssueRequest, WorkQueue } from '../../ports/work-queue.ts';
import { keepDecisions } from '../learning/keep-decisions.ts';
import { snapshotKey } from '../publishing/snapshot-files.ts';
import { loadHouse } from '../settings/house.ts';
import { readJson, writeJson } from '../stored-json.ts';
import { draftKey, loadDraft } from './desk-draft.ts';

/** What approving needs of the world. */
export interface ApprovePorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly archive: ObjectStore;
  readonly issues: IssueRegister;
  readonly publish: WorkQueue<IssueRequest>;
}

/** Who approves; `name` is printed as the editor where the draft names nobody. */
export interface Approver {
  readonly id: string;
  readonly name: string;
  readonly mayApprove: boolean;
}

/** What the approver saw: the very draft (`etag`) and the very content (`fingerprint`). */
export interface ApprovalRequest {
  readonly issueKey: Day;
  readonly etag: string;
  readonly fingerprint: string;
  readonly approver: Approver;
}

/** `changed`: it is no longer what the approver saw; `already`: it was approved before (`approval` says by whom). */
export type ApprovalOutcome =
  | { readonly kind: 'approved'; readonly fingerprint: string }
  | { readonly kind: 'changed' }
  | { readonly kind: 'empty' }
  /** The day has no issue by decision. */
  | { readonly kind: 'declined' }
  | { readonly kind: 'not-allowed' }
  | { readonly kind: 'already'; readonly approval: Approval }
  | { readonly kind: 'no-draft' };

/** Writes against whoever decides about the day at the same moment. */
const TRIES = 5;

/** The content of an issue as `editorName` would approve it now, and its fingerprint. */
export async function contentToApprove(
  newsroom: ObjectStore,
  draft: Draft,
  editorName: string,
): Promise<{ readonly content: DailyContent; readonly fingerprint: string }> {
  const { masthead, sections } = await loadHouse(newsroom);
  const content = contentOf(draft, { masthead, sections, editorName });
  return { content, fingerprint: fingerprintOf(content) };
}

/**
 * Freezes what the approver saw. In order: the snapshot (an orphan harms nobody), the seal on the draft (the decision:
 * one conditional write, so no edit slips in between), then {@link finishApproval} and {@link keepDecisions}, which any later
 * run can repeat.
 */
export async function approveIssue(ports: ApprovePorts, request: ApprovalRequest): Promise<ApprovalOutcome> {
  const { approver, issueKey } = request;
  if (!approver.mayApprove) return { kind: 'not-allowed' };
  const stored = await loadDraft(ports.newsroom, issueKey);
  if (!stored) return { kind: 'no-draft' };
  if (stored.value.sealed) return again(ports, stored.value, request);
  const { content, fingerprint } = await contentToApprove(ports.newsroom, stored.value, approver.name);
  if (stored.etag !== request.etag || fingerprint !== request.fingerprint) return { kind: 'changed' };
  if (content.sections.length === 0) return { kind: 'empty' };
  const issue = await ports.issues.get(issueKey);
  if (issue?.declined) return { kind: 'declined' };
  const approval: Approval = { by: approver.id, name: approver.name, at: ports.clock.now() };
  const revision = revisionOf(issue);
  const key = snapshotKey(fingerprint);
  await writeJson(ports.archive, key, freeze(content, approval, revision), { kind: 'none' });
  const sealed: Draft = { ...stored.value, sealed: { ...approval, fingerprint } };
  const condition = { kind: 'etag' as const, etag: stored.etag };
  const written = await writeJson(ports.newsroom, draftKey(issueKey), sealed, condition);
  if (written.kind === 'conflict') return sealedMeanwhile(ports, request);
  await finishApproval(ports, sealed);
  // Last: nobody waits for it, and what a crash takes here is found by `recover`.
  await keepDecisions(ports, sealed);
  return { kind: 'approved', fingerprint };
}

/**
 * Does what is left of an approval once the draft is sealed: the snapshot bears the sealed approval, the register says
 * `approved`, the publish queue knows. Safe to run again at any time; does nothing for a draft that is not sealed or an
 * issue that has gone further.
 */
export async function finishApproval(ports: ApprovePorts, draft: Draft): Promise<void> {
  if (!draft.sealed) return;
  const { fingerprint, ...approval } = draft.sealed;
  const issue = await ports.issues.get(draft.issueKey);
  if (issue && issue.state !== 'drafting' && issue.state !== 'approved') return;
  if (issue?.state !== 'approved') {
    await alignSnapshot(ports.archive, fingerprint, approval);
    await register(ports.issues, { draft, issue, approval, fingerprint });
  }
  await ports.publish.send({ issueKey: draft.issueKey });
}

/** Changed by somebody else, unless the seal is this very approval's, whose write was tried again after its reply was lost. */
async function sealedMeanwhile(ports: ApprovePorts, request: ApprovalRequest): Promise<ApprovalOutcome> {
  const present = await loadDraft(ports.newsroom, request.issueKey);
  return present?.value.sealed?.by === request.approver.id ? again(ports, present.value, request) : { kind: 'changed' };
}

async function again(ports: ApprovePorts, draft: Draft, request: ApprovalRequest): Promise<ApprovalOutcome> {
  const { sealed } = draft;
  if (!sealed) return { kind: 'changed' };
  await finishApproval(ports, draft);
  await keepDecisions(ports, draft);
  const { fingerprint, ...approval } = sealed;
  const isSame = fingerprint === request.fingerprint && approval.by === request.approver.id;
  return isSame ? { kind: 'approved', fingerprint } : { kind: 'already', approval };
}

/** An earlier attempt at the same content that never reached the seal may have left its own approval in the snapshot. */
async function alignSnapshot(archive: ObjectStore, fingerprint: string, approval: Approval): Promise<void> {
  const stored = await readJson(archive, snapshotKey(fingerprint), snapshotSchema);
  if (!stored) throw new Error(`snapshot ${fingerprint} of a sealed draft is missing`);
  const { by, name, at } = stored.value.approval;
  if (by === approval.by && name === approval.name && at === approval.at) return;
  const condition = { kind: 'etag' as const, etag: stored.etag };
  await writeJson(archive, snapshotKey(fingerprint), { ...stored.value, approval }, condition);
}

async function register(
  issues: IssueRegister,
  {
    draft,
    issue,
    approval,
    fingerprint,
  }: { draft: Draft; issue: Issue | null; approval: Approval; fingerprint: string },
): Promise<void> {
  let present = issue;
  for (let tries = 0; tries < TRIES; tries += 1) {
    // A draft that was sealed while somebody decided against the issue is approved all the same: the seal was first.
    const { declined: _, ...row } = present ?? newIssue(draft.issueKey);
    const turn = (present?.turn ?? 0) + 1;
    const approved: Issue = { ...row, state: 'approved', turn, fingerprint, approval, cutOff: draft.window.to };
    if (await (present ? issues.advance(approved) : issues.create(approved))) return;
    present = await issues.get(draft.issueKey);
    // Another run of the same approval was faster, with the same sealed facts.
    if (present !== null && present.state !== 'drafting') return;
  }
  throw new Error(`issue ${draft.issueKey}: its row changes faster than it can be approved`);
}

function revisionOf(issue: Issue | null): number {
  return Math.max(1, issue?.revision ?? 1);
}
