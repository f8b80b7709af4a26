import type { Day } from '../calendar/instant.ts';

/** Folder of an issue's renderings in the archive, `daily/2026/11/23/1/`; what lies under it never changes a byte. */
export function issuePath(edition: 'daily', issueKey: Day, revision: number): string {
  return `${edition}/${issueKey.replaceAll('-', '/')}/${revision}/`;
}
