import { describe, expect, it } from 'vitest';
import { candidateOf } from '../../../lambdas/core/drafting/candidate.ts';
import { composeClipping, otherPaperOf } from '../../../lambdas/core/drafting/compose-clipping.ts';
import { type Draft, draftSchema } from '../../../lambdas/core/drafting/draft.ts';
import { applyEdit, type Edit } from '../../../lambdas/core/drafting/edit.ts';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { ACTOR, article, ISSUE_KEY, judged, layOut, SOURCES } from './samples.ts';

const paper = (id: string, sourceId: string) => article(id, { sourceId, url: `https://${sourceId}.example.vn/${id}` });
const [SEN, TRE, LUA] = [paper('s', 'sen'), paper('t', 'tre'), paper('l', 'lua')];
/** The story of `s` was told by two more papers; the story of `x` by one. */
const draft = layOut([judged('s', { score: 4 }, [SEN, TRE, LUA]), judged('x', { score: 3 }, [paper('x', 'mai')])]);
const composed = (of: typeof SEN) =>
  composeClipping(judged(of.id, {}, [of]), { sources: SOURCES, section: 'chu-truong', issueKey: ISSUE_KEY });
const other = (of: typeof SEN) => otherPaperOf(of, SOURCES);

const done = (before: Draft, edit: Edit): Draft => {
  const edited = applyEdit(before, edit, ACTOR);
  if (edited.kind === 'refused') throw new Error(edited.reason);
  expect(draftSchema.parse(edited.draft)).toEqual(edited.draft);
  return edited.draft;
};
const refusal = (edit: Edit): string | null => {
  const edited = applyEdit(draft, edit, ACTOR);
  return edited.kind === 'refused' ? edited.reason : null;
};
const rewrite = (clippingId: string): Edit => ({
  kind: 'rewrite',
  clippingId,
  title: 'Lời của biên tập viên',
  placePrefix: null,
  paragraphs: ['Một câu được giữ lại.'],
});
const merge: Edit = { kind: 'merge', clippingId: 'x', into: 's', papers: [other(paper('x', 'mai'))] };
const split: Edit = { kind: 'split', clippingId: 's', articleId: 't', clipping: composed(TRE) };
const lead = (to: typeof SEN, from: typeof SEN): Edit => ({
  kind: 'lead',
  clippingId: 's',
  articleId: to.id,
  clipping: composed(to),
  paper: other(from),
});
const clipping = (each: Draft, id: string) => each.clippings.find((one) => one.id === id);
const papersOf = (each: Draft, id: string) => clipping(each, id)?.others.map(({ articleId }) => articleId);

describe('merging', () => {
  it('names the other paper, keeps the decision and tells who made it', () => {
    const merged = done(draft, merge);
    expect(merged.clippings.map(({ id }) => id)).toEqual(['s']);
    expect(papersOf(merged, 's')).toEqual(['t', 'l', 'x']);
    expect(merged.rulings).toEqual([{ kind: 'together', a: 's', b: 'x' }]);
    expect(merged.log.at(-1)).toMatchObject({ by: ACTOR.by, did: expect.stringContaining('Gộp') });
    expect(clipping(merged, 's')?.body).toEqual(clipping(draft, 's')?.body);
  });

  it('takes a candidate too, wherever it waits', () => {
    const late = candidateOf(judged('n', {}, [paper('n', 'mai')]), 'newcomer', SOURCES);
    for (const place of ['tray', 'leftOut'] as const) {
      const merged = done({ ...draft, [place]: [{ ...late, joins: 's' }] }, { ...merge, clippingId: 'n' });
      expect(merged[place]).toEqual([]);
    }
  });

  it('gives words that a person had changed back when the article is split off again', () => {
    const merged = done(done(draft, rewrite('x')), merge);
    expect(merged.setAside?.map(({ id }) => id)).toEqual(['x']);
    const again = done(merged, {
      kind: 'split',
      clippingId: 's',
      articleId: 'x',
      clipping: composed(paper('x', 'mai')),
    });
    expect(clipping(again, 'x')).toMatchObject({ title: 'Lời của biên tập viên', edited: true, others: [] });
    expect(again.setAside).toEqual([]);
  });

  it('is refused where one of the two is gone or both are the same', () => {
    expect(refusal({ ...merge, into: 'zz' })).toBe('no-such-clipping');
    expect(refusal({ ...merge, clippingId: 'zz' })).toBe('no-such-candidate');
    expect(refusal({ ...merge, clippingId: 's' })).toBe('same-clipping');
  });
});

describe('splitting', () => {
  it('makes a clipping right behind, never grouped with the rest again', () => {
    const parted = done(draft, split);
    expect(parted.clippings.map(({ id }) => id)).toEqual(['s', 't', 'x']);
    expect(papersOf(parted, 's')).toEqual(['l']);
    expect(parted.rulings).toEqual([
      { kind: 'apart', a: 't', b: 's' },
      { kind: 'apart', a: 't', b: 'l' },
    ]);
  });

  it('finds an id of its own for the article that gave the story its id', () => {
    const led = { ...draft, clippings: [{ ...composed(TRE), id: 's', others: [other(SEN)] }] };
    const parted = done(led, { kind: 'split', clippingId: 's', articleId: 's', clipping: composed(SEN) });
    expect(parted.clippings.map(({ id, articleId }) => [id, articleId])).toEqual([
      ['s', 't'],
      ['s-2', 's'],
    ]);
  });

  it('is refused for a paper the clipping does not name', () => {
    expect(refusal({ ...split, articleId: 'x' })).toBe('no-such-paper');
    expect(refusal({ ...split, clipping: composed(LUA) })).toBe('wrong-clipping');
    expect(refusal({ ...split, clippingId: 'zz' })).toBe('no-such-clipping');
  });
});

describe('another lead', () => {
  it('prints the other paper in the same place and names the one before', () => {
    const led = done(draft, lead(TRE, SEN));
    expect(led.clippings.map(({ id, articleId }) => [id, articleId])).toEqual([
      ['s', 't'],
      ['x', 'x'],
    ]);
    expect(clipping(led, 's')?.citation.site).toBe('Tre.example.vn');
    expect(papersOf(led, 's')).toEqual(['s', 'l']);
    expect(led.rulings).toEqual([{ kind: 'lead', articleId: 't' }]);
    expect(clipping(led, 's')?.leadReasons).toEqual(['biên tập viên chọn']);
  });

  it('brings a person’s words back with their paper', () => {
    const led = done(done(draft, rewrite('s')), lead(TRE, SEN));
    expect(blockTexts(clipping(led, 's')?.body ?? [])).not.toContain('Một câu được giữ lại.');
    const back = done(led, lead(SEN, TRE));
    expect(clipping(back, 's')).toMatchObject({ title: 'Lời của biên tập viên', edited: true, articleId: 's' });
    expect(blockTexts(clipping(back, 's')?.body ?? [])).toEqual(['Một câu được giữ lại.']);
  });

  it('is refused for a paper the clipping does not name', () => {
    expect(refusal(lead(paper('x', 'mai'), SEN))).toBe('no-such-paper');
  });
});

describe('what a person took out', () => {
  it('comes back as it stood, edits, papers and all', () => {
    const dropped = done(done(draft, rewrite('s')), { kind: 'drop', clippingId: 's' });
    const kept = dropped.leftOut[0]?.clipping;
    expect(kept).toMatchObject({ title: 'Lời của biên tập viên', edited: true });
    const back = done(dropped, { kind: 'restore', candidateId: 's', clipping: kept ?? composed(SEN), order: 'weight' });
    expect(clipping(back, 's')).toEqual(clipping(done(draft, rewrite('s')), 's'));
  });

  it('does not lose what it told of another clipping’s story when it is taken in for itself', () => {
    const late = { ...candidateOf(judged('n', {}, [paper('n', 'mai')]), 'newcomer', SOURCES), joins: 's' };
    const edit: Edit = { kind: 'restore', candidateId: 'n', clipping: composed(paper('n', 'mai')), order: 'weight' };
    expect(done({ ...draft, tray: [late] }, edit).rulings).toEqual([{ kind: 'apart', a: 'n', b: 's' }]);
  });
});

describe('an undated story', () => {
  const undated = candidateOf(judged('u', {}, [paper('u', 'mai')]), 'undated', SOURCES);

  it('gets the day a person found, and says so in the log', () => {
    const dated = done({ ...draft, leftOut: [undated] }, { kind: 'date', candidateId: 'u', day: '2024-09-03' });
    expect(dated.leftOut[0]?.dayGiven).toBe('2024-09-03');
    expect(dated.log.at(-1)?.did).toContain('03/9/2024');
    expect(refusal({ kind: 'date', candidateId: 'zz', day: '2024-09-03' })).toBe('no-such-candidate');
  });

  it('is fetched from the store once', () => {
    const admitted = done(draft, { kind: 'admit', candidate: undated });
    expect(admitted.tray).toEqual([undated]);
    const again = applyEdit(admitted, { kind: 'admit', candidate: undated }, ACTOR);
    expect(again).toEqual({ kind: 'refused', reason: 'already-there' });
  });
});
