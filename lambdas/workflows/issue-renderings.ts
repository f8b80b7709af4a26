import { isDaily, type Snapshot } from '../core/issue/snapshot.ts';
import { type RenderedFile, renderIssue } from '../rendering/render-issue.ts';
import type { Address } from '../rendering/view.ts';

/** Every output of an issue of either edition, under its own path; the same snapshot and address give the same bytes. */
export async function renderingsOf(snapshot: Snapshot, address: Address): Promise<RenderedFile[]> {
  if (isDaily(snapshot)) return renderIssue(snapshot, address);
  throw new Error(`monthly ${snapshot.content.issueKey}: there is no renderer for it`);
}
