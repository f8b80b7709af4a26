import type { Issue } from '../../core/issue/issue.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import type { Snapshot } from '../../core/issue/snapshot.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { type CarryOutOutcome, type CarryOutPorts, carryOutOrder } from './carry-out-order.ts';
import { refreshDerived } from './derive-archive.ts';
import { hasPending } from './order-change.ts';
import { showIssue } from './show-issue.ts';
import { readPrintable } from './withdrawal-files.ts';

/** What {@link publishIssue} needs of the world. */
export interface PublishPorts extends CarryOutPorts {
  readonly clock: Clock;
}

/** What came of it; `not-approved` means there is nothing to publish (yet). */
export type PublishOutcome =
  | { readonly kind: 'published'; readonly path: string }
  | { readonly kind: 'already' }
  | { readonly kind: 'not-approved' }
  | CarryOutOutcome;

/**
 * Renders the approved snapshot and makes it visible by one write of the manifest, or carries out what was ordered of a
 * published issue. Every step may be repeated: the register moves last.
 */
export async function publishIssue(
  ports: PublishPorts,
  request: { readonly issueKey: IssueKey; readonly publicAddress: string },
): Promise<PublishOutcome> {
  const { issueKey, publicAddress } = request;
  const issue = await ports.issues.get(issueKey);
  if (!issue || issue.state === 'drafting' || !issue.fingerprint) return { kind: 'not-approved' };
  if (hasPending(issue)) return carryOutOrder(ports, issue, { publicAddress });
  if (issue.state !== 'approved') return { kind: 'already' };
  const snapshot = await readPrintable(ports.archive, issue.fingerprint);
  const listed = await showIssue(ports.archive, snapshot, { publicAddress, at: ports.clock.now() });
  if (!listed) return { kind: 'already' };
  await registerPublished(ports.issues, issue, (present) => publishedIssue(present, snapshot, listed.publishedAt));
  // After the register: a planner that is faster would find nothing published. Lost here, `recover` finds it.
  await ports.planMailing.send({ issueKey });
  return { kind: 'published', path: listed.path };
}

/** Makes everything anew that is derived from the manifest: for a house that has published nothing yet, and after a change of the templates. */
export async function refreshArchive(
  ports: { readonly archive: ObjectStore },
  address: { readonly publicAddress: string },
): Promise<{ readonly issues: number }> {
  const manifest = await refreshDerived(ports.archive, address);
  return { issues: manifest.issues.length };
}

/** Writes against whoever holds the mailing back, or puts it off, while the issue is being rendered. */
const TRIES = 5;

/** approved → published, on the row as it is by now; another run may have been faster. */
async function registerPublished(
  issues: IssueRegister,
  approved: Issue,
  published: (present: Issue) => Issue,
): Promise<void> {
  let present: Issue | null = approved;
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (present?.state !== 'approved' || present.fingerprint !== approved.fingerprint) return;
    if (await issues.advance(published(present))) return;
    present = await issues.get(approved.issueKey);
  }
  throw new Error(`issue ${approved.issueKey}: its row changes faster than it can be published`);
}

function publishedIssue(issue: Issue, { content }: Snapshot, publishedAt: string): Issue {
  return {
    ...issue,
    state: 'published',
    turn: issue.turn + 1,
    cutOff: content.edition === 'daily' ? content.window.to : null,
    publishedAt,
  };
}
