import { expect } from 'vitest';
import { type Article, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { articleId, canonicalUrl } from '../../../lambdas/core/listing/canonical-url.ts';
import type { Fate, SeenEntry } from '../../../lambdas/core/listing/entry.ts';
import { whyNotView } from '../../../lambdas/web/desk/why-not-view.ts';
import { whyNot } from '../../../lambdas/workflows/editing/why-not.ts';
import { articleKey } from '../../../lambdas/workflows/gathering/read-articles.ts';
import { source } from '../../core/drafting/samples.ts';
import { deskWorld } from '../../web/desk/desk-world.ts';

export const HOST = 'https://sen.example.vn';
export const PAGE = `${HOST}/mot-cua-123.html`;
export const ID = articleId(canonicalUrl(PAGE) ?? '', ['sen.example.vn']);
export const SEEN = '2026-11-23T05:10:00+07:00';
export const JSON_TYPE = { contentType: 'application/json' };

export const reform: Article = {
  version: 1,
  id: ID,
  sourceId: 'sen',
  url: PAGE,
  title: 'Xã Bản Mây đưa bộ phận một cửa về thôn, cắt giảm thủ tục hành chính',
  lead: 'Bộ phận một cửa lưu động giúp cải cách thủ tục hành chính ở vùng xa.',
  blocks: [paragraph('Xã tiếp nhận hồ sơ thủ tục hành chính ngay tại thôn theo cơ chế một cửa liên thông.')],
  byline: null,
  published: { instant: '2026-11-23T04:30:00+07:00', evidence: 'meta' },
  rubric: null,
  firstSeenAt: SEEN,
};
export const entry = (fate: Fate): SeenEntry => ({
  version: 1,
  articleId: ID,
  sourceId: 'sen',
  url: PAGE,
  title: reform.title,
  publishedAt: reform.published.instant,
  firstSeenAt: SEEN,
  fate,
});

type World = Awaited<ReturnType<typeof deskWorld>>;

export async function worldWith(
  fate: Fate | null,
  article: Article | null = null,
  change?: Parameters<typeof deskWorld>[0],
) {
  const world = await deskWorld(change);
  const put = (key: string, value: unknown) =>
    world.ports.newsroom.put(key, JSON.stringify(value), JSON_TYPE, { kind: 'any' });
  await put('settings/sources.json', { version: 1, sources: [source('sen')] });
  if (fate) await world.ports.entries.add(entry(fate));
  if (article) await put(articleKey(article.id, article.firstSeenAt), article);
  return world;
}

/** The answer and what the page makes of it: nothing may be left unfilled. */
export async function ask(world: World, pasted: string) {
  const draft = (await world.draft()).value;
  const found = await whyNot(world.ports, draft, pasted);
  const view = whyNotView(found, draft);
  expect(`${view.title} ${view.text} ${view.next} ${view.facts.join(' ')}`).not.toMatch(/\{|undefined|NaN|“”/);
  expect(view.title.length * view.next.length).toBeGreaterThan(0);
  return { ...found, view };
}

export const stored = { kind: 'stored' } as const;
export const joined = (draft: Parameters<NonNullable<Parameters<typeof deskWorld>[0]>>[0], more: object) => ({
  ...draft,
  ...more,
});
