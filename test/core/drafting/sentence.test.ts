import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, isCut, ownWordsOf } from '../../../lambdas/core/drafting/comparison.ts';
import { type Clipping, type Draft, draftSchema } from '../../../lambdas/core/drafting/draft.ts';
import { applyEdit } from '../../../lambdas/core/drafting/edit.ts';
import { type Block, blockTexts, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { ACTOR, judged, layOut } from './samples.ts';

const PAPER: Block[] = [
  {
    kind: 'paragraph',
    runs: [
      { text: 'Xã mở quầy. ' },
      { text: 'Quầy nhận hồ sơ', bold: true },
      { text: ' cả ngày thứ bảy. Bà con vui.' },
    ],
  },
  { kind: 'heading', runs: [{ text: 'Việc sắp tới' }] },
  { kind: 'picture', url: 'https://sen.example.vn/a.jpg', caption: null, credit: null },
  {
    kind: 'list',
    ordered: false,
    items: [[{ text: 'thêm một quầy ở chợ' }], [{ text: 'trả kết quả tận nhà' }], [{ text: 'báo tin qua điện thoại' }]],
  },
  paragraph('Chủ tịch xã nói việc này tốn ít tiền. Năm sau làm tiếp ở ba thôn xa.'),
];
const SENTENCES = compare([], PAPER).sentences;

function draftWith(body: readonly Block[], more: Partial<Clipping> = {}): Draft {
  const laidOut = layOut([judged('a')]);
  return { ...laidOut, clippings: laidOut.clippings.map((each) => ({ ...each, body: [...body], ...more })) };
}

function taken(draft: Draft, index: number, isIn: boolean): Draft {
  const edited = applyEdit(draft, { kind: 'sentence', clippingId: 'a', index, isIn, paper: PAPER }, ACTOR);
  if (edited.kind === 'refused') throw new Error(edited.reason);
  return draftSchema.parse(edited.draft);
}

const textsOf = (draft: Draft) => blockTexts(draft.clippings[0]?.body ?? []);

describe('sentences of the paper', () => {
  it('are its sentences, headings, points and tables', () => {
    expect(SENTENCES.map(({ kind }) => kind)).toEqual([
      ...['sentence', 'sentence', 'sentence', 'heading', 'point', 'point', 'point', 'sentence', 'sentence'],
    ]);
  });

  it('are struck out and come back where the paper has them, with their bold runs', () => {
    const struck = taken(draftWith(PAPER), 1, false);
    expect(textsOf(struck)[0]).toBe('Xã mở quầy. Bà con vui.');
    expect(struck.log.at(-1)?.did).toContain('Lược câu “Quầy nhận hồ sơ cả ngày thứ bảy.”');
    const back = taken(struck, 1, true).clippings[0]?.body[0];
    expect(back).toEqual({
      kind: 'paragraph',
      runs: [
        { text: 'Xã mở quầy.' },
        { text: ' ' },
        { text: 'Quầy nhận hồ sơ', bold: true },
        { text: ' cả ngày thứ bảy.' },
        { text: ' ' },
        { text: 'Bà con vui.' },
      ],
    });
  });

  it('of a list come back into their list, and a whole paragraph into a paragraph of its own', () => {
    const short = draftWith([
      paragraph('Xã mở quầy.'),
      { kind: 'list', ordered: false, items: [[{ text: 'báo tin qua điện thoại' }]] },
    ]);
    const more = taken(taken(short, 4, true), 7, true);
    expect(more.clippings[0]?.body.map(({ kind }) => kind)).toEqual(['paragraph', 'list', 'paragraph']);
    expect(textsOf(more)).toEqual([
      'Xã mở quầy.',
      'thêm một quầy ở chợ',
      'báo tin qua điện thoại',
      'Chủ tịch xã nói việc này tốn ít tiền.',
    ]);
  });

  it('decide whether the end was cut, and are never all struck out', () => {
    expect(taken(draftWith(PAPER), 8, false).clippings[0]?.cut).toBe(true);
    expect(taken(draftWith(PAPER), 0, false).clippings[0]?.cut).toBe(false);
    const one = draftWith([paragraph('Bà con vui.')]);
    expect(applyEdit(one, { kind: 'sentence', clippingId: 'a', index: 2, isIn: false, paper: PAPER }, ACTOR)).toEqual({
      kind: 'refused',
      reason: 'no-text',
    });
  });

  it('obey the agreement with the paper', () => {
    const title = draftWith([], { printing: 'title' });
    expect(applyEdit(title, { kind: 'sentence', clippingId: 'a', index: 0, isIn: true, paper: PAPER }, ACTOR)).toEqual({
      kind: 'refused',
      reason: 'printing-forbids',
    });
  });

  it('come back in any order to the very article, whatever was struck out before', () => {
    const indexes = fc.shuffledSubarray([...SENTENCES.keys()], { minLength: 1, maxLength: SENTENCES.length - 1 });
    fc.assert(
      fc.property(indexes, indexes, (struck, order) => {
        const short = struck.reduce((draft, index) => taken(draft, index, false), draftWith(PAPER));
        const back = [
          ...order.filter((index) => struck.includes(index)),
          ...struck.filter((index) => !order.includes(index)),
        ];
        const whole = back.reduce((draft, index) => taken(draft, index, true), short);
        expect(textsOf(whole)).toEqual(blockTexts(PAPER));
        expect(whole.clippings[0]?.ownWords).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe('an editor’s own words', () => {
  const rewritten = (paragraphs: string[], paper: Block[] | undefined = PAPER) => {
    const edit = { kind: 'rewrite' as const, clippingId: 'a', title: 'T', placePrefix: null, paragraphs };
    const edited = applyEdit(draftWith(PAPER), { ...edit, ...(paper ? { paper } : {}) }, ACTOR);
    if (edited.kind === 'refused') throw new Error(edited.reason);
    return edited.draft;
  };

  it('are told from the paper’s, and stay when sentences around them come and go', () => {
    const draft = rewritten(['Xã mở quầy. Đây là lời thêm vào của biên tập. Bà con vui.']);
    expect(draft.clippings[0]?.ownWords).toEqual(['Đây là lời thêm vào của biên tập.']);
    const more = taken(draft, 1, true);
    expect(textsOf(more)).toEqual([
      'Xã mở quầy. Quầy nhận hồ sơ cả ngày thứ bảy. Đây là lời thêm vào của biên tập. Bà con vui.',
    ]);
    expect(more.clippings[0]?.ownWords).toHaveLength(1);
  });

  it('that change a sentence of the paper are known as that one, which one press brings back', () => {
    const draft = rewritten(['Xã mở quầy. Quầy nhận hồ sơ cả ngày chủ nhật. Bà con vui.']);
    const compared = compare(draft.clippings[0]?.body ?? [], PAPER);
    expect(compared.lines[0]?.parts.map(({ of, like }) => [of, like])).toEqual([
      [0, null],
      [null, 1],
      [2, null],
    ]);
    expect(ownWordsOf(compared)).toEqual(['Quầy nhận hồ sơ cả ngày chủ nhật.']);
    const back = taken(draft, 1, true);
    expect(textsOf(back)).toEqual(['Xã mở quầy. Quầy nhận hồ sơ cả ngày thứ bảy. Bà con vui.']);
    expect(back.clippings[0]?.ownWords).toBeUndefined();
    expect(isCut(compared)).toBe(true);
  });

  it('are those that did not stand there before, where the article is gone', () => {
    const { clippings } = rewritten(['Xã mở quầy. Lời mới hoàn toàn.'], undefined);
    expect(clippings[0]?.ownWords).toEqual(['Lời mới hoàn toàn.']);
  });
});
