import { catalogueYear } from '../../core/archive/catalogue-of.ts';
import type { Manifest } from '../../core/archive/manifest.ts';
import { revisionsOf, withoutIssue, withTitlesOf } from '../../core/archive/manifest-of.ts';
import type { Issue } from '../../core/issue/issue.ts';
import { correctedState } from '../../core/issue/revise.ts';
import type { Withdrawal } from '../../core/issue/withdrawal.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { IssueRequest, WorkQueue } from '../../ports/work-queue.ts';
import type { Address } from '../../rendering/view.ts';
import { changeManifest, readManifest, replaceRenderings } from './archive-files.ts';
import { enterIntoCatalogue, strikeFromCatalogue } from './catalogue-files.ts';
import { refreshDerived, refreshLatest } from './derive-archive.ts';
import { renderingsOf } from './issue-renderings.ts';
import type { PendingIssue } from './order-change.ts';
import { showIssue } from './show-issue.ts';
import { readPrintable, readWithdrawals } from './withdrawal-files.ts';

/** What carrying out an order needs of the world. */
export interface CarryOutPorts {
  readonly archive: ObjectStore;
  readonly issues: IssueRegister;
  readonly planMailing: WorkQueue<IssueRequest>;
}

/** `not-recorded`: the log of withdrawals does not know of it yet; who ordered it or `recover` writes it there first. */
export type CarryOutOutcome = { readonly kind: 'corrected' | 'withdrawn' | 'not-recorded' };

/** Does in the archive what the register orders; the register moves last, so a crash anywhere is finished by the next run. */
export async function carryOutOrder(
  ports: CarryOutPorts,
  issue: PendingIssue,
  address: Address,
): Promise<CarryOutOutcome> {
  const { pending, ...rest } = issue;
  if (pending.kind === 'withdrawal') return carryOutWithdrawal(ports, { issue, pending }, address);
  const snapshot = await readPrintable(ports.archive, pending.fingerprint);
  const listed = await showIssue(ports.archive, snapshot, { ...address, at: pending.at });
  const { revision, fingerprint, approval } = pending;
  const isRemailed = pending.mail === true && issue.state !== 'published';
  await ports.issues.advance({
    ...rest,
    ...(isRemailed ? { remail: { revision: pending.revision, at: pending.at } } : {}),
    state: correctedState(issue) ?? issue.state,
    revision,
    fingerprint,
    approval,
    publishedAt: listed?.publishedAt ?? issue.publishedAt,
    turn: issue.turn + 1,
  });
  // Corrected before it was mailed: the mailing waited for this revision. Or those who got it are to be told.
  if (issue.state === 'published' || isRemailed) await ports.planMailing.send({ issueKey: issue.issueKey });
  return { kind: 'corrected' };
}

async function carryOutWithdrawal(
  ports: CarryOutPorts,
  order: { readonly issue: PendingIssue; readonly pending: { readonly withdrawal: Withdrawal } },
  address: Address,
): Promise<CarryOutOutcome> {
  const { issue } = order;
  const { item, at } = order.pending.withdrawal;
  const log = await readWithdrawals(ports.archive, issue.issueKey);
  if (!log.some((each) => each.item === item)) return { kind: 'not-recorded' };
  await strikeFromCatalogue(ports.archive, issue);
  if (item === null) await changeManifest(ports.archive, (before) => withoutIssue(before, issue, at));
  else await showWithoutItem(ports.archive, issue);
  const manifest = await refreshDerived(ports.archive, address, { kind: 'year', year: catalogueYear(issue.issueKey) });
  await replaceRevisions(ports.archive, issue, address);
  // Once more: what is copied beside the newest issue was still the old rendering.
  await refreshLatest(ports.archive, { manifest, edition: issue.edition }, address);
  const { pending: _done, ...rest } = issue;
  await ports.issues.advance({ ...rest, turn: issue.turn + 1 });
  // The mail that waited for it, or goes on without it.
  const isMailed = issue.state === 'published' || issue.state === 'mailing' || issue.remail !== undefined;
  if (item !== null && isMailed) await ports.planMailing.send({ issueKey: issue.issueKey });
  return { kind: 'withdrawn' };
}

/** The catalogue and the manifest's titles anew, as they may still be shown. */
async function showWithoutItem(archive: ObjectStore, issue: Issue): Promise<void> {
  const snapshot = await readPrintable(archive, issue.fingerprint ?? '');
  await enterIntoCatalogue(archive, snapshot);
  await changeManifest(archive, (before) => withTitlesOf(before, snapshot));
}

/** Last, when no list leads there any more: every revision's own address. */
async function replaceRevisions(archive: ObjectStore, issue: Issue, address: Address): Promise<void> {
  for (const { fingerprint } of publishedRevisions(await readManifest(archive), issue)) {
    const snapshot = await readPrintable(archive, fingerprint);
    await replaceRenderings(archive, await renderingsOf(archive, snapshot, address));
  }
}

function publishedRevisions(
  manifest: Manifest,
  { edition, issueKey }: Issue,
): readonly { readonly fingerprint: string }[] {
  const isIt = (other: { readonly edition: string; readonly issueKey: string }): boolean =>
    other.edition === edition && other.issueKey === issueKey;
  const visible = manifest.issues.find(isIt);
  return visible ? revisionsOf(visible) : (manifest.withdrawn?.find(isIt)?.revisions ?? []);
}
