import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeClipping } from '../../../../lambdas/core/drafting/compose-clipping.ts';
import type { Draft } from '../../../../lambdas/core/drafting/draft.ts';
import { applyEdit, type Edit } from '../../../../lambdas/core/drafting/edit.ts';
import { type Act, decisionFileSchema } from '../../../../lambdas/core/sections/learning/decision.ts';
import { decisionsOf, type SealedDraft } from '../../../../lambdas/core/sections/learning/derive-decisions.ts';
import { isByPerson, labelsOf } from '../../../../lambdas/core/sections/learning/label.ts';
import { lexiconVersion } from '../../../../lambdas/core/sections/learning/lexicon-version.ts';
import { seedLexicon } from '../../../../lambdas/core/sections/lexicon.ts';
import { seedSections } from '../../../../lambdas/core/sections/sections.ts';
import { ACTOR, article, ISSUE_KEY, judged, layOut, NOW, SOURCES } from '../../drafting/samples.ts';

const LEXICON = seedLexicon();
const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const STORIES = IDS.map((id, rank) => judged(id, { score: 9 - rank }, [article(id)]));
const ARTICLES = new Map(IDS.map((id) => [id, article(id)]));

function edited(draft: Draft, edit: Edit): Draft {
  const done = applyEdit(draft, edit, ACTOR);
  return done.kind === 'edited' ? done.draft : draft;
}

const restoring = (id: string, section: 'chu-truong' | 'quan-ly'): Edit => ({
  kind: 'restore',
  candidateId: id,
  clipping: composeClipping(judged(id), { sources: SOURCES, section, issueKey: ISSUE_KEY }),
  order: 'weight',
});

const sealed = (draft: Draft): SealedDraft => ({
  ...draft,
  sealed: { by: 'e1', name: 'Phạm Thu Hiền', at: NOW, fingerprint: 'f'.repeat(64) },
});

const decided = (draft: Draft, articles = ARTICLES) =>
  decisionsOf(sealed(draft), { articles, sources: SOURCES, lexicon: LEXICON });

const actOf = (draft: Draft, id: string): Act | undefined =>
  decided(draft).decisions.find(({ storyId }) => storyId === id)?.act;

describe('the decisions of a sealed draft', () => {
  const laidOut = layOut(STORIES);

  it('tells printed, moved, brought in, dropped and passed over apart', () => {
    const draft = [
      { kind: 'move', clippingId: 'b', section: 'quan-ly', position: 0 } as const,
      { kind: 'drop', clippingId: 'c' } as const,
      restoring('f', 'chu-truong'),
      restoring('g', 'quan-ly'),
    ].reduce(edited, laidOut);

    expect(Object.fromEntries(IDS.map((id) => [id, actOf(draft, id)]))).toEqual({
      a: 'printed',
      b: 'moved',
      c: 'dropped',
      d: 'printed',
      e: 'passed-over',
      f: 'brought-in',
      g: 'brought-in',
      h: 'passed-over',
    });
  });

  it('says where the rules had put what a person moved, and what became of it', () => {
    const draft = edited(laidOut, { kind: 'move', clippingId: 'b', section: 'quan-ly', position: 0 });

    expect(decided(draft).decisions.find(({ storyId }) => storyId === 'b')).toMatchObject({
      sortedAs: 'chu-truong',
      section: 'quan-ly',
      why: null,
    });
  });

  it('takes a clipping that was dropped and taken back for one the rules chose', () => {
    const draft = [{ kind: 'drop', clippingId: 'b' } as const, restoring('b', 'chu-truong')].reduce(edited, laidOut);

    expect(actOf(draft, 'b')).toBe('printed');
  });

  it('keeps the article as it was read, not as the editor rewrote it', () => {
    const rewrite = { title: 'Nhan đề khác hẳn', placePrefix: null, paragraphs: ['Lời của biên tập viên.'] };
    const draft = edited(laidOut, { kind: 'rewrite', clippingId: 'a', ...rewrite });
    const [first] = decided(draft).decisions;

    expect(first?.report.title).toBe(article('a').title);
    expect(first?.report.text).toContain('Mỗi tuần quầy đến một xã.');
    expect(first?.readFrom).toBe('article');
  });

  it('keeps what the draft holds where the article is gone', () => {
    const [first] = decided(laidOut, new Map()).decisions;

    expect(first).toMatchObject({ readFrom: 'draft', report: { title: article('a').title, sourceKind: 'central' } });
    expect(first?.report.text).not.toBe('');
  });

  it('names the lexicon it was judged by, and a changed weight gives it another name', () => {
    const heavier = { ...LEXICON, reform: { ...LEXICON.reform, 'một cửa': 9 } };

    expect(decided(laidOut).lexicon).toBe(lexiconVersion(seedLexicon()));
    expect(lexiconVersion(heavier)).not.toBe(lexiconVersion(LEXICON));
  });

  it('has a decision a story, never two, and fits its schema, whatever was edited', () => {
    const id = fc.constantFrom(...IDS);
    const edit: fc.Arbitrary<Edit> = fc.oneof(
      id.map((clippingId) => ({ kind: 'drop' as const, clippingId })),
      id.map((each) => restoring(each, 'chu-truong')),
      fc.record({
        kind: fc.constant('move' as const),
        clippingId: id,
        section: fc.constantFrom(...seedSections().map(({ id }) => id)),
        position: fc.nat(4),
      }),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
        const draft = edits.reduce(edited, laidOut);
        const file = decisionFileSchema.parse(JSON.parse(JSON.stringify(decided(draft))));

        expect(file).toEqual(decided(draft));
        expect(file.decisions.map(({ storyId }) => storyId).sort()).toEqual(IDS);
        for (const decision of file.decisions) {
          expect(decision.section === null).toBe(['dropped', 'passed-over'].includes(decision.act));
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a decision teaches', () => {
  const [printed] = decided(layOut(STORIES)).decisions;
  if (printed === undefined) throw new Error('no decision');

  it('is worth more where a person used his hands', () => {
    const moved = { ...printed, act: 'moved' as const, section: 'quan-ly' as const };

    expect(labelsOf(moved).section?.weight).toBeGreaterThan(labelsOf(printed).section?.weight ?? 0);
    expect(labelsOf(moved).section?.answer).toBe('quan-ly');
  });

  it('is a weak no where a person dropped it, and nothing where an earlier issue had it', () => {
    const dropped = { ...printed, act: 'dropped' as const, section: null };

    expect(labelsOf(dropped)).toEqual({ wanted: { answer: false, weight: 0.4 }, section: null });
    expect(labelsOf({ ...dropped, alreadyRun: true }).wanted).toBeNull();
  });

  it('is nothing where room, share or date kept it out, and next to nothing where the rules had doubts', () => {
    const left = { ...printed, act: 'passed-over' as const, section: null };
    const taught = (['section-full', 'paper-share', 'undated', 'newcomer', 'below-threshold'] as const).map(
      (why) => labelsOf({ ...left, why }).wanted?.weight ?? 0,
    );

    expect(taught).toEqual([0, 0, 0, 0, 0.1]);
    expect(isByPerson(left)).toBe(false);
  });
});
