import { describe, expect, it } from 'vitest';
import type { SeenEntry } from '../../../lambdas/core/listing/entry.ts';
import { seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { samplePress } from '../../../lambdas/local/press/sample-press.ts';
import type { FetchOutcome, Web } from '../../../lambdas/ports/web.ts';
import { attempted, gatherEntry } from '../../../lambdas/workflows/gathering/gather-entry.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';

const [source] = samplePress('2026-11-23').sources;
const NO_VALIDATORS = { etag: null, lastModified: null };

function seen(tries: number): SeenEntry {
  return {
    version: 1,
    articleId: 'a'.repeat(24),
    sourceId: 'baocongvu',
    url: 'http://baocongvu.example/bai.html',
    title: 'Một cửa về xã',
    publishedAt: null,
    firstSeenAt: '2026-11-23T04:30:00+07:00',
    fate: { kind: 'pending', tries },
  };
}

function gather(entry: SeenEntry, answer: FetchOutcome) {
  if (!source) throw new Error('the sample press has no paper');
  const web: Web = { fetch: async () => answer };
  const rules = { source, lexicon: seedLexicon(), oldest: '2026-11-16T00:00:00+07:00' };
  const gathered = gatherEntry({ web, newsroom: memoryObjectStore() }, entry, rules);
  return gathered.then(({ fate }) => fate);
}

describe('gathering one entry', () => {
  it('drops a page that defeats the reading by itself, with the reason', async () => {
    // Bytes that throw when they are touched stand for any page the reading is not proof against.
    const body: Uint8Array = Object.create(Uint8Array.prototype);
    const answer: FetchOutcome = {
      kind: 'fetched',
      url: seen(1).url,
      contentType: 'text/html',
      body,
      validators: NO_VALIDATORS,
    };

    expect(await gather(seen(1), answer)).toEqual({
      kind: 'dropped',
      reason: 'unreadable',
      detail: expect.stringMatching(/./),
    });
  });

  it('writes an attempt down before it is made, and gives up after three', () => {
    expect(attempted(seen(0)).fate).toEqual({ kind: 'pending', tries: 1 });
    expect(attempted(seen(2)).fate).toEqual({ kind: 'pending', tries: 3 });
    expect(attempted(seen(3)).fate).toMatchObject({ kind: 'dropped', reason: 'fetch-failed' });
  });

  it('tries a paper that does not answer again, a page that is gone never', async () => {
    const failed = { kind: 'failed', detail: '', retryAfterSeconds: null } as const;

    expect(await gather(seen(1), { ...failed, failure: 'timeout' })).toEqual({ kind: 'pending', tries: 1 });
    expect(await gather(seen(3), { ...failed, failure: 'timeout' })).toMatchObject({
      kind: 'dropped',
      reason: 'fetch-failed',
    });
    expect(await gather(seen(1), { ...failed, failure: 'not-found' })).toMatchObject({
      kind: 'dropped',
      reason: 'fetch-failed',
    });
  });
});
