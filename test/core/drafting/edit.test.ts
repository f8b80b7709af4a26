import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidateOf } from '../../../lambdas/core/drafting/candidate.ts';
import { composeClipping } from '../../../lambdas/core/drafting/compose-clipping.ts';
import { type Draft, draftSchema } from '../../../lambdas/core/drafting/draft.ts';
import { applyEdit, type Edit, editSchema } from '../../../lambdas/core/drafting/edit.ts';
import { numbered, orderedSections } from '../../../lambdas/core/drafting/order.ts';
import { type Block, blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';
import { ACTOR, article, ISSUE_KEY, judged, layOut, SECTIONS, SOURCES, source } from './samples.ts';

const STORIES = [
  judged('a', { score: 4 }),
  judged('b', { score: 3 }),
  judged('c', { section: 'dia-phuong', place: 'ha-noi' }),
  judged('d', { section: 'dia-phuong', place: 'can-tho' }),
  judged('e', { section: 'quan-ly', place: 'lai-chau' }),
];
const LATE = [judged('n1', { section: 'dia-phuong', place: 'lam-dong' }), judged('n2', { section: 'phan-tich' })];
const draft = layOut(STORIES);

const done = (before: Draft, edit: Edit): Draft => {
  const edited = applyEdit(before, edit, ACTOR);
  if (edited.kind === 'refused') throw new Error(edited.reason);
  return edited.draft;
};
const refusal = (before: Draft, edit: Edit): string | null => {
  const edited = applyEdit(before, edit, ACTOR);
  return edited.kind === 'refused' ? edited.reason : null;
};
const idsIn = (each: Draft, section: string): string[] =>
  each.clippings.filter((clipping) => clipping.section === section).map(({ id }) => id);
const clippingOf = (id: string) => {
  const story = [...STORIES, ...LATE].find((each) => each.story.id === id)!;
  return composeClipping(story, { sources: SOURCES, section: story.classification.section!, issueKey: ISSUE_KEY });
};
const rewriteOf = (id: string, paragraphs: string[]): Edit => ({
  kind: 'rewrite',
  clippingId: id,
  title: 'Tiêu đề sửa',
  placePrefix: null,
  paragraphs,
});

describe('applyEdit', () => {
  it('moves within a section and tells who did it', () => {
    const moved = done(draft, { kind: 'move', clippingId: 'b', section: 'chu-truong', position: 0 });
    expect(idsIn(moved, 'chu-truong')).toEqual(['b', 'a']);
    expect(moved.log.at(-1)).toMatchObject({ by: 'Thu Hà', at: ACTOR.at });
    expect(moved.log.at(-1)?.did).toContain('Chủ trương cải cách');
  });

  it('marks a clipping for the monthly, keeps the mark in a drop and a restore, and takes it back', () => {
    const picked = done(draft, { kind: 'pick', clippingId: 'b', picked: true });
    expect(picked.clippings.find(({ id }) => id === 'b')?.pickedForMonthly).toBe(true);
    const dropped = done(picked, { kind: 'drop', clippingId: 'b' });
    expect(dropped.leftOut[0]?.clipping?.pickedForMonthly).toBe(true);
    const back = done(picked, { kind: 'pick', clippingId: 'b', picked: false });
    expect(back.clippings).toEqual(draft.clippings);
    expect(refusal(draft, { kind: 'pick', clippingId: 'no', picked: true })).toBe('no-such-clipping');
  });

  it('gives a title its province when it comes into the local section, and takes it back', () => {
    const inside = done(draft, { kind: 'move', clippingId: 'e', section: 'dia-phuong', position: 1 });
    expect(idsIn(inside, 'dia-phuong')).toEqual(['c', 'e', 'd']);
    expect(inside.clippings.find(({ id }) => id === 'e')?.placePrefix).toBe('Lai Châu');
    const outside = done(inside, { kind: 'move', clippingId: 'e', section: 'quan-ly', position: 9 });
    expect(outside.clippings.find(({ id }) => id === 'e')?.placePrefix).toBeNull();
  });

  it('keeps the bold runs, lists and tables an editor did not touch', () => {
    const bold: Block = { kind: 'paragraph', runs: [{ text: 'Điểm mới: ', bold: true }, { text: 'bỏ một bước.' }] };
    const list: Block = { kind: 'list', ordered: false, items: [[{ text: 'Một' }], [{ text: 'Hai' }]] };
    const story = judged('r', {}, [article('r', { lead: null, blocks: [bold, list] })]);
    const before = layOut([story]);
    const rewritten = done(before, rewriteOf('r', ['Điểm mới: bỏ một bước.', 'Thêm một đoạn.', 'Một', 'Hai', ' ']));
    expect(rewritten.clippings[0]?.body).toEqual([
      bold,
      { kind: 'paragraph', runs: [{ text: 'Thêm một đoạn.' }] },
      list,
    ]);
    expect(rewritten.clippings[0]?.edited).toBe(true);
  });

  it('refuses more text than the agreement with the paper allows', () => {
    for (const [printing, isRefused] of [
      ['title', true],
      ['excerpt', true],
      ['full', false],
    ] as const) {
      const before = layOut([judged('t')], [source('sen', { printing })]);
      const reason = refusal(before, rewriteOf('t', ['Câu dài về hồ sơ. '.repeat(90)]));
      expect(reason, printing).toBe(isRefused ? 'printing-forbids' : null);
    }
  });

  it('changes the citation without calling the text edited', () => {
    const cited = done(draft, { kind: 'cite', clippingId: 'a', site: 'Mai.example.vn', day: null, authors: [] });
    expect(cited.clippings[0]).toMatchObject({
      citation: { site: 'Mai.example.vn', day: null, authors: [] },
      edited: false,
    });
  });

  it('drops to those left out and restores at the right place', () => {
    const dropped = done(draft, { kind: 'drop', clippingId: 'c' });
    expect(dropped.leftOut[0]).toMatchObject({ id: 'c', why: 'dropped', firstSeenAt: '2024-09-04T15:10:00+07:00' });
    const restored = done(dropped, { kind: 'restore', candidateId: 'c', clipping: clippingOf('c'), order: 'province' });
    expect(idsIn(restored, 'dia-phuong')).toEqual(['c', 'd']);
    expect(restored.leftOut).toEqual([]);
  });

  it('takes newcomers into the tray only, once, and lengthens the window', () => {
    const candidates = LATE.map((story) => candidateOf(story, 'newcomer', SOURCES));
    const until = '2024-09-05T06:50:00+07:00';
    const taken = done(draft, { kind: 'take-newcomers', candidates: [...candidates, ...candidates], until });
    expect(taken.tray.map(({ id }) => id)).toEqual(['n1', 'n2']);
    expect(taken.clippings).toEqual(draft.clippings);
    expect(taken.window.to).toBe(until);
    const again = done(taken, { kind: 'take-newcomers', candidates, until });
    expect([taken, again].map((each) => each.log.at(-1)?.did)).toEqual([
      `Tìm tin mới: thêm ${candidates.length} tin vào “Tin mới về”`,
      'Tìm tin mới: chưa có tin nào',
    ]);
    const earlier = done(taken, { kind: 'take-newcomers', candidates, until: '2024-09-05T06:10:00+07:00' });
    expect(earlier.window.to).toBe(until);
    expect(earlier.tray).toHaveLength(2);
  });

  it('names the editor of the day and takes the name back', () => {
    expect(done(draft, { kind: 'name-editor', name: 'Minh Châu' }).editorName).toBe('Minh Châu');
    expect(done(draft, { kind: 'name-editor', name: null }).editorName).toBeNull();
  });

  it('refuses what is not there, what does not belong together and what is approved', () => {
    expect(refusal(draft, { kind: 'drop', clippingId: 'zz' })).toBe('no-such-clipping');
    expect(refusal(draft, { kind: 'restore', candidateId: 'zz', clipping: clippingOf('c'), order: 'province' })).toBe(
      'no-such-candidate',
    );
    const dropped = done(draft, { kind: 'drop', clippingId: 'c' });
    expect(refusal(dropped, { kind: 'restore', candidateId: 'c', clipping: clippingOf('d'), order: 'province' })).toBe(
      'wrong-clipping',
    );
    const sealed = { ...draft, sealed: { by: 'x', name: 'Thu Hà', at: ACTOR.at, fingerprint: 'f'.repeat(64) } };
    expect(refusal(sealed, { kind: 'drop', clippingId: 'a' })).toBe('already-approved');
  });

  it('does not change the draft it was given', () => {
    const before = structuredClone(draft);
    for (const edit of [{ kind: 'drop', clippingId: 'a' }, rewriteOf('b', ['Mới.'])] as Edit[])
      applyEdit(draft, edit, ACTOR);
    expect(draft).toEqual(before);
  });
});

const anyId = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'n1', 'n2', 'zz');
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('move' as const),
    clippingId: anyId,
    section: fc.constantFrom(...seedSections().map(({ id }) => id)),
    position: fc.nat(7),
  }),
  anyId.map((clippingId): Edit => ({ kind: 'drop', clippingId })),
  anyId
    .filter((id) => id !== 'zz')
    .map((id): Edit => ({ kind: 'restore', candidateId: id, clipping: clippingOf(id), order: 'province' })),
  fc.subarray(LATE).map(
    (stories): Edit => ({
      kind: 'take-newcomers',
      candidates: stories.map((story) => candidateOf(story, 'newcomer', SOURCES)),
      until: ACTOR.at,
    }),
  ),
  fc.tuple(anyId, fc.array(fc.string(), { maxLength: 3 })).map(([id, paragraphs]) => rewriteOf(id, paragraphs)),
  fc.constant<Edit>({ kind: 'name-editor', name: 'Minh Châu' }),
);

/** The ids a draft holds, anywhere. */
const everyId = (each: Draft): string[] => [...each.clippings, ...each.leftOut, ...each.tray].map(({ id }) => id);

/** Runs edits; at every step no story is lost or doubled and the numbers have no gap. */
function checkEdits(edits: readonly Edit[], apply: typeof applyEdit): void {
  let present = draft;
  for (const edit of edits) {
    const before = everyId(present);
    const edited = apply(present, edit, ACTOR);
    if (edited.kind === 'edited') present = edited.draft;
    const now = everyId(present);
    expect(new Set(now).size).toBe(now.length);
    for (const id of before) expect(now).toContain(id);
    if (edit.kind !== 'take-newcomers') expect(now).toHaveLength(before.length);
    const numbers = numbered(orderedSections(present.clippings, SECTIONS)).flatMap(({ clippings }) =>
      clippings.map(({ number }) => number),
    );
    expect(numbers).toEqual(present.clippings.map((_, index) => index + 1));
  }
  expect(draftSchema.safeParse(present).success).toBe(true);
}

describe('any sequence of edits', () => {
  it('never loses or doubles a story, and numbers without a gap', () => {
    fc.assert(
      fc.property(fc.array(anyEdit, { maxLength: 25 }), (edits) => checkEdits(edits, applyEdit)),
      { numRuns: 300 },
    );
  });

  it('would be caught losing a story (control)', () => {
    const losing: typeof applyEdit = (before, edit, actor) => {
      const edited = applyEdit(before, edit, actor);
      return edited.kind === 'edited' && edit.kind === 'drop'
        ? { kind: 'edited', draft: { ...edited.draft, leftOut: before.leftOut } }
        : edited;
    };
    expect(() =>
      fc.assert(fc.property(fc.array(anyEdit, { maxLength: 25 }), (edits) => checkEdits(edits, losing))),
    ).toThrow();
  });

  it('is made of edits the schema accepts', () => {
    fc.assert(fc.property(anyEdit, (edit) => editSchema.safeParse(edit).success));
    expect(
      editSchema.safeParse({ kind: 'rewrite', clippingId: 'a', title: ' ', placePrefix: null, paragraphs: [] }).success,
    ).toBe(false);
  });

  it('keeps the words of a paragraph nobody changed', () => {
    const texts = blockTexts(draft.clippings[0]!.body);
    expect(done(draft, rewriteOf('a', texts)).clippings[0]?.body).toEqual(draft.clippings[0]?.body);
  });
});
