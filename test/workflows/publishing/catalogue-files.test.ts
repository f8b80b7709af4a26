import { describe, expect, it } from 'vitest';
import { catalogueEntriesOf } from '../../../lambdas/core/archive/catalogue-of.ts';
import type { Snapshot } from '../../../lambdas/core/issue/snapshot.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import {
  completeCatalogue,
  enterIntoCatalogue,
  readCatalogue,
  strikeFromCatalogue,
} from '../../../lambdas/workflows/publishing/catalogue-files.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { sampleContent, sampleSnapshot } from '../../support/sample-snapshot.ts';

const KEY = 'catalogue/2026.json';
const on = (issueKey: string) => sampleSnapshot({ ...sampleContent(), issueKey });
const nameOf = (snapshot: Snapshot) => ({ ...snapshot, ...snapshot.content });

/** The store, and how often it was written to. */
function counted(store: ObjectStore) {
  const writes: string[] = [];
  const put: ObjectStore['put'] = async (...given) => {
    writes.push(given[0]);
    return store.put(...given);
  };
  return { store: { ...store, put }, writes };
}

describe('the catalogue in the archive', () => {
  it('is written once for an issue, however often it is entered', async () => {
    const { store, writes } = counted(memoryObjectStore());
    await enterIntoCatalogue(store, on('2026-11-23'));
    await enterIntoCatalogue(store, on('2026-11-23'));
    expect(writes).toEqual([KEY]);
    expect((await readCatalogue(store, '2026')).entries).toEqual(catalogueEntriesOf(on('2026-11-23')));
  });

  it('loses no issue when two are entered at once', async () => {
    const archive = memoryObjectStore();
    await Promise.all(['2026-11-20', '2026-11-23'].map((day) => enterIntoCatalogue(archive, on(day))));
    const days = (await readCatalogue(archive, '2026')).entries.map((entry) => entry.day);
    expect([...new Set(days)]).toEqual(['2026-11-23', '2026-11-20']);
  });

  it('loses one as soon as the store forgets its conditions', async () => {
    const archive = memoryObjectStore();
    const { put } = archive;
    archive.put = (key, body, headers) => put(key, body, headers, { kind: 'any' });
    await Promise.all(['2026-11-20', '2026-11-23'].map((day) => enterIntoCatalogue(archive, on(day))));
    const days = (await readCatalogue(archive, '2026')).entries.map((entry) => entry.day);
    expect(new Set(days).size).toBe(1);
  });

  it('is made again, byte for byte, from the snapshots of the visible issues', async () => {
    const archive = memoryObjectStore();
    const snapshots = ['2026-11-20', '2026-11-23'].map(on);
    for (const snapshot of snapshots) {
      const body = JSON.stringify(snapshot);
      await archive.put(`snapshots/${snapshot.fingerprint}.json`, body, { contentType: 'x' }, { kind: 'none' });
      await enterIntoCatalogue(archive, snapshot);
    }
    const before = archive.text(KEY);
    archive.objects.delete(KEY);
    await completeCatalogue(archive, '2026', snapshots.map(nameOf));
    expect(archive.text(KEY)).toBe(before);
  });

  it('forgets an issue that is struck out', async () => {
    const archive = memoryObjectStore();
    await enterIntoCatalogue(archive, on('2026-11-23'));
    await strikeFromCatalogue(archive, { edition: 'daily', issueKey: '2026-11-23' });
    expect((await readCatalogue(archive, '2026')).entries).toEqual([]);
  });
});
