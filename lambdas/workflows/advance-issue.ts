import { canonicalJson } from '../core/issue/canonical-json.ts';
import { type Issue, issueSchema } from '../core/issue/issue.ts';
import type { IssueRegister } from '../ports/newsroom.ts';

/**
 * Moves an issue on by one write conditional on its turn; false where somebody else was faster. A write whose reply was lost, and
 * which was tried again below us, finds its own row: that is no conflict, and nobody is told that it came to nothing.
 */
export async function advanceIssue(issues: Pick<IssueRegister, 'advance' | 'get'>, row: Issue): Promise<boolean> {
  if (await issues.advance(row)) return true;
  const present = await issues.get(row.issueKey);
  return present !== null && textOf(present) === textOf(row);
}

/** As it is stored: what is left out and what is undefined are the same. */
function textOf(row: Issue): string {
  return canonicalJson(issueSchema.parse(JSON.parse(JSON.stringify(row))));
}
