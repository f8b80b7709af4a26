import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import { type Issue, newIssue } from '../../../lambdas/core/issue/issue.ts';
import type { DailyContent } from '../../../lambdas/core/issue/snapshot.ts';
import type { IssueRequest, ShardRequest } from '../../../lambdas/ports/work-queue.ts';
import { publishIssue } from '../../../lambdas/workflows/publishing/publish-issue.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryDeliveryLedger } from '../../support/memory/memory-delivery-ledger.ts';
import { memoryIssueRegister } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { SAMPLE_ADDRESS, SAMPLE_APPROVAL, sampleContent } from '../../support/sample-snapshot.ts';

/** A house's archive with its register and queues, in memory, on the morning of Monday's issue. */
export function archiveWorld() {
  return {
    clock: memoryClock('2026-11-23T07:31:00+07:00'),
    archive: memoryObjectStore(),
    issues: memoryIssueRegister(),
    ledger: memoryDeliveryLedger(),
    publish: memoryWorkQueue<IssueRequest>(),
    planMailing: memoryWorkQueue<IssueRequest>(),
    deliver: memoryWorkQueue<ShardRequest>(),
  };
}
export type ArchiveWorld = ReturnType<typeof archiveWorld>;

export const EDITOR = { id: 'bientap@example.vn', name: 'Thu Hằng', mayApprove: true };

/** The sample issue of a day, two clippings to each of two sections, so that sweeps stay quick. */
export function contentOn(issueKey: string): DailyContent {
  const content = sampleContent();
  const sections = content.sections.slice(0, 2).map((section, index) => ({
    ...section,
    clippings: section.clippings.slice(0, 2).map((clipping, place) => ({
      ...clipping,
      title: `${clipping.title} ${issueKey}`,
      number: index * 2 + place + 1,
    })),
  }));
  return { ...content, issueKey, sections };
}

/** Puts an approved issue into the register and its snapshot into the archive; returns the fingerprint. */
export async function approve(world: ArchiveWorld, content: DailyContent): Promise<string> {
  const snapshot = freeze(content, SAMPLE_APPROVAL, 1);
  const { fingerprint } = snapshot;
  const key = `snapshots/${fingerprint}.json`;
  await world.archive.put(key, JSON.stringify(snapshot), { contentType: 'x' }, { kind: 'any' });
  const row: Issue = {
    ...newIssue(content.issueKey),
    state: 'approved',
    turn: 2,
    fingerprint,
    approval: SAMPLE_APPROVAL,
  };
  world.issues.rows.set(content.issueKey, row);
  return fingerprint;
}

/** What the publish Lambda does with one message. */
export const publish = (world: ArchiveWorld, issueKey: string) => publishIssue(world, { issueKey, ...SAMPLE_ADDRESS });

/** A house whose issue is out and was mailed. */
export async function published(content: DailyContent, state: Issue['state'] = 'sent') {
  const world = archiveWorld();
  const fingerprint = await approve(world, content);
  await publish(world, content.issueKey);
  const row = world.issues.rows.get(content.issueKey);
  if (row) world.issues.rows.set(content.issueKey, { ...row, state });
  world.planMailing.drain();
  return { ...world, fingerprint };
}

/** Works off the publish queue. */
export async function publishAll(world: ArchiveWorld): Promise<void> {
  for (const { issueKey } of world.publish.drain()) await publish(world, issueKey);
}

/** Another world with the same things stored and nothing queued. */
export function copyOf(world: ArchiveWorld): ArchiveWorld {
  const copy = archiveWorld();
  copy.clock = memoryClock(world.clock.now());
  for (const [key, object] of world.archive.objects) copy.archive.objects.set(key, object);
  for (const [key, issue] of world.issues.rows) copy.issues.rows.set(key, issue);
  return copy;
}

/** Every stored byte by its key, as text a comparison can print. */
export const bytesOf = (world: Pick<ArchiveWorld, 'archive'>): Record<string, string> =>
  Object.fromEntries([...world.archive.objects].map(([key, { body }]) => [key, Buffer.from(body).toString('base64')]));
