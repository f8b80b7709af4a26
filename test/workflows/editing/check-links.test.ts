import { describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../lambdas/core/sources/visit.ts';
import type { FetchOutcome, Web } from '../../../lambdas/ports/web.ts';
import { checkLinks } from '../../../lambdas/workflows/editing/check-links.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryWeb, page } from '../../support/memory/memory-web.ts';

const NOW = '2026-11-23T07:00:00+07:00';
const failed = (failure: FailureKind): FetchOutcome => ({
  kind: 'failed',
  failure,
  detail: '',
  retryAfterSeconds: null,
});
const link = (clippingId: string, url: string) => ({ clippingId, url });

describe('checking the links of an issue', () => {
  it('tells the dead from those that nobody lets us open', async () => {
    const web = memoryWeb({
      'https://a.example.vn/1': page('https://a.example.vn/1', 'tin'),
      'https://a.example.vn/2': failed('robots-disallow'),
      'https://b.example.vn/3': failed('server-error'),
      'https://b.example.vn/5': failed('refused'),
    });
    const links = [
      link('1', 'https://a.example.vn/1'),
      link('2', 'https://a.example.vn/2'),
      link('3', 'https://b.example.vn/3'),
      link('4', 'https://b.example.vn/4'),
      link('5', 'https://b.example.vn/5'),
    ];
    const states = await checkLinks({ clock: memoryClock(NOW), web }, { links, millis: 10_000 });
    expect(states).toEqual([
      { clippingId: '1', kind: 'alive' },
      { clippingId: '2', kind: 'unknown', failure: 'robots-disallow' },
      { clippingId: '3', kind: 'dead', failure: 'server-error' },
      { clippingId: '4', kind: 'dead', failure: 'not-found' },
      { clippingId: '5', kind: 'unknown', failure: 'refused' },
    ]);
    expect(web.requests.every(({ gapMs }) => gapMs >= 1_000)).toBe(true);
  });

  it('asks one paper for one link at a time, and nobody after the deadline', async () => {
    const clock = memoryClock(NOW);
    let open = 0;
    let most = 0;
    const slow: Web = {
      fetch: async ({ url }) => {
        most = Math.max(most, ++open);
        await clock.sleep(6_000);
        open -= 1;
        return page(url, 'tin');
      },
    };
    const links = ['1', '2', '3', '4'].map((id) => link(id, `https://a.example.vn/${id}`));
    const states = await checkLinks({ clock, web: slow }, { links, millis: 10_000 });
    expect(most).toBe(1);
    expect(states.map(({ kind }) => kind)).toEqual(['alive', 'alive', 'unknown', 'unknown']);
  });
});
