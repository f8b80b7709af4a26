import { describe, expect, it } from 'vitest';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { type ArticleRewording, dividedBody, rewordedArticle } from '../../../lambdas/core/issue/reword-article.ts';
import type { MonthlyArticle, MonthlyBlock, MonthlyContent } from '../../../lambdas/core/monthly/monthly-content.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';

const PICTURE: MonthlyBlock = {
  kind: 'picture',
  picture: { id: 'a'.repeat(64), width: 800, height: 500 },
  caption: 'Bộ phận một cửa.',
  credit: null,
};
const BODY: MonthlyBlock[] = [
  { kind: 'heading', runs: [{ text: 'Giảm giấy tờ' }] },
  { kind: 'paragraph', runs: [{ text: 'Sáng nay, ' }, { text: 'phường Mẫu', bold: true }] },
  PICTURE,
  { kind: 'list', ordered: true, items: [[{ text: 'Căn cước' }], [{ text: 'Giấy khai sinh' }]] },
  {
    kind: 'table',
    rows: [
      ['Phường', 'Hồ sơ'],
      ['Mẫu', '12'],
    ],
  },
];

function article(about: Partial<MonthlyArticle> = {}): MonthlyArticle {
  const nothing = { via: null, affiliation: null, publishedOn: null };
  const paper = { site: 'baomau.example.vn', url: 'https://baomau.example.vn/1', byline: 'Lê An' };
  return {
    id: 'bai',
    title: 'Tiêu đề',
    sapo: 'Lời dẫn.',
    body: BODY,
    printing: 'full',
    ...paper,
    ...nothing,
    ...about,
  };
}

function reworded(before: MonthlyArticle, change: Partial<ArticleRewording>): MonthlyArticle | string {
  const { masthead, sections } = seedMonthly();
  const section = { id: 'trung-uong' as const, title: sections[0]?.title ?? 'Mục', articles: [before] };
  const content: MonthlyContent = {
    ...{ edition: 'monthly', issueKey: '2026-11', masthead, editorName: 'Thu Hằng' },
    sections: [section],
  };
  const { stretches, pictures } = dividedBody(before.body);
  const asked = { ...before, stretches: stretches.map(blockTexts), pictures, ...change };
  const outcome = rewordedArticle(content, asked);
  return typeof outcome === 'string' ? outcome : (outcome.sections[0]?.articles[0] ?? 'gone');
}

describe('other words for a printed article', () => {
  it('are none where nothing was changed: bold runs, lists, tables and pictures stay as they were printed', () => {
    expect(reworded(article(), {})).toEqual(article());
  });

  it('stay the heading, the item and the row they were', () => {
    const stretches = [
      ['Bớt giấy tờ', 'Sáng nay, phường Mẫu'],
      ['Căn cước', 'Giấy chứng sinh', 'Phường | Hồ sơ', 'Mẫu | 13'],
    ];

    expect(reworded(article(), { stretches })).toMatchObject({
      body: [
        { kind: 'heading', runs: [{ text: 'Bớt giấy tờ' }] },
        BODY[1],
        PICTURE,
        { kind: 'list', items: [[{ text: 'Căn cước' }], [{ text: 'Giấy chứng sinh' }]] },
        {
          kind: 'table',
          rows: [
            ['Phường', 'Hồ sơ'],
            ['Mẫu', '13'],
          ],
        },
      ],
    });
  });

  it('keep what is left where a paragraph was taken out', () => {
    const stretches = [['Sáng nay, phường Mẫu'], []];

    expect(reworded(article(), { stretches, pictures: [null] })).toMatchObject({ body: [BODY[1]] });
  });

  it('are never more than the paper lets us print, nor nobody’s', () => {
    const longer = { sapo: 'Lời dẫn dài hơn trước.' };

    expect(reworded(article({ printing: 'excerpt' }), longer)).toBe('printing-forbids');
    expect(reworded(article(), longer)).toMatchObject(longer);
    expect(reworded(article(), { site: null })).toBe('no-site');
    expect(reworded(article({ site: null, url: null }), { byline: null })).toBe('no-author');
    expect(reworded(article(), { title: '' })).toBe('empty-title');
    expect(reworded(article(), { sapo: null, stretches: [[], []] })).toBe('no-text');
    expect(reworded(article(), { pictures: [] })).toBe('changed');
    expect(reworded(article(), { id: 'khac' })).toBe('no-such-item');
  });
});
