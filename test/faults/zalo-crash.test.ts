import { describe, expect, it } from 'vitest';
import type { ZaloFault } from '../../lambdas/local/zalo/zalo-stand-in.ts';
import type { PostZaloPorts } from '../../lambdas/workflows/zalo/post-zalo.ts';
import type { CrashPlan } from '../support/crashing.ts';
import { playPosting, seen, type ZaloHouse, zaloHouse } from './zalo-world.ts';

type Plant = (ports: PostZaloPorts) => PostZaloPorts;

/** Dies before and after every effect of a posting, each time in a house of its own. */
async function sweep(plant?: Plant) {
  const ends: (Awaited<ReturnType<typeof seen>> & { readonly at: string })[] = [];
  for (let at = 1; ; at += 1) {
    for (const when of ['before', 'after'] as const) {
      const plan: CrashPlan = { at, when };
      const house = zaloHouse();
      const { crashed } = await playPosting(house, plan, plant);
      if (!crashed) return ends;
      ends.push({ at: `${when} ${at}`, ...(await seen(house)) });
    }
  }
}

const isOnce = ({ step, articles, broadcasts }: Awaited<ReturnType<typeof seen>>): boolean =>
  step?.kind === 'done' && articles === 1 && broadcasts === 1;

describe('a posting to Zalo', () => {
  it('is one article and one broadcast, or parked where a person sees it, killed before and after any effect', async () => {
    const ends = await sweep();
    expect(ends.length).toBeGreaterThan(14);
    for (const end of ends) {
      expect(end.articles, end.at).toBeLessThanOrEqual(1);
      expect(end.broadcasts, end.at).toBeLessThanOrEqual(1);
      expect(isOnce(end) || end.parked === 1, `${end.at}: ${JSON.stringify(end)}`).toBe(true);
    }
    // Parked: the renewal's answer died with the process (twice: after it, before its storing), or nobody knows of the broadcast.
    const parked = ends.filter((end) => !isOnce(end)).map(({ at, step }) => `${at} ${step?.kind}`);
    expect(parked).toEqual([
      'after 1 ready',
      'before 2 ready',
      'after 7 uncertain',
      'before 8 uncertain',
      'after 8 uncertain',
      'before 9 uncertain',
    ]);
  });

  it.each<{ readonly fault: ZaloFault; readonly end: object }>([
    {
      fault: { kind: 'lost', path: '/v4/oa/access_token' },
      end: { step: { kind: 'ready', why: 'disconnected' }, parked: 1, articles: 0 },
    },
    {
      fault: { kind: 'lost', path: '/v2.0/article/create' },
      end: { step: { kind: 'done' }, articles: 1, broadcasts: 1 },
    },
    {
      fault: { kind: 'lost', path: '/v2.0/article/verify' },
      end: { step: { kind: 'done' }, articles: 1, broadcasts: 1 },
    },
    {
      fault: { kind: 'lost', path: '/v2.0/oa/message' },
      end: { step: { kind: 'uncertain', part: 'broadcast' }, parked: 1, articles: 1, broadcasts: 1 },
    },
  ])('is not doubled where the answer of $fault.path is lost', async ({ fault, end }) => {
    const house = zaloHouse();
    house.zalo.faults.push(fault);
    await playPosting(house, null);
    expect(await seen(house)).toMatchObject(end);
  });
});

// Negative controls: each plants one fault that the sweep must see.
describe('the sweep', () => {
  it('sees a broadcast that is not written down before it is asked for', async () => {
    const careless: Plant = (ports) => ({ ...ports, newsroom: forgetting(ports.newsroom, 'broadcasting') });
    const ends = await sweep(careless);
    expect(ends.some(({ broadcasts }) => broadcasts > 1)).toBe(true);
  });

  it('sees an article that is asked for again without a look at the list', async () => {
    const blind: Plant = (ports) => ({ ...ports, newsroom: forgetting(ports.newsroom, 'creating') });
    const ends = await sweep(blind);
    expect(ends.some(({ articles }) => articles > 1)).toBe(true);
  });

  it('sees a refresh token that is stored after its access token was used', async () => {
    const disconnected = (ends: Awaited<ReturnType<typeof sweep>>): number =>
      ends.filter((end) => !isOnce(end) && end.step?.kind !== 'uncertain').length;
    expect(disconnected(await sweep(late))).toBeGreaterThan(disconnected(await sweep()));
  });
});

/** A bucket into which a step of this kind is not written. */
function forgetting(
  newsroom: ZaloHouse['newsroom'] | PostZaloPorts['newsroom'],
  kind: string,
): PostZaloPorts['newsroom'] {
  return {
    ...{
      get: (key) => newsroom.get(key),
      list: (prefix) => newsroom.list(prefix),
      remove: (keys) => newsroom.remove(keys),
    },
    put: async (key, body, headers, condition) => {
      if (!String(body).includes(`"kind":"${kind}"`)) return newsroom.put(key, body, headers, condition);
      const there = await newsroom.get(key);
      if (there) return { kind: 'stored', etag: there.etag };
      // As if nothing had been there to begin with.
      return newsroom.put(
        key,
        '{"version":1,"issueKey":"2026-11-23","step":{"kind":"ready","since":"2026-11-23T08:05:00+07:00","why":""}}',
        headers,
        condition,
      );
    },
  };
}

/** A store that keeps a new value to itself until the first article was asked for. */
const late: Plant = (ports) => {
  let held: (() => Promise<void>) | null = null;
  let value: string | null = null;
  return {
    ...ports,
    secrets: {
      get: async (id, how) => value ?? ports.secrets.get(id, how),
      put: async (id, next) => {
        value = next;
        held = () => ports.secrets.put(id, next);
      },
    },
    account: {
      ...{
        refresh: ports.account.refresh,
        articleId: ports.account.articleId,
        listArticles: ports.account.listArticles,
        broadcast: ports.account.broadcast,
      },
      createArticle: async (token, article) => {
        const reply = await ports.account.createArticle(token, article);
        await held?.();
        return reply;
      },
    },
  };
};
