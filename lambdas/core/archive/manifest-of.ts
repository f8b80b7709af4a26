import type { Instant } from '../calendar/instant.ts';
import { issuePath } from '../issue/issue-path.ts';
import type { IssueContent, Snapshot } from '../issue/snapshot.ts';
import type { Manifest, ManifestIssue } from './manifest.ts';

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
  const visible = manifest.issues.find((other) => isSameIssue(other, issue));
  if (visible !== undefined && visible.revision === issue.revision && visible.fingerprint !== issue.fingerprint) {
    throw new Error(`${issue.path} is already visible with another content`);
  }
  if (visible !== undefined && visible.revision >= issue.revision) {
    return manifest;
  }
  const others = manifest.issues.filter((other) => !isSameIssue(other, issue));
  return { version: 1, issues: [...others, issue].sort((a, b) => (a.issueKey < b.issueKey ? 1 : -1)) };
}

function isSameIssue(a: ManifestIssue, b: ManifestIssue): boolean {
  return a.edition === b.edition && a.issueKey === b.issueKey;
}
