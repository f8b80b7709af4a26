import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../../lambdas/core/sections/learning/decision.ts';
import { type Judge, replay, type Said, saidThen } from '../../../../lambdas/core/sections/learning/replay.ts';
import { seedSections } from '../../../../lambdas/core/sections/sections.ts';
import { decided, decisionsBy } from './decided.ts';

const PAST = decisionsBy(decided, 20);

/** Says of the stories named what is given, of all others what was said then. */
const saying =
  (said: Readonly<Record<string, Said>>): Judge =>
  (decision) =>
    said[decision.articleId] ?? saidThen(decision);

const idsOf = (act: Decision['act']): string[] =>
  PAST.filter(({ decision }) => decision.act === act).map(({ decision }) => decision.articleId);

describe('a replay', () => {
  const [movedOne = '', movedTwo = ''] = idsOf('moved');
  const [printedOne = '', printedTwo = ''] = idsOf('printed');

  it('says how many change section, and how many of them as the editors did', () => {
    const after = saying({
      [movedOne]: { reform: true, section: 'quan-ly' },
      [movedTwo]: { reform: true, section: 'phan-tich' },
      [printedOne]: { reform: true, section: 'dia-phuong' },
    });
    const found = replay(PAST, { before: saidThen, after });

    expect(found.sentence).toBe(
      '3 tin đổi mục, 1 đúng như biên tập viên đã làm; 1 trái với biên tập viên; đã thử trên 20 quyết định trong 2 số báo',
    );
    expect(found.changes.map(({ articleId, verdict }) => [articleId, verdict]).sort()).toEqual(
      [
        [movedOne, 'right'],
        [movedTwo, 'open'],
        [printedOne, 'wrong'],
      ].sort(),
    );
    expect(found.rightAfter).toBe(found.rightBefore);
  });

  it('counts what is no longer reform news, for and against the editors', () => {
    const dropped = PAST.map((each) =>
      each.decision.articleId === printedTwo
        ? { ...each, decision: { ...each.decision, act: 'dropped' as const, section: null } }
        : each,
    );
    const gone = { reform: false, section: null };
    const found = replay(dropped, { before: saidThen, after: saying({ [printedOne]: gone, [printedTwo]: gone }) });

    expect(found.sentence).toContain(
      'không tin nào đổi mục; 2 tin không còn là tin cải cách, 1 là tin biên tập viên đã bỏ',
    );
    expect(found.changes.map(({ verdict }) => verdict).sort()).toEqual(['right', 'wrong']);
  });

  it('finds nothing between a way of judging and itself, and its sums agree', () => {
    const said = fc.record({ reform: fc.boolean(), section: fc.constantFrom(...seedSections().map(({ id }) => id)) });
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...idsOf('moved'), ...idsOf('printed')), said), (given) => {
        const judge = saying(given);
        const found = replay(PAST, { before: saidThen, after: judge });
        const right = found.changes.filter(({ verdict }) => verdict === 'right').length;
        const wrong = found.changes.filter(({ verdict }) => verdict === 'wrong').length;

        expect(replay(PAST, { before: judge, after: judge }).changes).toEqual([]);
        expect(found.rightAfter - found.rightBefore).toBe(right - wrong);
      }),
    );
  });
});
