import type { Manifest } from '../../core/archive/manifest.ts';
import type { Edition, IssueKey } from '../../core/issue/issue-key.ts';
import { issueFolder, issuePath } from '../../core/issue/issue-path.ts';
import { listedIssue, monthText } from '../archive-view.ts';
import { type Address, homeOf } from '../view.ts';
import { monthFolder } from './month-pages.ts';
import { filled, siteMessages } from './site-messages.ts';

/** Another page, as a link leads to it from this one. */
export interface FramedLink {
  readonly href: string;
  readonly name: string;
}

/** Where the page of an issue lies, and what is around it; the words of an issue are the same in every frame. */
export interface PageFrame {
  /** The archive as seen from the page: `../../../../`. */
  readonly root: string;
  /** Folder of the issue's other outputs as seen from the page: `1/`; empty where they lie beside it. */
  readonly files: string;
  /** Public address of the issue whatever its revision: the canonical one. */
  readonly canonical: string;
  /** Its month's page, at this issue. */
  readonly month: FramedLink;
  /** Issues of the same edition; null at the ends. */
  readonly previous: FramedLink | null;
  readonly next: FramedLink | null;
  /**
   * Of a page under an address with a revision: the page whatever the revision. Such a page never changes a byte, so it
   * cannot know its neighbours and leads to where they are known. Null on every other page.
   */
  readonly current: string | null;
}

/** An issue and its revision. */
export interface FramedIssue {
  readonly edition: Edition;
  readonly issueKey: IssueKey;
  readonly revision: number;
  /** The page of its month has no such issue to lead to. */
  readonly isWithdrawn?: boolean;
}

/** The frame of the page under an address with a revision. */
export function revisionFrame(issue: FramedIssue, address: Address): PageFrame {
  const path = issuePath(issue.edition, issue.issueKey, issue.revision);
  const shared = sharedParts(issue, { path, files: '' }, address);
  return { ...shared, previous: null, next: null, current: '../index.html' };
}

/** The frame of the page of an issue whatever its revision, `daily/2026/11/23/`. */
export function currentFrame(manifest: Manifest, issue: FramedIssue, address: Address): PageFrame {
  const place = { path: issueFolder(issue.edition, issue.issueKey), files: `${issue.revision}/` };
  return framedAt(place, { manifest, issue }, address);
}

/** The frame of the newest issue under an address that never changes, `latest/`; its outputs are copied beside it. */
export function latestFrame(
  folder: string,
  of: { readonly manifest: Manifest; readonly issue: FramedIssue },
  address: Address,
): PageFrame {
  return framedAt({ path: folder, files: '' }, of, address);
}

interface PagePlace {
  readonly path: string;
  readonly files: string;
}

function framedAt(
  place: PagePlace,
  { manifest, issue }: { readonly manifest: Manifest; readonly issue: FramedIssue },
  address: Address,
): PageFrame {
  const isWithdrawn = !manifest.issues.some(({ issueKey }) => issueKey === issue.issueKey);
  const shared = sharedParts({ ...issue, isWithdrawn }, place, address);
  const { older, newer } = neighboursOf(manifest, issue);
  const linkTo = (other: Manifest['issues'][number] | undefined): FramedLink | null => {
    if (other === undefined) return null;
    const listed = listedIssue(other);
    return { href: `${shared.root}${listed.path}index.html`, name: listed.name };
  };
  return { ...shared, previous: linkTo(older), next: linkTo(newer), current: null };
}

/** The issues of the same edition before and after one that may itself be withdrawn. */
export function neighboursOf(manifest: Manifest, { edition, issueKey }: Pick<FramedIssue, 'edition' | 'issueKey'>) {
  const same = manifest.issues.filter((issue) => issue.edition === edition);
  return {
    older: same.find((issue) => issue.issueKey < issueKey),
    newer: same.findLast((issue) => issue.issueKey > issueKey),
  };
}

function sharedParts(issue: FramedIssue, { path, files }: PagePlace, address: Address) {
  const { edition, issueKey, isWithdrawn } = issue;
  const root = '../'.repeat(path.split('/').length - 1);
  const anchor = edition === 'daily' ? `#ngay-${issueKey.slice(8)}` : '#ban-tin';
  return {
    root,
    files,
    canonical: `${homeOf(address)}${issueFolder(edition, issueKey)}`,
    month: {
      href: `${root}${monthFolder(issueKey)}index.html${isWithdrawn ? '' : anchor}`,
      name: filled(siteMessages().month, monthText(issueKey)),
    },
  };
}
