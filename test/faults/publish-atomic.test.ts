import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import { publishIssue, refreshArchive } from '../../lambdas/workflows/publishing/publish-issue.ts';
import { type CrashPlan, sweepCrashes, withCrashes } from '../support/crashing.ts';
import {
  type ArchiveWorld,
  approve,
  archiveWorld,
  bytesOf,
  contentOn,
  copyOf,
} from '../workflows/publishing/archive-world.ts';
import { archiveReader, PUBLIC_ADDRESS } from './archive-reader.ts';

const FRIDAY = '2026-11-20';
const MONDAY = '2026-11-23';

const publish = (ports: ArchiveWorld, issueKey: string, publicAddress = PUBLIC_ADDRESS) =>
  publishIssue(ports, { issueKey, publicAddress });

/** An issue of one clipping: the sweep publishes it a hundred times, and each clipping brings its pages of section, place and paper. */
function shortOn(issueKey: string): ReturnType<typeof contentOn> {
  const content = contentOn(issueKey);
  const sections = content.sections.slice(1, 2).map((section) => ({
    ...section,
    clippings: section.clippings.slice(0, 1).map((each) => ({ ...each, number: 1 })),
  }));
  return { ...content, sections };
}

/** A house with Friday's issue out and Monday's approved. */
async function twoIssues(): Promise<ArchiveWorld> {
  const world = archiveWorld();
  await approve(world, shortOn(FRIDAY));
  await publish(world, FRIDAY);
  await approve(world, shortOn(MONDAY));
  return world;
}

/**
 * Monday's publishing with a reader who looks first and after every write that changes something; returns what the reader
 * met. Up to a crash the writes are those of the run without one, so there the reader looks at what the crash left.
 */
async function publishWatched(
  world: ArchiveWorld,
  plan: CrashPlan | null,
  spoil: (store: ObjectStore) => ObjectStore = (store) => store,
) {
  const reader = archiveReader(world.archive);
  const watched: ArchiveWorld['archive'] = {
    ...world.archive,
    put: async (...given) => {
      const before = world.archive.objects.get(given[0])?.etag;
      const outcome = await world.archive.put(...given);
      const isSeen = plan === null || life.crashed();
      if (isSeen && world.archive.objects.get(given[0])?.etag !== before) reader.look();
      return outcome;
    },
  };
  const life = withCrashes({ ...world, archive: { ...watched, ...spoil(watched) } }, plan);
  reader.look();
  await publish(life.ports, MONDAY).catch((error: unknown) => {
    if (!life.crashed()) throw error;
  });
  if (life.crashed()) reader.look();
  if (life.crashed()) await publish({ ...world, archive: watched }, MONDAY);
  return { crashed: life.crashed(), problems: reader.problems, reached: reader.reached() };
}

/** The planted bug: what `isLate` names is written only after `before` was, as parallel writes may have it. */
function heldUntil(before: RegExp, isLate: RegExp): (store: ObjectStore) => ObjectStore {
  return (store) => {
    const held: Parameters<ObjectStore['put']>[] = [];
    return {
      ...store,
      put: async (...given) => {
        if (isLate.test(given[0])) {
          held.push(given);
          return { kind: 'stored', etag: '"later"' };
        }
        const outcome = await store.put(...given);
        if (before.test(given[0])) for (const late of held.splice(0)) await store.put(...late);
        return outcome;
      },
    };
  };
}

describe('R30 publishing', () => {
  it('shows a reader Friday’s archive or Monday’s, killed before or after any write', async () => {
    const start = await twoIssues();
    const whole = copyOf(start);
    const { problems: none, reached } = await publishWatched(whole, null);
    expect(none).toEqual([]);
    // What was derived was read, not only what this file knows of.
    expect([...reached].filter((key) => key.startsWith('daily/2026/11/23/'))).toContain('daily/2026/11/23/1/issue.pdf');

    const points = await sweepCrashes(async (plan) => {
      const world = copyOf(start);
      const { crashed, problems } = await publishWatched(world, plan);
      expect({ plan, problems }).toEqual({ plan, problems: [] });
      expect({ plan, bytes: bytesOf(world) }).toEqual({ plan, bytes: bytesOf(whole) });
      expect(world.issues.rows.get(MONDAY)?.state).toBe('published');
      return crashed;
    });
    // Before and after each rendering, the catalogue, the manifest, the derived pages, the register and the queue.
    expect(points).toBeGreaterThan(28);
  }, 120_000);

  it('of the first issue of all is as whole, in an archive that was opened empty', async () => {
    const world = archiveWorld();
    await refreshArchive(world, { publicAddress: PUBLIC_ADDRESS });
    await approve(world, shortOn(MONDAY));
    expect((await publishWatched(world, null)).problems).toEqual([]);
  });

  it.each([
    [
      'the manifest goes out before the renderings',
      heldUntil(/^manifest\.json$/u, /^daily\/2026\/11\/23\/1\//u),
      /visible without/,
    ],
    ['the pages go out before the manifest and the renderings', pagesFirst, /which is not there/],
    ['one rendering is left for later', heldUntil(/^feed\.xml$/u, /\/1\/issue\.json$/u), /visible without issue\.json/],
  ] as const)('is caught as soon as %s', async (_bug, spoil, problem) => {
    const { problems } = await publishWatched(await twoIssues(), null, spoil);
    expect(problems).toContainEqual(expect.stringMatching(problem));
  });

  it('control: is caught linking to a page that is gone', async () => {
    const world = await twoIssues();
    await publish(world, MONDAY);
    world.archive.objects.delete('daily/2026/11/23/index.html');
    const reader = archiveReader(world.archive);
    reader.look();
    expect(reader.problems).toContainEqual(expect.stringContaining('links to /daily/2026/11/23/'));
  });
});

/** The planted bug: the renderings come after the pages that are made of the manifest. */
function pagesFirst(store: ObjectStore): ObjectStore {
  return heldUntil(/^latest\/index\.html$/u, /^daily\/2026\/11\/23\/1\//u)(store);
}

describe('R30 an old address', () => {
  /** Monday again as another house would render it: the process died before the register moved, then its settings changed. */
  async function publishedAgain(world: ArchiveWorld): Promise<string[]> {
    const reader = archiveReader(world.archive);
    await publish(world, MONDAY);
    reader.look();
    await approve(world, shortOn(MONDAY));
    await publish(world, MONDAY, 'https://another.example.vn');
    reader.look();
    return reader.problems.filter((problem) => problem.endsWith('changed'));
  }

  it('never changes a byte, however often and under whatever settings its issue is published again', async () => {
    expect(await publishedAgain(await twoIssues())).toEqual([]);
  });

  it('control: changes as soon as the store forgets its conditions', async () => {
    const world = await twoIssues();
    const { put } = world.archive;
    world.archive.put = (key, body, headers) => put(key, body, headers, { kind: 'any' });
    expect(await publishedAgain(world)).not.toEqual([]);
  });
});
