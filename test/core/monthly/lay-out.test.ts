import { describe, expect, it } from 'vitest';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { item, monthlyOf } from './samples.ts';

const setting = {
  ...seedMonthly(),
  sections: seedMonthly().sections.map((section) => ({ ...section, target: 2 })),
};
const whyOf = (draft: ReturnType<typeof monthlyOf>) => draft.leftOut.map(({ id, why }) => [id, why]);

describe('layOutMonthly', () => {
  it('prints what was marked, then by weight, and says of the rest that the section is full', () => {
    const items = [1, 4, 2, 3].map((score) => item(`a${score}`, { score }));
    const draft = monthlyOf([...items, item('dau', { score: 0.1, picked: true })], { setting });
    expect(draft.articles.map(({ id }) => id)).toEqual(['dau', 'a4']);
    expect(whyOf(draft)).toEqual([
      ['a3', 'over-target'],
      ['a2', 'over-target'],
      ['a1', 'over-target'],
    ]);
  });

  it('prints everything that was marked, also beyond what the section aims at', () => {
    const draft = monthlyOf(
      [1, 2, 3].map((score) => item(`a${score}`, { score, picked: true })),
      { setting },
    );
    expect(draft.articles).toHaveLength(3);
  });

  it("puts news of the house's own place into its own section, by the map of the day", () => {
    const draft = monthlyOf([
      item('ct', { place: 'can-tho' }),
      // A province that has been part of Cần Thơ since 01/7/2025.
      item('hg', { place: 'hau-giang' }),
      item('hn', { place: 'ha-noi' }),
      item('tw'),
    ]);
    const sections = Object.fromEntries(draft.articles.map(({ id, section }) => [id, section]));
    expect(sections).toEqual({ ct: 'dia-phuong', hg: 'dia-phuong', hn: 'trung-uong', tw: 'trung-uong' });
    expect(draft.articles.map(({ section }) => section)).toEqual([
      'trung-uong',
      'trung-uong',
      'dia-phuong',
      'dia-phuong',
    ]);
  });

  it('obeys what may be printed of a paper, also where it was marked', () => {
    const draft = monthlyOf([
      item('trich', { sourceId: 'tre', picked: true }),
      item('tieu-de', { sourceId: 'lua', picked: true }),
      item('la', { sourceId: 'bao-la', picked: true }),
    ]);
    expect(draft.articles).toEqual([]);
    expect(whyOf(draft)).toEqual([
      ['trich', 'excerpt-only'],
      ['tieu-de', 'title-only'],
      ['la', 'title-only'],
    ]);
  });

  it('tells a story once, by the article that was marked or may be printed, and never what an earlier monthly told', () => {
    const stories = [
      [item('nang', { score: 5 }), item('chon', { score: 1, picked: true, issueKey: '2026-11-09' })],
      [item('cam', { score: 9, sourceId: 'lua' }), item('duoc', { score: 1 })],
      [item('cu', { score: 9 }), item('moi', { score: 8 })],
    ];
    const draft = monthlyOf([], { stories, printed: new Set(['cu']) });
    expect(draft.articles.map(({ id }) => id)).toEqual(['chon', 'duoc']);
    expect(draft.articles[0]?.dailies).toEqual(['2026-11-09', '2026-11-10']);
    expect(new Map(draft.leftOut.map(({ id, why }) => [id, why]))).toEqual(
      new Map([
        ['nang', 'same-story'],
        ['cam', 'title-only'],
        ['cu', 'printed-before'],
        ['moi', 'printed-before'],
      ]),
    );
  });

  it('says what is not stored any more, or has no text', () => {
    const draft = monthlyOf([item('mat', { article: null }), item('rong', {}, { lead: null, blocks: [] })]);
    expect(whyOf(draft)).toEqual([
      ['mat', 'gone'],
      ['rong', 'no-text'],
    ]);
  });

  it('keeps the title the daily was printed with', () => {
    const draft = monthlyOf([item('t', { title: 'Tiêu đề đã sửa' }, { blocks: [paragraph('Một đoạn.')] })]);
    expect(draft.articles[0]?.title).toBe('Tiêu đề đã sửa');
  });
});
