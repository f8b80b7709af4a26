import { beforeEach, describe, expect, it } from 'vitest';
import { type Manifest, manifestSchema } from '../../../lambdas/core/archive/manifest.ts';
import { emptyManifest, manifestIssueOf, withIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { indexYears, keepSearch, searchBehind } from '../../../lambdas/workflows/publishing/index-year.ts';
import { logWithdrawal } from '../../../lambdas/workflows/publishing/withdrawal-files.ts';
import { sweepCrashes, withCrashes } from '../../support/crashing.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memorySearchIndexer } from '../../support/memory/memory-search-indexer.ts';
import { SAMPLE_APPROVAL, sampleContent } from '../../support/sample-snapshot.ts';

const JSON_TYPE = { contentType: 'application/json' };
const ANY = { kind: 'any' } as const;

const clock = memoryClock('2026-11-23T08:00:00+07:00');
let archive: ReturnType<typeof memoryObjectStore>;
let indexer: ReturnType<typeof memorySearchIndexer>;
beforeEach(() => {
  archive = memoryObjectStore();
  indexer = memorySearchIndexer();
});

const manifestOf = (): Manifest =>
  archive.objects.has('manifest.json')
    ? manifestSchema.parse(JSON.parse(archive.text('manifest.json')))
    : emptyManifest();

async function publish(issueKey: string, title?: string, most = 4): Promise<void> {
  const content = sampleContent();
  const sections = content.sections.slice(0, most).map((section, index) => ({
    ...section,
    clippings: section.clippings.map((each, place) => (title && index + place === 0 ? { ...each, title } : each)),
  }));
  const snapshot = freeze({ ...content, issueKey, sections }, SAMPLE_APPROVAL, 1);
  await archive.put(`snapshots/${snapshot.fingerprint}.json`, JSON.stringify(snapshot), JSON_TYPE, ANY);
  const after = withIssue(manifestOf(), manifestIssueOf(snapshot, '2026-11-23T07:30:00+07:00'));
  await archive.put('manifest.json', JSON.stringify(after), JSON_TYPE, ANY);
}

const years = () => JSON.parse(archive.text('search/years.json')).years;
const urls = () => JSON.parse(archive.text(`search/2026/${years()[0].build}/pagefind-entry.json`));

describe('the search index of a year', () => {
  it('is made of what is printed of each visible clipping, newest issue first', async () => {
    await publish('2026-11-20');
    await publish('2026-11-23');
    const [made] = await indexYears({ clock, archive, indexer }, 5);
    const [first] = indexer.calls[0] ?? [];
    expect(made).toMatchObject({ kind: 'indexed', year: '2026', clippings: (indexer.calls[0] ?? []).length });
    expect(first).toMatchObject({ url: '/daily/2026/11/23/1/index.html#tin-1', day: '2026-11-23' });
    expect(first?.filters.section).toBe(sampleContent().sections[0]?.title);
    expect(urls().at(-1)).toMatch(/^\/daily\/2026\/11\/20\/1\//);
    expect(await searchBehind({ clock, archive })).toEqual([]);
  });

  it('has the look-up of document numbers beside it', async () => {
    await publish('2026-11-23', 'Thực hiện Nghị quyết 57-NQ/TW');
    await indexYears({ clock, archive, indexer }, 5);
    const shard = JSON.parse(archive.text(`search/2026/${years()[0].build}/documents/25.json`));
    expect(shard['57-nq-tw'][0]).toMatchObject({ number: '57-NQ/TW', total: 1 });
    expect(shard['57-nq-tw'][0].hits[0][0]).toBe('/daily/2026/11/23/1/index.html#tin-1');
  });

  it('is not made again while nothing has changed, and only for the year in which something has', async () => {
    await publish('2025-12-31');
    await publish('2026-11-20');
    await indexYears({ clock, archive, indexer }, 5);
    expect(await indexYears({ clock, archive, indexer }, 5)).toEqual([]);
    await publish('2026-11-23');
    expect((await indexYears({ clock, archive, indexer }, 5)).map(({ year }) => year)).toEqual(['2026']);
  });

  it('changes no byte a reader is in the middle of; the build before the last one goes', async () => {
    const builds: string[] = [];
    for (const day of ['2026-11-19', '2026-11-20', '2026-11-23']) {
      await publish(day);
      const before = new Map([...archive.objects].filter(([key]) => key.startsWith(`search/2026/${builds.at(-1)}/`)));
      await indexYears({ clock, archive, indexer }, 5);
      builds.push(years()[0].build);
      for (const [key, { etag }] of before) expect(archive.objects.get(key)?.etag, key).toBe(etag);
    }
    const kept = new Set([...archive.objects.keys()].flatMap((key) => /^search\/2026\/(\w+)\//.exec(key)?.[1] ?? []));
    expect([...kept].sort()).toEqual(builds.slice(1).sort());
  });

  it('forgets a withdrawn clipping, its words and its documents, and a year nothing is left of', async () => {
    await publish('2026-11-23', 'Tin phải gỡ về 57-NQ/TW');
    await indexYears({ clock, archive, indexer }, 5);
    const item = sampleContent().sections[0]?.clippings[0]?.id ?? '';
    await logWithdrawal(archive, '2026-11-23', { item, by: 'x', name: 'x', at: '2026-11-23T09:00:00+07:00', why: 'x' });
    const { issues, ...manifest } = manifestOf();
    const titled = issues.map((issue) => ({ ...issue, titles: ['Tin đã gỡ', ...issue.titles.slice(1)] }));
    await archive.put('manifest.json', JSON.stringify({ ...manifest, issues: titled }), JSON_TYPE, ANY);
    await indexYears({ clock, archive, indexer }, 5);
    expect(urls()).not.toContain('/daily/2026/11/23/1/index.html#tin-1');
    expect(JSON.stringify(indexer.calls.at(-1))).not.toContain('phải gỡ');
    expect(archive.text(`search/2026/${years()[0].build}/documents/25.json`)).toBe('{}');

    await archive.put('manifest.json', JSON.stringify(emptyManifest()), JSON_TYPE, ANY);
    await indexYears({ clock, archive, indexer }, 5);
    expect(years()).toMatchObject([{ year: '2026', build: null, clippings: 0 }]);
  });
});

describe('an index that fails', () => {
  it('is told, leaves readers what they had, and stays behind until it is made', async () => {
    await publish('2026-11-20');
    await indexYears({ clock, archive, indexer }, 5);
    const before = archive.text('search/years.json');
    await publish('2026-11-23');
    indexer.fails = true;
    expect(await keepSearch({ clock, archive, indexer })).toEqual({
      kind: 'failed',
      problem: 'the indexer is out of order',
    });
    expect(archive.text('search/years.json')).toBe(before);
    expect(await searchBehind({ clock, archive })).toEqual(['2026']);
    indexer.fails = false;
    expect(await keepSearch({ clock, archive, indexer })).toMatchObject({ kind: 'kept', years: [{ year: '2026' }] });
  });

  it('is not put before readers when the manifest has moved on meanwhile', async () => {
    await publish('2026-11-20');
    const late = {
      index: async (...given: Parameters<typeof indexer.index>) => {
        const files = await indexer.index(...given);
        await publish('2026-11-23');
        return files;
      },
    };
    expect(await indexYears({ clock, archive, indexer: late }, 5)).toMatchObject([{ kind: 'replaced' }]);
    expect(years()).toMatchObject([{ build: null, making: [], purge: [] }]);
    expect([...archive.objects.keys()].filter((key) => key.startsWith('search/2026/'))).toEqual([]);
  });
});

/** What a reader of the pointer finds wrong: a build without one of its files. */
function brokenBuilds(store: ReturnType<typeof memoryObjectStore>): string[] {
  if (!store.objects.has('search/years.json')) return [];
  const pointer: { years: { year: string; build: string | null }[] } = JSON.parse(store.text('search/years.json'));
  return pointer.years.flatMap(({ year, build }) => {
    if (build === null) return [];
    const folder = `search/${year}/${build}/`;
    const entry = store.objects.has(`${folder}pagefind-entry.json`) ? store.text(`${folder}pagefind-entry.json`) : '[]';
    const count = JSON.parse(entry).length;
    const names = ['pagefind-entry.json', 'documents/31.json', `fragment/${count - 1}.pf_fragment`];
    return names.map((name) => folder + name).filter((key) => !store.objects.has(key));
  });
}

async function twoIndexed(): Promise<typeof archive> {
  for (const day of ['2026-11-19', '2026-11-20']) {
    await publish(day, undefined, 1);
    await indexYears({ clock, archive, indexer }, 5);
  }
  await publish('2026-11-23', undefined, 1);
  return archive;
}

/** Indexes with a reader who looks after every effect; returns what was broken at any time. */
async function watched(
  store: typeof archive,
  spoil: (watching: ObjectStore) => ObjectStore,
  life: Parameters<typeof withCrashes>[1],
) {
  const problems: string[] = [];
  const look = <T>(outcome: T): T => {
    problems.push(...brokenBuilds(store));
    return outcome;
  };
  const watching: ObjectStore = {
    ...store,
    put: async (...given) => look(await store.put(...given)),
    remove: async (...given) => look(await store.remove(...given)),
  };
  const { ports, crashed } = withCrashes({ clock, archive: spoil(watching), indexer }, life);
  await indexYears(ports, 5).catch((error: unknown) => {
    if (!crashed()) throw error;
  });
  if (crashed()) await indexYears({ clock, archive: watching, indexer }, 5);
  return { crashed: crashed(), problems };
}

describe('a run killed before or after any of its effects', () => {
  it('leaves readers a whole index, and the next one ends with the same bytes', async () => {
    const start = await twoIndexed();
    const copy = () => {
      const store = memoryObjectStore();
      for (const [key, object] of start.objects) store.objects.set(key, object);
      return store;
    };
    const bytes = (store: typeof archive) => [...store.objects].map(([key, { etag }]) => `${key} ${etag}`).sort();
    const whole = copy();
    await indexYears({ clock, archive: whole, indexer }, 5);
    const points = await sweepCrashes(async (plan) => {
      const store = copy();
      const { crashed, problems } = await watched(store, (each) => each, plan);
      expect({ plan, problems }).toEqual({ plan, problems: [] });
      expect({ plan, bytes: bytes(store) }).toEqual({ plan, bytes: bytes(whole) });
      return crashed;
    });
    expect(points).toBeGreaterThan(60);
  });

  it('is caught as soon as the pointer goes out before the files it points to', async () => {
    const held: Parameters<ObjectStore['put']>[] = [];
    const early = (store: ObjectStore): ObjectStore => ({
      ...store,
      put: async (...given) => {
        if (given[0] !== 'search/years.json') {
          held.push(given);
          return { kind: 'stored', etag: '"later"' };
        }
        const outcome = await store.put(...given);
        for (const late of held) await store.put(...late);
        return outcome;
      },
    });
    expect((await watched(await twoIndexed(), early, null)).problems).not.toEqual([]);
  });
});
