import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../lambdas/core/archive/manifest.ts';
import { manifestIssueOf, withIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import { addDays, at } from '../../../lambdas/core/calendar/instant.ts';
import { fingerprintOf } from '../../../lambdas/core/issue/freeze.ts';
import type { DailySnapshot } from '../../../lambdas/core/issue/snapshot.ts';
import { readPrinted } from '../../../lambdas/workflows/editing/read-printed.ts';
import { type MemoryObjectStore, memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const FIRST = '2026-11-02';

/** An archive with an issue a day for `count` days. */
function archiveOf(count: number): MemoryObjectStore {
  const store = memoryObjectStore();
  let manifest: Manifest = { version: 1, issues: [] };
  for (let day = 0; day < count; day++) {
    const snapshot = issueOn(addDays(FIRST, day));
    put(store, `snapshots/${snapshot.fingerprint}.json`, snapshot);
    manifest = withIssue(manifest, manifestIssueOf(snapshot, at(snapshot.content.issueKey, '08:00')));
  }
  put(store, 'manifest.json', manifest);
  return store;
}

function issueOn(issueKey: string): DailySnapshot {
  const sample = sampleSnapshot();
  const content = { ...sample.content, issueKey };
  return { ...sample, content, fingerprint: fingerprintOf(content) };
}

function put(store: MemoryObjectStore, key: string, value: object): void {
  const body = new TextEncoder().encode(JSON.stringify(value));
  store.objects.set(key, { body, etag: `"${key}"`, headers: { contentType: 'application/json' } });
}

describe('what earlier issues printed', () => {
  it('is every clipping of the ten newest before the day, with the articles it was made of', async () => {
    const read = await readPrinted(archiveOf(14), addDays(FIRST, 12));
    if (read.kind !== 'read') throw new Error(read.problem);
    const days = [...new Set(read.printed.map(({ issueKey }) => issueKey))];
    const [first] = issueOn(FIRST).content.sections.flatMap(({ clippings }) => clippings);

    expect(days).toEqual(Array.from({ length: 10 }, (_, back) => addDays(FIRST, 11 - back)));
    expect(read.printed[0]).toMatchObject({ title: first?.title, site: first?.citation.site });
    expect(read.printed[0]?.articleIds).toContain(first?.id);
    expect(read.printed[0]?.text.length).toBeGreaterThan(0);
  });

  it('is nothing where nothing was published, or only later', async () => {
    expect(await readPrinted(memoryObjectStore(), FIRST)).toEqual({ kind: 'read', printed: [] });
    expect(await readPrinted(archiveOf(1), FIRST)).toEqual({ kind: 'read', printed: [] });
  });

  it('is told to be unread when the archive fails or holds something else, and never thrown', async () => {
    const broken = archiveOf(2);
    broken.get = async () => {
      throw new Error('AccessDenied');
    };
    const missing = archiveOf(2);
    for (const key of [...missing.objects.keys()]) if (key.startsWith('snapshots/')) missing.objects.delete(key);
    const damaged = archiveOf(2);
    put(damaged, 'manifest.json', { version: 9 });

    expect(await readPrinted(broken, null)).toEqual({ kind: 'unread', problem: 'AccessDenied' });
    expect(await readPrinted(missing, null)).toMatchObject({
      kind: 'unread',
      problem: expect.stringMatching(/missing/),
    });
    expect(await readPrinted(damaged, null)).toMatchObject({
      kind: 'unread',
      problem: expect.stringMatching(/manifest/),
    });
  });
});
