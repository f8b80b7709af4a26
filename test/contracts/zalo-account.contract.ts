import { expect, test } from 'vitest';
import type { ZaloArticle } from '../../lambdas/core/zalo/article.ts';
import type { ZaloCredentials } from '../../lambdas/core/zalo/credentials.ts';
import type { ZaloFault } from '../../lambdas/local/zalo/zalo-stand-in.ts';
import { LOCAL_ACCOUNT, type ZaloWorld } from '../../lambdas/local/zalo/zalo-world.ts';
import type { ZaloAccount } from '../../lambdas/ports/zalo-account.ts';

/** An account and what stands behind it, as a test sees it. */
export interface ZaloSide {
  readonly account: ZaloAccount;
  readonly world: ZaloWorld;
  readonly faults: ZaloFault[];
  readonly advance: (millis: number) => void;
}

const ARTICLE: ZaloArticle = {
  title: 'Điểm báo – Thứ Hai, 23/11/2026',
  author: 'Sở Nội vụ',
  description: 'Xã Bình An mở quầy lưu động',
  cover: 'https://diembao.example.vn/zalo-cover.jpg',
  paragraphs: ['1. Xã Bình An mở quầy lưu động'],
};

/** What every account does, and what it refuses as Zalo does. */
export function zaloAccountContract(side: () => ZaloSide): void {
  const credentials = (): ZaloCredentials => ({ ...LOCAL_ACCOUNT, refreshToken: side().world.refreshToken });
  const tokenOf = async (): Promise<string> => {
    const reply = await side().account.refresh(credentials());
    if (reply.kind !== 'accepted') throw new Error(reply.why);
    return reply.value.accessToken;
  };

  test('renews once with a refresh token, and never twice', async () => {
    const first = credentials();
    const reply = await side().account.refresh(first);
    expect(reply).toMatchObject({ kind: 'accepted', value: { seconds: 3_600 } });
    expect(await side().account.refresh(first)).toMatchObject({ kind: 'refused' });
    expect(await side().account.refresh({ ...credentials(), secretKey: 'other' })).toMatchObject({ kind: 'refused' });
  });

  test('takes an article, makes it, lists it and broadcasts it', async () => {
    const { account, advance, world } = side();
    const token = await tokenOf();
    const created = await account.createArticle(token, ARTICLE);
    if (created.kind !== 'accepted') throw new Error(created.why);
    expect(await account.articleId(token, created.value.token)).toEqual({ kind: 'accepted', value: { id: null } });
    advance(3_000);
    const made = await account.articleId(token, created.value.token);
    if (made.kind !== 'accepted' || made.value.id === null) throw new Error('not made');
    const { id } = made.value;
    expect(await account.listArticles(token)).toMatchObject({
      kind: 'accepted',
      value: [{ id, title: ARTICLE.title }],
    });
    expect(await account.broadcast(token, id)).toMatchObject({ kind: 'accepted' });
    expect(world.broadcasts.at(-1)).toMatchObject({ articleId: id });
    expect(world.articles.at(-1)).toMatchObject(ARTICLE);
  });

  test('refuses what is longer than it may be, an article or a token it does not know', async () => {
    const { account, world } = side();
    const token = await tokenOf();
    const before = world.articles.length;
    for (const [part, length] of [
      ['title', 151],
      ['author', 51],
      ['description', 301],
    ] as const) {
      const reply = await account.createArticle(token, { ...ARTICLE, [part]: 'ă'.repeat(length) });
      expect(reply, part).toEqual({ kind: 'refused', why: `-201 ${part}` });
    }
    expect(await account.broadcast(token, 'article-99')).toMatchObject({ kind: 'refused' });
    expect(await account.articleId(token, 'token-99')).toMatchObject({ kind: 'refused' });
    expect(world.articles).toHaveLength(before);
  });

  test('says that a token is stale after its hour, and when another one has replaced it', async () => {
    const { account, advance } = side();
    const token = await tokenOf();
    advance(3_600_000);
    expect(await account.listArticles(token)).toMatchObject({ kind: 'stale-token' });
    const next = await tokenOf();
    expect(await account.listArticles(token)).toMatchObject({ kind: 'stale-token' });
    expect(await account.listArticles(next)).toMatchObject({ kind: 'accepted' });
  });

  test('tells a quota from a refusal, and a lost answer from both', async () => {
    const { account, faults, world } = side();
    const token = await tokenOf();
    const before = world.articles.length;
    faults.push({ kind: 'code', path: '/v2.0/article/create', code: -211 });
    expect(await account.createArticle(token, ARTICLE)).toMatchObject({ kind: 'later' });
    faults.push({ kind: 'code', path: '/v2.0/article/create', code: -224 });
    expect(await account.createArticle(token, ARTICLE)).toMatchObject({ kind: 'refused' });
    expect(world.articles).toHaveLength(before);
    faults.push({ kind: 'lost', path: '/v2.0/article/create' });
    expect(await account.createArticle(token, ARTICLE)).toMatchObject({ kind: 'unknown' });
    expect(world.articles).toHaveLength(before + 1);
  });
}
