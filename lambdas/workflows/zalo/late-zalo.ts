import { isBefore, shift } from '../../core/calendar/instant.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { isAtRest, isBroadcastHour, isFresh, needsPerson, type ZaloPost } from '../../core/zalo/post.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { IssueRequest, WorkQueue } from '../../ports/work-queue.ts';
import { readZaloPost } from './zalo-posts.ts';

/** What {@link lateZalo} needs of the world. */
export interface LateZaloPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly issues: IssueRegister;
  readonly postZalo: WorkQueue<IssueRequest>;
}

/** What a round found of the postings: asked for again, and those a person should look at. */
export interface LateZalo {
  readonly found: readonly { readonly kind: 'unposted-zalo'; readonly issueKey: IssueKey }[];
  readonly parked: readonly { readonly issueKey: IssueKey; readonly step: string }[];
}

/** Issues looked back on, of each edition. */
const LOOK_BACK = 3;
/** Work younger than this is still somebody else's. */
const GRACE = 10 * 60_000;

/** Finds fresh issues whose posting has not come to its end, and asks for it again. Asking twice is harmless. */
export async function lateZalo(ports: LateZaloPorts): Promise<LateZalo> {
  const now = ports.clock.now();
  const found: LateZalo['found'][number][] = [];
  const parked: LateZalo['parked'][number][] = [];
  const issues = [...(await ports.issues.newest(LOOK_BACK)), ...(await ports.issues.newest(LOOK_BACK, 'monthly'))];
  for (const { issueKey, publishedAt, imported, state } of issues) {
    if (!publishedAt || imported || state === 'withdrawn' || !isFresh(publishedAt, now)) continue;
    const post = (await readZaloPost(ports.newsroom, issueKey))?.value ?? null;
    if (post && needsPerson(post.step, publishedAt, now)) parked.push({ issueKey, step: post.step.kind });
    if (isBefore(now, shift(post?.step.since ?? publishedAt, GRACE)) || !hasMore(post, now)) continue;
    await ports.postZalo.send({ issueKey });
    found.push({ kind: 'unposted-zalo', issueKey });
  }
  return { found, parked };
}

function hasMore(post: ZaloPost | null, now: string): boolean {
  if (post === null) return true;
  return !isAtRest(post.step) && (post.step.kind !== 'listed' || isBroadcastHour(now));
}
