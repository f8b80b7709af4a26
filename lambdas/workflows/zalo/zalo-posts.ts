import type { IssueKey } from '../../core/issue/issue-key.ts';
import { type ZaloPost, type ZaloStep, zaloPostSchema } from '../../core/zalo/post.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, type Stored, writeJson } from '../stored-json.ts';

/** Key of what is kept of an issue's posting. */
function postKey(issueKey: IssueKey): string {
  return `${NEWSROOM_KEYS.zalo}${issueKey}.json`;
}

/** What is kept of an issue's posting; null before the first step. */
export async function readZaloPost(newsroom: ObjectStore, issueKey: IssueKey): Promise<Stored<ZaloPost> | null> {
  return readJson(newsroom, postKey(issueKey), zaloPostSchema);
}

/** Writes the next step where nobody has written one meanwhile; null where somebody has. */
export async function writeZaloStep(
  newsroom: ObjectStore,
  before: { readonly issueKey: IssueKey; readonly etag: string | null },
  step: ZaloStep,
): Promise<string | null> {
  const { issueKey, etag } = before;
  const post: ZaloPost = { version: 1, issueKey, step };
  const condition = etag === null ? { kind: 'none' as const } : { kind: 'etag' as const, etag };
  const written = await writeJson(newsroom, postKey(issueKey), post, condition);
  return written.kind === 'stored' ? written.etag : null;
}
