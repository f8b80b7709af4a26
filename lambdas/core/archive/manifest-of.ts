import type { Instant } from '../calendar/instant.ts';
import type { Edition, IssueKey } from '../issue/issue-key.ts';
import { issuePath } from '../issue/issue-path.ts';
import type { IssueContent, Snapshot } from '../issue/snapshot.ts';
import type { Manifest, ManifestIssue, VisibleRevision } from './manifest.ts';

/** The manifest of a house that has published nothing. */
export function emptyManifest(): Manifest {
  return { version: 1, issues: [] };
}

/** What the manifest says of a snapshot made visible at `publishedAt`. */
export function manifestIssueOf(snapshot: Snapshot, publishedAt: Instant): ManifestIssue {
  const { content, fingerprint, revision } = snapshot;
  const titles = titlesOf(content);
  return {
    edition: content.edition,
    issueKey: content.issueKey,
    revision,
    fingerprint,
    ...(snapshot.number === undefined ? {} : { number: snapshot.number }),
    path: issuePath(content.edition, content.issueKey, revision),
    clippings: titles.length,
    titles,
    publishedAt,
    ...(content.imported === undefined ? {} : { imported: true }),
  };
}

function titlesOf(content: IssueContent): string[] {
  return content.edition === 'daily'
    ? content.sections.flatMap((section) => section.clippings.map(({ title }) => title))
    : content.sections.flatMap((section) => section.articles.map(({ title }) => title));
}

/**
 * The manifest with `issue` in the place of its earlier revision, newest day first.
 * Repeating a publication changes nothing (the first time of publishing stands), nor does a late repetition of an older
 * revision; throws where a revision already visible would change its content.
 */
export function withIssue(manifest: Manifest, issue: ManifestIssue): Manifest {
  if (manifest.withdrawn?.some((other) => isSameIssue(other, issue))) {
    return manifest;
  }
  const visible = manifest.issues.find((other) => isSameIssue(other, issue));
  if (visible !== undefined && visible.revision === issue.revision && visible.fingerprint !== issue.fingerprint) {
    throw new Error(`${issue.path} is already visible with another content`);
  }
  if (visible !== undefined && visible.revision >= issue.revision) {
    return manifest;
  }
  const others = manifest.issues.filter((other) => !isSameIssue(other, issue));
  const shown = visible === undefined ? issue : { ...issue, earlier: revisionsOf(visible) };
  return { ...manifest, issues: [...others, shown].sort(newestFirst) };
}

/**
 * The manifest without an issue, which is remembered as withdrawn with the revisions whose addresses are to show a notice.
 * An issue that is not visible changes nothing.
 */
export function withoutIssue(manifest: Manifest, issue: IssueName, at: Instant): Manifest {
  const visible = manifest.issues.find((other) => isSameIssue(other, issue));
  if (visible === undefined) {
    return manifest;
  }
  const { edition, issueKey, imported } = visible;
  const entry = { edition, issueKey, at, revisions: revisionsOf(visible), ...(imported ? { imported } : {}) };
  return {
    ...manifest,
    issues: manifest.issues.filter((other) => other !== visible),
    withdrawn: [...(manifest.withdrawn ?? []), entry].sort(newestFirst),
  };
}

/** The manifest with the titles of an issue as they may still be shown, for items that were withdrawn. */
export function withTitlesOf(manifest: Manifest, snapshot: Snapshot): Manifest {
  const issues = manifest.issues.map((issue) =>
    isSameIssue(issue, snapshot.content) && issue.revision === snapshot.revision
      ? { ...issue, titles: titlesOf(snapshot.content) }
      : issue,
  );
  return { ...manifest, issues };
}

/** Every revision of an issue that has an address, oldest first. */
export function revisionsOf(issue: ManifestIssue): VisibleRevision[] {
  const { revision, fingerprint, publishedAt } = issue;
  return [...(issue.earlier ?? []), { revision, fingerprint, publishedAt }];
}

/** The name of an issue without its revision. */
export interface IssueName {
  readonly edition: Edition;
  readonly issueKey: IssueKey;
}

function newestFirst(a: IssueName, b: IssueName): number {
  return a.issueKey < b.issueKey ? 1 : -1;
}

function isSameIssue(a: IssueName, b: IssueName): boolean {
  return a.edition === b.edition && a.issueKey === b.issueKey;
}
