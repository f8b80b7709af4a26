import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Correction } from '../../../lambdas/core/drafting/correct.ts';
import { type Draft, draftSchema } from '../../../lambdas/core/drafting/draft.ts';
import { applyEdit, type Edit } from '../../../lambdas/core/drafting/edit.ts';
import { type Block, blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { ACTOR, judged, layOut } from './samples.ts';

const BODY: Block[] = [
  { kind: 'heading', runs: [{ text: 'Quầy về bản' }] },
  { kind: 'picture', url: 'https://sen.example.vn/a.jpg', caption: 'Quầy', credit: null },
  { kind: 'paragraph', runs: [{ text: 'Cán bộ ' }, { text: 'của của', bold: true }, { text: ' xã đến nhà.' }] },
  { kind: 'list', ordered: false, items: [[{ text: 'nhanh' }], [{ text: 'gọn' }, { text: ' gàng', italic: true }]] },
  {
    kind: 'table',
    rows: [
      ['Xã', 'Hồ sơ'],
      ['Bản Mây', '5000'],
    ],
  },
];
const draft: Draft = (() => {
  const laidOut = layOut([judged('a')]);
  const clippings = laidOut.clippings.map((each) => ({
    ...each,
    title: 'Quầy  về bản',
    placePrefix: 'Lai Châu',
    body: BODY,
  }));
  return { ...laidOut, clippings };
})();

const edit = (more: Partial<Correction>): Edit => ({
  ...{
    kind: 'correct',
    clippingId: 'a',
    field: 'body',
    paragraph: 1,
    start: 7,
    end: 14,
    was: 'của của',
    becomes: 'của',
  },
  ...more,
});
const done = (asked: Edit, before = draft): Draft => {
  const edited = applyEdit(before, asked, ACTOR);
  if (edited.kind === 'refused') throw new Error(edited.reason);
  return draftSchema.parse(edited.draft);
};
const refusal = (asked: Edit): string | null => {
  const edited = applyEdit(draft, asked, ACTOR);
  return edited.kind === 'refused' ? edited.reason : null;
};
const clippingIn = (after: Draft) => after.clippings[0]!;

describe('a correction', () => {
  it('keeps bold runs, marks the clipping as edited and is told in the log', () => {
    const after = done(edit({}));
    expect(clippingIn(after).body[2]).toEqual({
      kind: 'paragraph',
      runs: [{ text: 'Cán bộ ' }, { text: 'của', bold: true }, { text: ' xã đến nhà.' }],
    });
    expect(clippingIn(after).edited).toBe(true);
    expect(after.log.at(-1)?.did).toBe('Sửa lỗi “của của” thành “của” trong “Lai Châu: Quầy  về bản”');
  });

  it('may reach over the end of a run; what comes stands where the old began', () => {
    const after = done(edit({ start: 4, end: 10, was: 'bộ của', becomes: 'bộ, của' }));
    expect(clippingIn(after).body[2]).toEqual({
      kind: 'paragraph',
      runs: [{ text: 'Cán bộ, của' }, { text: ' của', bold: true }, { text: ' xã đến nhà.' }],
    });
  });

  it('finds list items, table cells, title and prefix', () => {
    const item = done(edit({ paragraph: 3, start: 0, end: 3, was: 'gọn', becomes: 'Gọn' }));
    expect(blockTexts(clippingIn(item).body)[3]).toBe('Gọn gàng');
    const cell = done(edit({ paragraph: 5, start: 10, end: 14, was: '5000', becomes: '5.000' }));
    expect(clippingIn(cell).body[4]).toEqual({
      kind: 'table',
      rows: [
        ['Xã', 'Hồ sơ'],
        ['Bản Mây', '5.000'],
      ],
    });
    const title = done(edit({ field: 'title', paragraph: 0, start: 4, end: 6, was: '  ', becomes: ' ' }));
    expect(clippingIn(title).title).toBe('Quầy về bản');
    const prefix = done(edit({ field: 'prefix', paragraph: 0, start: 0, end: 8, was: 'Lai Châu', becomes: 'Sơn La' }));
    expect(clippingIn(prefix).placePrefix).toBe('Sơn La');
  });

  it('is refused where other letters stand there by now, or nowhere', () => {
    expect(refusal(edit({ was: 'của  của' }))).toBe('text-changed');
    expect(refusal(edit({ start: 8, end: 15 }))).toBe('text-changed');
    expect(refusal(edit({ paragraph: 99 }))).toBe('text-changed');
    expect(refusal(edit({ paragraph: 5, start: 5, end: 14, was: 'y | 5000', becomes: 'y' }))).toBe('text-changed');
    expect(refusal(edit({ clippingId: 'x' }))).toBe('no-such-clipping');
    const whole = { field: 'title' as const, paragraph: 0, start: 0, end: 12, was: 'Quầy  về bản', becomes: '' };
    expect(refusal(edit(whole))).toBe('text-changed');
  });

  it('changes its own place and nothing else', () => {
    const texts = blockTexts(BODY);
    const place = fc
      .integer({ min: 0, max: 3 })
      .chain((paragraph) =>
        fc.tuple(fc.constant(paragraph), fc.nat(texts[paragraph]!.length - 1), fc.integer({ min: 1, max: 9 })),
      );
    fc.assert(
      fc.property(place, fc.constantFrom('', 'x', 'của bản', ' '), ([paragraph, start, length], becomes) => {
        const text = texts[paragraph]!;
        const end = Math.min(text.length, start + length);
        const asked = edit({ paragraph, start, end, was: text.slice(start, end), becomes });
        const after = blockTexts(clippingIn(done(asked)).body);
        expect(after).toEqual(texts.with(paragraph, text.slice(0, start) + becomes + text.slice(end)));
      }),
    );
  });
});

describe('a finding that is waved aside', () => {
  it('is kept in the draft once, and can be taken up again', () => {
    const waved = done({ kind: 'wave', key: 'k1', found: 'của của', waved: true });
    expect(waved.waved).toEqual(['k1']);
    expect(done({ kind: 'wave', key: 'k1', found: 'của của', waved: true }, waved).waved).toEqual(['k1']);
    expect(done({ kind: 'wave', key: 'k1', found: 'của của', waved: false }, waved).waved).toEqual([]);
    expect(waved.log.at(-1)?.did).toBe('Soát lỗi: giữ nguyên “của của”');
    expect(waved.clippings).toEqual(draft.clippings);
  });
});
