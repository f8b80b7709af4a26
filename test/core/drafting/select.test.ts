import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JudgedStory } from '../../../lambdas/core/drafting/judged-story.ts';
import { leadArticle } from '../../../lambdas/core/drafting/judged-story.ts';
import { select } from '../../../lambdas/core/drafting/select.ts';
import { isOverShare } from '../../../lambdas/core/drafting/share-out.ts';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';
import { article, judged, NOW, SECTIONS } from './samples.ts';

const rules = { sections: SECTIONS, window: { from: '2024-09-04T07:30:00+07:00', to: NOW } };
type About = Parameters<typeof judged>[1];
const told = (id: string, sourceId: string, about: About = {}, more: Parameters<typeof article>[1] = {}) =>
  judged(id, about, [article(id, { sourceId, ...more })]);
const ids = (stories: readonly JudgedStory[]) => stories.map(({ story }) => story.id).sort();
const whyOf = (stories: readonly JudgedStory[]) =>
  Object.fromEntries(select(stories, rules).left.map(({ judged: { story }, why }) => [story.id, why]));
const shares = (stories: readonly JudgedStory[]) => {
  const counts = Map.groupBy(stories, (story) => leadArticle(story).sourceId);
  return Object.fromEntries([...counts].map(([paper, own]) => [paper, own.length]));
};
const SECTION_IDS = ['chu-truong', 'dia-phuong', 'quan-ly', 'phan-tich'] as const;

describe('freshness', () => {
  it('prefers the fresher of two reports that weigh the same, and the one more papers told', () => {
    const at = (instant: string) => ({ published: { instant, evidence: 'meta' } });
    const stories = ['2024-09-04T08:00:00+07:00', '2024-09-05T05:30:00+07:00'].map((instant, index) =>
      told(`f${index}`, `p${index}`, { section: 'phan-tich' }, at(instant)),
    );
    const many = judged(
      'many',
      { section: 'phan-tich' },
      ['a', 'b', 'c'].map((id) => article(`m${id}`, { sourceId: id })),
    );
    const weak = [1, 2].map((index) => told(`w${index}`, `q${index}`, { section: 'phan-tich', score: 1.95 }));
    expect(ids(select([...stories, many, ...weak], rules).chosen)).toContain('f1');
    expect(ids(select([...stories, many, ...weak], rules).chosen)).toContain('many');
  });

  it('never weighs more than what a report is about', () => {
    const old = told(
      'old',
      'a',
      { score: 4 },
      { published: { instant: '2024-09-04T08:00:00+07:00', evidence: 'meta' } },
    );
    const fresh = [1, 2, 3].map((index) => told(`n${index}`, `p${index}`, { score: 3 }));
    expect(ids(select([old, ...fresh], rules).chosen)).toContain('old');
  });
});

describe('the local section', () => {
  const local = (id: string, place: string, score: number) => told(id, id, { section: 'dia-phuong', place, score });
  const provinces = ['ha-noi', 'can-tho', 'lam-dong', 'lai-chau', 'bac-giang', 'long-an'];

  it('takes another province before a second story of one, and says why', () => {
    const stories = [
      local('hn1', 'ha-noi', 5),
      local('hn2', 'ha-noi', 4),
      ...provinces.slice(1).map((place) => local(place, place, 3)),
    ];
    expect(ids(select(stories, rules).chosen)).toEqual(ids(stories).filter((id) => id !== 'hn2'));
    expect(whyOf(stories)).toEqual({ hn2: 'place-share' });
  });

  it('takes two of one province where the second is worth it', () => {
    const stories = [
      local('hn1', 'ha-noi', 9),
      local('hn2', 'ha-noi', 8),
      ...provinces.slice(1).map((place) => local(place, place, 2)),
    ];
    expect(ids(select(stories, rules).chosen)).toContain('hn2');
  });

  it('counts provinces that have been merged as one', () => {
    const later = { ...rules, window: { from: '2026-11-22T07:30:00+07:00', to: '2026-11-23T06:00:00+07:00' } };
    const stories = [
      local('a', 'long-an', 5),
      local('b', 'tay-ninh', 4),
      ...provinces.slice(0, 5).map((place) => local(place, place, 3)),
    ];
    expect(select(stories, later).left.map(({ why }) => why)).toEqual(['place-share']);
  });
});

describe('what ran already', () => {
  it('is left out by rule, a follow-up is not', () => {
    const mark = { issueKey: '2024-09-04', title: 'Tin hôm trước' };
    const ran: JudgedStory = { ...told('ran', 'a'), mark: { ...mark, kind: 'already-run' } };
    const goesOn: JudgedStory = { ...told('on', 'b'), mark: { ...mark, kind: 'follow-up' } };
    expect(whyOf([ran, goesOn])).toEqual({ ran: 'already-run' });
  });
});

describe('no paper above 40 %', () => {
  /** Ten stories of `sen`, spread over the sections, each stronger than anything else. */
  const flood = Array.from({ length: 10 }, (_, index) =>
    told(`s${index}`, 'sen', { section: SECTION_IDS[index % 4] ?? 'quan-ly', score: 9 - index / 10 }),
  );
  const share = (stories: readonly JudgedStory[], paper: string) => (shares(stories)[paper] ?? 0) / stories.length;

  it('swaps with what waits in the section, and in another where none waits', () => {
    const waiting = Array.from({ length: 12 }, (_, index) => told(`w${index}`, `p${index % 6}`, { score: 2 }));
    const { chosen } = select([...flood, ...waiting], rules);
    expect(share(chosen, 'sen')).toBeLessThanOrEqual(0.4);
    expect(new Set(chosen.map(({ classification }) => classification.section)).size).toBe(4);
    const inFirst = chosen.filter(({ classification }) => classification.section === 'chu-truong');
    expect(inFirst.length).toBeLessThanOrEqual((SECTIONS[0]?.target ?? 0) + 2);
  });

  it('leaves places free where no swap helps, but makes no thin issue and empties no section', () => {
    const others = Array.from({ length: 6 }, (_, index) =>
      told(`o${index}`, `p${index}`, { section: 'dia-phuong', score: 1.5 }),
    );
    const { chosen } = select([...flood, ...others], rules);
    expect(share(chosen, 'sen')).toBeLessThanOrEqual(0.4);
    expect(chosen.length).toBeGreaterThanOrEqual(8);
    expect(select(flood, rules).chosen).toHaveLength(8);
    expect(new Set(select(flood, rules).chosen.map(({ classification }) => classification.section)).size).toBe(4);
  });

  it('lets another paper’s own report lead before it gives up a story', () => {
    const own = (id: string, sourceId: string, text: string) =>
      article(id, { sourceId, lead: null, blocks: [paragraph(text)] });
    const both = (index: number, text: string) =>
      judged(`b${index}`, { section: SECTION_IDS[index % 4] ?? 'quan-ly', score: 5 }, [
        own(`b${index}`, 'sen', 'Xã mở quầy lưu động. Bà con đỡ đi xa.'),
        own(`c${index}`, `p${index}`, text),
      ]);
    const retold = select(
      [0, 1, 2, 3, 4].map((index) => both(index, 'Quầy lưu động về bản. Đường đi gần lại.')),
      rules,
    ).chosen;
    expect(retold).toHaveLength(5);
    expect(shares(retold).sen).toBe(2);
    expect(retold.filter(({ story }) => story.leadReasons.length > 0)).toHaveLength(3);
    // The control: a reprint is no other source, and a note no report.
    const reprinted = select(
      [0, 1, 2, 3, 4].map((index) => both(index, 'Xã mở quầy lưu động. Bà con đỡ đi xa.')),
      rules,
    ).chosen;
    expect(shares(reprinted)).toEqual({ sen: 5 });
    expect(
      shares(
        select(
          [0, 1, 2, 3, 4].map((index) => both(index, 'Ngắn.')),
          rules,
        ).chosen,
      ),
    ).toEqual({ sen: 5 });
  });

  it('lets no comment lead in the place of the news it comments on', () => {
    const sectionAt = (index: number) => SECTION_IDS[index % 4] ?? 'quan-ly';
    const retold = (shift: number) =>
      [0, 1, 2, 3, 4].map((index) => ({
        ...judged(`b${index}`, { section: sectionAt(index), score: 5 }, [
          article(`b${index}`, { sourceId: 'sen', lead: null, blocks: [paragraph('Xã mở quầy lưu động.')] }),
          article(`c${index}`, { sourceId: `p${index}`, lead: null, blocks: [paragraph('Đường đi gần lại rồi.')] }),
        ]),
        sortedAlone: new Map([[`c${index}`, sectionAt(index + shift)]]),
      }));
    expect(shares(select(retold(1), rules).chosen)).toEqual({ sen: 5 });
    // The control: a report of the same section may lead.
    expect(shares(select(retold(0), rules).chosen).sen).toBe(2);
  });

  const anyStory = fc.record({
    paper: fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c', 'd', 'e'),
    section: fc.constantFrom(...seedSections().map(({ id }) => id)),
    score: fc.double({ min: 1, max: 6, noNaN: true }),
  });
  const pool = fc
    .array(anyStory, { maxLength: 60 })
    .map((all) => all.map(({ paper, section, score }, index) => told(`i${index}`, paper, { section, score })));

  /** A paper has more than its share only where fewer than eight clippings or an empty section would be the price. */
  function checkShares(chosen: readonly JudgedStory[]): void {
    const sections = Map.groupBy(chosen, ({ classification }) => classification.section);
    for (const [paper, count] of Object.entries(shares(chosen))) {
      const own = chosen.filter((story) => leadArticle(story).sourceId === paper);
      const isForced = own.every((story) => sections.get(story.classification.section)?.length === 1);
      expect(!isOverShare(count, chosen.length) || chosen.length <= 8 || isForced).toBe(true);
    }
  }

  it('would be caught where the best are taken whatever their paper (control)', () => {
    const others = [1, 2, 3].map((index) => told(`o${index}`, `p${index}`));
    expect(() => checkShares([...flood, ...others])).toThrow();
  });

  it('holds for any pool, but where fewer than eight clippings or an empty section would be the price', () => {
    fc.assert(
      fc.property(pool, (stories) => {
        const { chosen, left } = select(stories, rules);
        expect(ids([...chosen, ...left.map(({ judged: story }) => story)])).toEqual(ids(stories));
        checkShares(chosen);
      }),
      { numRuns: 200 },
    );
  });
});
