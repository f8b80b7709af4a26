import { beforeEach, describe, expect, it } from 'vitest';
import { type Manifest, manifestSchema } from '../../../lambdas/core/archive/manifest.ts';
import { emptyManifest, manifestIssueOf, withIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { indexYears, searchBehind } from '../../../lambdas/workflows/publishing/index-year.ts';
import { logWithdrawal } from '../../../lambdas/workflows/publishing/withdrawal-files.ts';
import { sweepCrashes, withCrashes } from '../../support/crashing.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { type MemoryObjectStore, memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memorySearchIndexer } from '../../support/memory/memory-search-indexer.ts';
import { SAMPLE_APPROVAL, sampleContent } from '../../support/sample-snapshot.ts';

const JSON_TYPE = { contentType: 'application/json' };
const ANY = { kind: 'any' } as const;
/** Of a clipping that a paper asks to have taken away. */
const WORDS = 'Tin phải gỡ về 57-NQ/TW';
const AN_HOUR = 3_600_000;

let clock: ReturnType<typeof memoryClock>;
beforeEach(() => {
  clock = memoryClock('2026-11-23T08:00:00+07:00');
});

const manifestOf = (archive: MemoryObjectStore): Manifest =>
  archive.objects.has('manifest.json')
    ? manifestSchema.parse(JSON.parse(archive.text('manifest.json')))
    : emptyManifest();

async function publish(archive: MemoryObjectStore, issueKey: string): Promise<void> {
  const content = sampleContent();
  const [section] = content.sections;
  const [first, ...rest] = section?.clippings ?? [];
  if (!section || !first) throw new Error('the sample has clippings');
  const sections = [{ ...section, clippings: [{ ...first, title: WORDS }, ...rest] }, ...content.sections.slice(1, 2)];
  const snapshot = freeze({ ...content, issueKey, sections }, SAMPLE_APPROVAL, 1);
  await archive.put(`snapshots/${snapshot.fingerprint}.json`, JSON.stringify(snapshot), JSON_TYPE, ANY);
  const after = withIssue(manifestOf(archive), manifestIssueOf(snapshot, '2026-11-23T07:30:00+07:00'));
  await archive.put('manifest.json', JSON.stringify(after), JSON_TYPE, ANY);
}

/** Two builds with the words in them, the newer before readers; then their clipping is withdrawn everywhere. */
async function withdrawn(): Promise<MemoryObjectStore> {
  const archive = memoryObjectStore();
  for (const day of ['2026-11-20', '2026-11-23']) {
    await publish(archive, day);
    await indexYears({ clock, archive, indexer: memorySearchIndexer() }, 5);
  }
  const item = sampleContent().sections[0]?.clippings[0]?.id ?? '';
  for (const day of ['2026-11-20', '2026-11-23'])
    await logWithdrawal(archive, day, { item, by: 'x', name: 'x', at: '2026-11-23T09:00:00+07:00', why: 'x' });
  const manifest = manifestOf(archive);
  const issues = manifest.issues.map((issue) => ({ ...issue, titles: ['Tin đã gỡ', ...issue.titles.slice(1)] }));
  await archive.put('manifest.json', JSON.stringify({ ...manifest, issues }), JSON_TYPE, ANY);
  return archive;
}

function copyOf(archive: MemoryObjectStore): MemoryObjectStore {
  const copy = memoryObjectStore();
  for (const [key, object] of archive.objects) copy.objects.set(key, object);
  return copy;
}

/** Files of any build that still hold the words. */
const spoilt = (archive: MemoryObjectStore): string[] =>
  [...archive.objects.keys()].filter((key) => /^search\/\d/u.test(key) && archive.text(key).includes(WORDS));

/** Folders of builds, and those the pointer means readers to have. */
const builds = (archive: MemoryObjectStore): string[] =>
  [...new Set([...archive.objects.keys()].flatMap((key) => /^search\/2026\/(\w+)\//u.exec(key)?.[1] ?? []))].sort();
const named = (archive: MemoryObjectStore): string[] => {
  const [year] = JSON.parse(archive.text('search/years.json')).years;
  return [year.build, ...year.retired].filter((build) => build !== null).sort();
};

/** One run that `plan` may end, then what `recover` has the publisher do half an hour later. */
async function play(archive: MemoryObjectStore, plan: Parameters<typeof withCrashes>[1], store: ObjectStore = archive) {
  const life = withCrashes({ archive: store, indexer: memorySearchIndexer() }, plan);
  await indexYears({ ...life.ports, clock }, 5).catch((error: unknown) => {
    if (!life.crashed()) throw error;
  });
  const later = memoryClock(clock.now());
  later.advance(AN_HOUR);
  const again = { clock: later, archive: store, indexer: memorySearchIndexer() };
  if ((await searchBehind(again)).length > 0) await indexYears(again, 5);
  return life.crashed();
}

describe('the words of what was withdrawn', () => {
  it('are in no file of any build once the new index is there, the builds before and before that among them', async () => {
    const archive = await withdrawn();
    expect(spoilt(archive).length).toBeGreaterThan(0);
    await indexYears({ clock, archive, indexer: memorySearchIndexer() }, 5);
    expect(spoilt(archive)).toEqual([]);
    expect(builds(archive)).toEqual(named(archive));
    expect(builds(archive)).toHaveLength(1);
  });

  it('are gone whatever effect the run died at, and no file is left that the pointer does not name', async () => {
    const start = await withdrawn();
    const points = await sweepCrashes(async (plan) => {
      const archive = copyOf(start);
      const crashed = await play(archive, plan);
      expect({ plan, spoilt: spoilt(archive) }).toEqual({ plan, spoilt: [] });
      expect({ plan, builds: builds(archive) }).toEqual({ plan, builds: named(archive) });
      return crashed;
    }, 3);
    expect(points).toBeGreaterThan(15);
  });

  // Negative control: the pointer is believed to be done with a build whose files nobody took away.
  it('stay where removing is forgotten', async () => {
    const archive = await withdrawn();
    await play(archive, null, { ...archive, remove: async () => {} });
    expect(spoilt(archive)).not.toEqual([]);
  });
});

describe('a build nobody finished', () => {
  it('is left alone while its run may live, and goes when it is certainly dead', async () => {
    const archive = memoryObjectStore();
    await publish(archive, '2026-11-20');
    const dying = withCrashes({ archive, indexer: memorySearchIndexer() }, { at: 5, when: 'after' });
    await expect(indexYears({ ...dying.ports, clock }, 5)).rejects.toThrow();
    const [left] = builds(archive);
    await publish(archive, '2026-11-23');
    await indexYears({ clock, archive, indexer: memorySearchIndexer() }, 5);
    expect(builds(archive)).toContain(left);
    expect(named(archive)).not.toContain(left);
    clock.advance(AN_HOUR);
    expect(await searchBehind({ archive, clock })).toEqual(['2026']);
    expect(await indexYears({ clock, archive, indexer: memorySearchIndexer() }, 5)).toMatchObject([{ kind: 'purged' }]);
    expect(builds(archive)).toEqual(named(archive));
    expect(await searchBehind({ archive, clock })).toEqual([]);
  });
});
