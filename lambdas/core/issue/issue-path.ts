import type { Edition, IssueKey } from './issue-key.ts';

/**
 * Folder of an issue's renderings in the archive, `daily/2026/11/23/1/` or `monthly/2026/11/1/`; what lies under it never
 * changes a byte.
 */
export function issuePath(edition: Edition, issueKey: IssueKey, revision: number): string {
  return `${issueFolder(edition, issueKey)}${revision}/`;
}

/** Folder of an issue whatever its revision, `daily/2026/11/23/`: its page is derived and always shows the newest one. */
export function issueFolder(edition: Edition, issueKey: IssueKey): string {
  return `${edition}/${issueKey.replaceAll('-', '/')}/`;
}
