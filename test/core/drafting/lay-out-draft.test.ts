import { describe, expect, it } from 'vitest';
import { candidateOfClipping } from '../../../lambdas/core/drafting/candidate.ts';
import { draftSchema } from '../../../lambdas/core/drafting/draft.ts';
import { newcomersOf } from '../../../lambdas/core/drafting/newcomers.ts';
import { numbered, orderedSections } from '../../../lambdas/core/drafting/order.ts';
import { article, judged, layOut, SECTIONS, SOURCES } from './samples.ts';

const of = (id: string, sourceId: string) => [article(id, { sourceId, url: `https://${sourceId}.example.vn/${id}` })];
const papers = ['sen', 'tre', 'lua', 'mai'];

describe('layOutDraft', () => {
  it('makes a draft that its schema accepts, with a first line in the log', () => {
    const draft = layOut([judged('a'), judged('b', { section: 'quan-ly' })]);
    expect(draftSchema.parse(draft)).toEqual(draft);
    expect(draft.log).toEqual([{ at: draft.createdAt, by: 'Hệ thống', did: 'Lập bản thảo: 2 tin, 0 tin để ngoài' }]);
  });

  it('orders the local section by province code, then by score, and the others by score', () => {
    const local = (id: string, place: string | null, score: number) =>
      judged(id, { section: 'dia-phuong', place, score });
    const draft = layOut([
      local('ct', 'can-tho', 9),
      local('hn1', 'ha-noi', 2),
      local('none', null, 9),
      local('bg', 'bac-giang', 3),
      local('hn2', 'ha-noi', 4),
      judged('x', { score: 2 }),
      judged('y', { score: 3 }),
    ]);
    expect(draft.clippings.map(({ id }) => id)).toEqual(['y', 'x', 'hn2', 'hn1', 'bg', 'ct', 'none']);
  });

  it('says why it left a story out', () => {
    const full = Array.from({ length: 6 }, (_, index) =>
      judged(`f${index}`, { score: 5 - index / 10 }, of(`f${index}`, papers[index % 4]!)),
    );
    const draft = layOut([
      ...full,
      judged('undated', {}, [article('undated', { published: { instant: null, evidence: 'none' } })]),
      judged('weak', { reform: false, section: null, score: 0.4 }),
    ]);
    const why = Object.fromEntries(draft.leftOut.map((candidate) => [candidate.id, candidate.why]));
    expect(why).toEqual({ f4: 'section-full', f5: 'section-full', undated: 'undated', weak: 'below-threshold' });
  });

  it('gives no paper more than 40 % while another paper’s story waits', () => {
    const many = Array.from({ length: 4 }, (_, index) =>
      judged(`s${index}`, { score: 9 - index }, of(`s${index}`, 'sen')),
    );
    const others = ['tre', 'lua', 'mai'].map((paper) => judged(paper, { score: 1.5 }, of(paper, paper)));
    const draft = layOut([...many, ...others]);
    const sen = draft.clippings.filter((clipping) => clipping.sourceId === 'sen');
    expect(draft.clippings).toHaveLength(4);
    expect(sen.map(({ id }) => id)).toEqual(['s0']);
    expect(
      draft.leftOut
        .filter(({ why }) => why === 'paper-share')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['s1', 's2', 's3']);
  });

  it('leaves a paper its share where there is no alternative', () => {
    const many = Array.from({ length: 4 }, (_, index) =>
      judged(`s${index}`, { score: 9 - index }, of(`s${index}`, 'sen')),
    );
    expect(layOut(many).clippings).toHaveLength(4);
  });

  it('lays out an empty draft of nothing', () => {
    expect(layOut([])).toMatchObject({ clippings: [], leftOut: [], tray: [] });
  });
});

describe('numbering', () => {
  it('goes through the sections without a gap, empty ones included', () => {
    const draft = layOut([judged('a'), judged('b', { section: 'phan-tich' }), judged('c', { section: 'phan-tich' })]);
    const groups = numbered(orderedSections(draft.clippings, SECTIONS));
    expect(groups.map(({ clippings }) => clippings.map(({ number }) => number))).toEqual([[1], [], [], [2, 3]]);
  });
});

describe('newcomersOf', () => {
  it('finds what the draft does not hold, the weightiest first', () => {
    const draft = layOut([judged('a')]);
    const found = newcomersOf(draft, [judged('a'), judged('b', { score: 1.2 }), judged('c', { score: 3 })], SOURCES);
    expect(found.map(({ id, why }) => [id, why])).toEqual([
      ['c', 'newcomer'],
      ['b', 'newcomer'],
    ]);
  });

  it('knows a story again that got an earlier article and so another id: only the article is new', () => {
    const draft = layOut([judged('a')]);
    const renamed = judged('earlier', {}, [article('earlier'), article('a')]);
    expect(newcomersOf(draft, [renamed], SOURCES)).toMatchObject([
      { id: 'earlier', members: ['earlier'], joins: 'a', why: 'newcomer' },
    ]);
    const leftOut = { ...draft, clippings: [], leftOut: draft.clippings.map((each) => candidateOfClipping(each, '')) };
    expect(newcomersOf(leftOut, [renamed], SOURCES)).toEqual([]);
  });

  it('puts what has no date aside for a person', () => {
    const undated = judged('u', {}, [article('u', { published: { instant: null, evidence: 'none' } })]);
    expect(newcomersOf(layOut([]), [undated], SOURCES)).toMatchObject([{ id: 'u', why: 'undated' }]);
  });
});
