import { expect, it } from 'vitest';
import { emptyManifest, manifestIssueOf, withIssue, withoutIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import type { IssueRequest } from '../../../lambdas/ports/work-queue.ts';
import { indexYears } from '../../../lambdas/workflows/publishing/index-year.ts';
import { lateSearch } from '../../../lambdas/workflows/publishing/late-search.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memorySearchIndexer } from '../../support/memory/memory-search-indexer.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const TEN_MINUTES = 600_000;

async function world(now: string) {
  const archive = memoryObjectStore();
  const snapshot = sampleSnapshot();
  const manifest = withIssue(emptyManifest(), manifestIssueOf(snapshot, '2026-11-23T07:30:00+07:00'));
  const put = (key: string, value: unknown) =>
    archive.put(key, JSON.stringify(value), { contentType: 'application/json' }, { kind: 'any' });
  await put(`snapshots/${snapshot.fingerprint}.json`, snapshot);
  await put('manifest.json', manifest);
  return { archive, manifest, put, clock: memoryClock(now), publish: memoryWorkQueue<IssueRequest>() };
}

it('a year that is behind is asked for by the name of its issue, until it is indexed', async () => {
  const ports = await world('2026-11-23T08:00:00+07:00');
  expect(await lateSearch(ports, TEN_MINUTES)).toEqual([
    { kind: 'search-behind', issueKey: '2026-11-23', years: ['2026'] },
  ]);
  expect(ports.publish.pending()).toEqual([{ issueKey: '2026-11-23' }]);
  await indexYears({ ...ports, indexer: memorySearchIndexer() }, 1);
  expect(await lateSearch(ports, TEN_MINUTES)).toEqual([]);
});

it('an issue just published is left to the run that publishes it', async () => {
  expect(await lateSearch(await world('2026-11-23T07:35:00+07:00'), TEN_MINUTES)).toEqual([]);
});

it('a year whose last issue was withdrawn is behind too', async () => {
  const ports = await world('2026-11-23T09:00:00+07:00');
  await indexYears({ ...ports, indexer: memorySearchIndexer() }, 1);
  const issue = { edition: 'daily' as const, issueKey: '2026-11-23' };
  await ports.put('manifest.json', withoutIssue(ports.manifest, issue, '2026-11-23T08:59:00+07:00'));
  expect(await lateSearch(ports, TEN_MINUTES)).toMatchObject([{ kind: 'search-behind', issueKey: '2026-11-23' }]);
});
