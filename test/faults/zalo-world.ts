import { newIssue } from '../../lambdas/core/issue/issue.ts';
import { LOCAL_ACCOUNT } from '../../lambdas/local/zalo/zalo-world.ts';
import type { IssueRequest } from '../../lambdas/ports/work-queue.ts';
import { lateZalo } from '../../lambdas/workflows/zalo/late-zalo.ts';
import { type PostZaloPorts, postZalo } from '../../lambdas/workflows/zalo/post-zalo.ts';
import { readZaloPost } from '../../lambdas/workflows/zalo/zalo-posts.ts';
import { type CrashPlan, withCrashes } from '../support/crashing.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryIssueRegister } from '../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { memorySecretStore } from '../support/memory/memory-secret-store.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { memoryZalo } from '../support/memory/memory-zalo.ts';
import { SAMPLE_ADDRESS, SAMPLE_APPROVAL, sampleSnapshot } from '../support/sample-snapshot.ts';
import { contentOn } from '../workflows/publishing/archive-world.ts';

export const DAY = '2026-11-23';
export const REQUEST = { issueKey: DAY, ...SAMPLE_ADDRESS, secretId: 'zalo' };

/** A house whose issue came out at 08:05, with an account at Zalo. */
export function zaloHouse(secret: object = LOCAL_ACCOUNT) {
  const clock = memoryClock(`${DAY}T08:05:00+07:00`);
  const archive = memoryObjectStore();
  const issues = memoryIssueRegister();
  const snapshot = sampleSnapshot(contentOn(DAY));
  const { fingerprint } = snapshot;
  archive.objects.set(`snapshots/${fingerprint}.json`, {
    body: Buffer.from(JSON.stringify(snapshot)),
    etag: '"s"',
    headers: { contentType: 'x' },
  });
  archive.objects.set('zalo-cover.jpg', { body: new Uint8Array(30_000), etag: '"c"', headers: { contentType: 'x' } });
  const publishedAt = clock.now();
  issues.rows.set(DAY, { ...newIssue(DAY), state: 'published', fingerprint, approval: SAMPLE_APPROVAL, publishedAt });
  return {
    clock,
    archive,
    issues,
    newsroom: memoryObjectStore(),
    secrets: memorySecretStore({ zalo: JSON.stringify(secret) }),
    zalo: memoryZalo(clock),
  };
}
export type ZaloHouse = ReturnType<typeof zaloHouse>;

export const portsOf = ({ zalo, ...house }: ZaloHouse): PostZaloPorts => ({ ...house, account: zalo.account });

/** The posting of an issue in one life that `plan` may end, then rounds of `recover` until nothing is found. Returns the crash. */
export async function playPosting(
  house: ZaloHouse,
  plan: CrashPlan | null,
  plant: (ports: PostZaloPorts) => PostZaloPorts = (ports) => ports,
) {
  const life = withCrashes({ ...portsOf(house) }, plan);
  const first = plant(life.ports);
  const rest = plant(portsOf(house));
  try {
    await postZalo(first, REQUEST);
  } catch (error) {
    if (!life.crashed()) throw error;
  }
  for (let round = 0; round < 8; round += 1) {
    house.clock.advance(15 * 60_000);
    const postZaloQueue = memoryWorkQueue<IssueRequest>();
    await lateZalo({ ...house, postZalo: postZaloQueue });
    for (const { issueKey } of postZaloQueue.drain()) await postZalo(rest, { ...REQUEST, issueKey });
  }
  return { crashed: life.crashed(), effects: life.effects() };
}

/** What a round of `recover` says of the house's posting. */
export async function seen(house: ZaloHouse) {
  const { parked } = await lateZalo({ ...house, postZalo: memoryWorkQueue<IssueRequest>() });
  const step = (await readZaloPost(house.newsroom, DAY))?.value.step ?? null;
  const { articles, broadcasts } = house.zalo.world;
  return { step, parked: parked.length, articles: articles.length, broadcasts: broadcasts.length };
}
