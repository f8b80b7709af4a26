import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupStories, type StoryInput } from '../../../lambdas/core/stories/group-stories.ts';
import type { Ruling } from '../../../lambdas/core/stories/ruling.ts';
import { reports } from './articles.ts';

const ARTICLES = [0, 1, 2].flatMap((event) => reports(event, 3));
const IDS = ARTICLES.map(({ id }) => id);

const ids = fc.constantFrom(...IDS, 'not-in-the-pool');
const rulingsArbitrary: fc.Arbitrary<Ruling[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('together' as const), a: ids, b: ids }),
    fc.record({ kind: fc.constant('apart' as const), a: ids, b: ids }),
    fc.record({ kind: fc.constant('lead' as const), articleId: ids }),
  ),
  { maxLength: 9 },
);

const membersOf = (articles: readonly StoryInput[], rulings: readonly Ruling[] = []): string[][] =>
  groupStories(articles, rulings).map(({ members }) => members.toSorted());
const shareStory = (stories: readonly string[][], a: string, b: string): boolean =>
  stories.some((members) => members.includes(a) && members.includes(b));

/** Whether a ruling holds; true for what names an article that is not there, or one with itself. */
function holds(ruling: Ruling, articles: readonly StoryInput[], rulings: readonly Ruling[]): boolean {
  if (ruling.kind === 'lead') {
    return (
      !IDS.includes(ruling.articleId) || groupStories(articles, rulings).some(({ lead }) => lead === ruling.articleId)
    );
  }
  if (ruling.a === ruling.b || ![ruling.a, ruling.b].every((id) => IDS.includes(id))) return true;
  return shareStory(membersOf(articles, rulings), ruling.a, ruling.b) === (ruling.kind === 'together');
}

describe('rulings of editors', () => {
  it('have three stories of three reports to rule on', () => {
    expect(membersOf(ARTICLES)).toEqual([0, 1, 2].map((event) => reports(event, 3).map(({ id }) => id)));
  });

  it('hold: the latest whatever the earlier ones were, and every article stays in exactly one story', () => {
    fc.assert(
      fc.property(rulingsArbitrary, (rulings) => {
        const last = rulings.at(-1);
        expect(last === undefined || holds(last, ARTICLES, rulings)).toBe(true);
        expect(membersOf(ARTICLES, rulings).flat().toSorted()).toEqual(IDS.toSorted());
      }),
      { numRuns: 40 },
    );
  });

  it('all hold where none contradicts another', () => {
    const rulings: Ruling[] = [
      { kind: 'apart', a: '0-0', b: '0-2' },
      { kind: 'together', a: '1-1', b: '2-0' },
      { kind: 'lead', articleId: '2-2' },
    ];
    expect(rulings.every((ruling) => holds(ruling, ARTICLES, rulings))).toBe(true);
    expect(rulings.some((ruling) => holds(ruling, ARTICLES, []))).toBe(false);
  });

  it('join whole stories, but for what is kept apart, and say that an editor did', () => {
    const merged = groupStories(ARTICLES, [{ kind: 'together', a: '0-2', b: '1-0' }]);
    expect(merged.map(({ members }) => members.length)).toEqual([6, 3]);
    expect(merged[0]?.evidence).toContain('biên tập viên gộp');

    const split = membersOf(ARTICLES, [
      { kind: 'apart', a: '0-1', b: '1-0' },
      { kind: 'together', a: '0-2', b: '1-0' },
    ]);
    expect(split).toContainEqual(['0-1']);
    expect(shareStory(split, '0-0', '1-2')).toBe(true);
  });

  it('do not depend on the order of the articles', () => {
    fc.assert(
      fc.property(
        rulingsArbitrary,
        fc.shuffledSubarray(ARTICLES, { minLength: ARTICLES.length }),
        (rulings, shuffled) => {
          expect(groupStories(shuffled, rulings)).toEqual(groupStories(ARTICLES, rulings));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('are kept when newcomers arrive, and so is the name of the story', () => {
    const rulings: Ruling[] = [
      { kind: 'apart', a: '0-0', b: '0-1' },
      { kind: 'lead', articleId: '0-2' },
    ];
    const newcomers = reports(0, 6).slice(3);
    const before = groupStories(ARTICLES, rulings);
    const after = groupStories([...newcomers, ...ARTICLES], rulings);
    const nameOf = (stories: typeof before, id: string) => stories.find(({ members }) => members.includes(id))?.id;

    expect(
      shareStory(
        after.map(({ members }) => members),
        '0-0',
        '0-1',
      ),
    ).toBe(false);
    expect(after.find(({ members }) => members.includes('0-2'))?.lead).toBe('0-2');
    expect(nameOf(after, '0-0')).toBe(nameOf(before, '0-0'));
    expect(after.flatMap(({ members }) => members)).toHaveLength(ARTICLES.length + newcomers.length);
  });

  it('of a later time win over earlier ones, also by way of a third article', () => {
    const rulings: Ruling[] = [
      { kind: 'apart', a: '0-0', b: '2-0' },
      { kind: 'together', a: '0-0', b: '1-0' },
      { kind: 'together', a: '1-0', b: '2-0' },
    ];
    expect(shareStory(membersOf(ARTICLES, rulings), '0-0', '2-0')).toBe(true);
    expect(shareStory(membersOf(ARTICLES, rulings.toReversed()), '0-0', '2-0')).toBe(false);
  });
});
