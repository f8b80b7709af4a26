import { describe, expect, it, vi } from 'vitest';
import { freeze } from '../../lambdas/core/issue/freeze.ts';
import { type Issue, newIssue } from '../../lambdas/core/issue/issue.ts';
import type { DailyContent } from '../../lambdas/core/issue/snapshot.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { IssueRequest } from '../../lambdas/ports/work-queue.ts';
import { type PublishPorts, publishIssue, refreshArchive } from '../../lambdas/workflows/publish-issue.ts';
import { type CrashPlan, sweepCrashes, withCrashes } from '../support/crashing.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryIssueRegister } from '../support/memory/memory-newsroom.ts';
import { type MemoryObjectStore, memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { SAMPLE_APPROVAL, sampleContent } from '../support/sample-snapshot.ts';
import { archiveReader, PUBLIC_ADDRESS } from './archive-reader.ts';

vi.mock('../../lambdas/rendering/render-issue.ts', async (original) => {
  const { rememberedIssue } = await import('../support/remembered-issue.ts');
  return rememberedIssue(await original());
});

const FRIDAY = '2026-11-20';
const MONDAY = '2026-11-23';

/** The sample issue of a day, two clippings to a section, so that the sweep stays quick. */
function contentOn(issueKey: string): DailyContent {
  const content = sampleContent();
  const sections = content.sections.slice(0, 2).map((section) => ({
    ...section,
    clippings: section.clippings
      .slice(0, 2)
      .map((clipping) => ({ ...clipping, title: `${clipping.title} ${issueKey}` })),
  }));
  const numbered = sections.map((section, index) => ({
    ...section,
    clippings: section.clippings.map((clipping, place) => ({ ...clipping, number: index * 2 + place + 1 })),
  }));
  return { ...content, issueKey, sections: numbered };
}

function publishWorld() {
  return {
    clock: memoryClock('2026-11-23T07:31:00+07:00'),
    archive: memoryObjectStore(),
    issues: memoryIssueRegister(),
    planMailing: memoryWorkQueue<IssueRequest>(),
  };
}
type World = ReturnType<typeof publishWorld>;

async function approve({ archive, issues }: World, issueKey: string): Promise<void> {
  const snapshot = freeze(contentOn(issueKey), SAMPLE_APPROVAL, 1);
  const { fingerprint } = snapshot;
  await archive.put(`snapshots/${fingerprint}.json`, JSON.stringify(snapshot), { contentType: 'x' }, { kind: 'any' });
  const issue: Issue = { ...newIssue(issueKey), state: 'approved', turn: 2, fingerprint, approval: SAMPLE_APPROVAL };
  issues.rows.set(issueKey, issue);
}

const publish = (ports: PublishPorts, issueKey: string, publicAddress = PUBLIC_ADDRESS) =>
  publishIssue(ports, { issueKey, publicAddress });

/** A house with Friday's issue out and Monday's approved. */
async function twoIssues(): Promise<World> {
  const world = publishWorld();
  await approve(world, FRIDAY);
  await publish(world, FRIDAY);
  await approve(world, MONDAY);
  return world;
}

function copyOf(world: World): World {
  const copy = publishWorld();
  for (const [key, object] of world.archive.objects) copy.archive.objects.set(key, object);
  for (const [key, issue] of world.issues.rows) copy.issues.rows.set(key, issue);
  return copy;
}

/** Monday's publishing with a reader who looks first and after every write; returns what the reader met. */
async function publishWatched(world: World, plan: CrashPlan | null, spoil: (store: ObjectStore) => ObjectStore) {
  const reader = archiveReader(world.archive);
  const watched: ObjectStore = {
    ...world.archive,
    put: async (...given) => {
      const outcome = await world.archive.put(...given);
      reader.look();
      return outcome;
    },
  };
  const life = withCrashes({ ...world, archive: spoil(watched) }, plan);
  reader.look();
  await publish(life.ports, MONDAY).catch((error: unknown) => {
    if (!life.crashed()) throw error;
  });
  if (life.crashed()) await publish({ ...world, archive: watched }, MONDAY);
  return { crashed: life.crashed(), problems: reader.problems };
}

const bytesOf = (archive: MemoryObjectStore) =>
  Object.fromEntries([...archive.objects].map(([key, { body }]) => [key, Buffer.from(body).toString('base64')]));

/** The planted bug: the manifest goes out first and the renderings follow, as parallel writes may. */
function manifestFirst(store: ObjectStore): ObjectStore {
  const held: Parameters<ObjectStore['put']>[] = [];
  return {
    ...store,
    put: async (...given) => {
      if (given[0].startsWith('daily/')) {
        held.push(given);
        return { kind: 'stored', etag: '"later"' };
      }
      const outcome = await store.put(...given);
      if (given[0] === 'manifest.json') for (const late of held) await store.put(...late);
      return outcome;
    },
  };
}

describe('publishing', () => {
  it('shows a reader Friday’s archive or Monday’s, killed before or after any write', async () => {
    const start = await twoIssues();
    const whole = copyOf(start);
    expect((await publishWatched(whole, null, (store) => store)).problems).toEqual([]);

    const points = await sweepCrashes(async (plan) => {
      const world = copyOf(start);
      const { crashed, problems } = await publishWatched(world, plan, (store) => store);
      expect({ plan, problems }).toEqual({ plan, problems: [] });
      expect({ plan, bytes: bytesOf(world.archive) }).toEqual({ plan, bytes: bytesOf(whole.archive) });
      expect(world.issues.rows.get(MONDAY)?.state).toBe('published');
      return crashed;
    });
    // Before and after each rendering, the catalogue, the manifest, the derived pages, the register and the queue.
    expect(points).toBeGreaterThan(28);
  }, 60_000);

  it('of the first issue of all is as whole, in an archive that was opened empty', async () => {
    const world = publishWorld();
    await refreshArchive(world, { publicAddress: PUBLIC_ADDRESS });
    await approve(world, MONDAY);
    const { problems } = await publishWatched(world, null, (store) => store);
    expect(problems).toEqual([]);
  });

  it('is caught showing half an issue as soon as the manifest goes out before the renderings', async () => {
    const { problems } = await publishWatched(await twoIssues(), null, manifestFirst);
    expect(problems).toContainEqual(expect.stringMatching(/^daily\/2026\/11\/23\/1\/ is visible without/));
  });

  it('is caught linking to a page that is gone', async () => {
    const world = await twoIssues();
    await publish(world, MONDAY);
    world.archive.objects.delete('daily/2026/11/23/1/index.html');
    const reader = archiveReader(world.archive);
    reader.look();
    expect(reader.problems).toContainEqual(expect.stringContaining('index.html links to /daily/2026/11/23/1/'));
  });
});

describe('an old address', () => {
  /** Monday again as another house would render it: the process died before the register moved, then its settings changed. */
  async function publishedAgain(world: World): Promise<string[]> {
    const reader = archiveReader(world.archive);
    await publish(world, MONDAY);
    reader.look();
    await approve(world, MONDAY);
    await publish(world, MONDAY, 'https://another.example.vn');
    reader.look();
    return reader.problems.filter((problem) => problem.endsWith('changed'));
  }

  it('never changes a byte, however often and under whatever settings its issue is published again', async () => {
    expect(await publishedAgain(await twoIssues())).toEqual([]);
  });

  it('changes as soon as the store forgets its conditions', async () => {
    const world = await twoIssues();
    const { archive } = world;
    const { put } = archive;
    archive.put = (key, body, headers) => put(key, body, headers, { kind: 'any' });
    expect(await publishedAgain(world)).not.toEqual([]);
  });
});
