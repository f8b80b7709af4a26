import type { Edition, IssueKey } from './issue-key.ts';

/**
 * Folder of an issue's renderings in the archive, `daily/2026/11/23/1/` or `monthly/2026/11/1/`; what lies under it never
 * changes a byte.
 */
export function issuePath(edition: Edition, issueKey: IssueKey, revision: number): string {
  return `${edition}/${issueKey.replaceAll('-', '/')}/${revision}/`;
}
