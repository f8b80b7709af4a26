import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import type { JudgedStory } from '../../../lambdas/core/drafting/judged-story.ts';
import { layOutDraft } from '../../../lambdas/core/drafting/lay-out-draft.ts';
import { type Article, paragraph } from '../../../lambdas/core/extraction/article.ts';
import type { Classification } from '../../../lambdas/core/sections/section.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';
import { type Source, sourceSchema } from '../../../lambdas/core/sources/source.ts';

export const ISSUE_KEY = '2024-09-05';
export const NOW = '2024-09-05T06:00:00+07:00';
export const ACTOR = { by: 'Thu Hà', at: '2024-09-05T06:40:00+07:00' };
export const SECTIONS = seedSections();

export const source = (id: string, more: Partial<Source> = {}): Source =>
  sourceSchema.parse({
    version: 1,
    id,
    name: `Báo ${id}`,
    citeAs: `${id.charAt(0).toUpperCase()}${id.slice(1)}.example.vn`,
    hosts: [`${id}.example.vn`],
    kind: 'central',
    place: null,
    rank: 50,
    listing: { feeds: [`https://${id}.example.vn/rss`], pages: [] },
    courtesy: { gapMs: 1000 },
    printing: 'full',
    agreement: null,
    rules: null,
    state: 'sample',
    ...more,
  });

export const SOURCES = ['sen', 'tre', 'lua', 'mai'].map((id) => source(id));

export const article = (id: string, more: Partial<Article> = {}): Article => ({
  version: 1,
  id,
  sourceId: 'sen',
  url: `https://sen.example.vn/${id}.html`,
  title: `Mở quầy trả kết quả lưu động ${id}`,
  lead: 'Quầy lưu động giúp bà con vùng xa bớt một lần đi lại.',
  blocks: [paragraph('Mỗi tuần quầy đến một xã. Bà con chỉ cần mang theo giấy hẹn.')],
  byline: { printed: 'Thu Ngân', authors: ['Thu Ngân'], agency: null },
  published: { instant: '2024-09-04T15:00:00+07:00', evidence: 'meta' },
  rubric: null,
  firstSeenAt: '2024-09-04T15:10:00+07:00',
  ...more,
});

export const judged = (
  id: string,
  classification: Partial<Classification> = {},
  articles: readonly Article[] = [article(id)],
): JudgedStory => ({
  story: {
    id,
    lead: articles[0]?.id ?? id,
    leadReasons: [],
    members: articles.map((each) => each.id),
    evidence: articles.slice(1).map(() => 'cùng số liệu 38'),
  },
  articles,
  classification: {
    reform: true,
    score: 2,
    section: 'chu-truong',
    place: null,
    reasons: ['“một cửa”'],
    ...classification,
  },
});

export const layOut = (stories: readonly JudgedStory[], sources: readonly Source[] = SOURCES): Draft =>
  layOutDraft({
    issueKey: ISSUE_KEY,
    now: NOW,
    window: { from: '2024-09-04T07:30:00+07:00', to: NOW },
    gathered: { sources: 4, read: 4, missing: [], entries: 40, articles: 20, stories: stories.length },
    judged: stories,
    sections: SECTIONS,
    sources,
  });
