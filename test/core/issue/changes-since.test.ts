import { describe, expect, it } from 'vitest';
import { changesSince, seenOf } from '../../../lambdas/core/issue/changes-since.ts';
import type { DailyContent } from '../../../lambdas/core/issue/snapshot.ts';
import { sampleContent } from '../../support/sample-snapshot.ts';

/** The sample with its clippings laid out anew and numbered through. */
function laidOut(order: readonly string[], change: (content: DailyContent) => DailyContent = (each) => each) {
  const content = change(sampleContent());
  const all = new Map(content.sections.flatMap(({ clippings }) => clippings).map((each) => [each.id, each]));
  const [first] = content.sections;
  if (!first) throw new Error('the sample has sections');
  const clippings = order.flatMap((id, index) => {
    const clipping = all.get(id);
    return clipping ? [{ ...clipping, number: index + 1 }] : [];
  });
  return { ...content, sections: [{ ...first, clippings }] };
}

const withTitle = (id: string, title: string) => (content: DailyContent) => ({
  ...content,
  sections: content.sections.map((section) => ({
    ...section,
    clippings: section.clippings.map((each) => (each.id === id ? { ...each, title } : each)),
  })),
});

const IDS = ['tin1', 'tin2', 'tin3', 'tin4', 'tin5'];
const kinds = (before: DailyContent, after: DailyContent) =>
  changesSince(seenOf(before), after).clippings.map(({ kind, id }) => `${kind} ${id}`);

describe('what changed since an issue was on the screen', () => {
  it('names what was added, removed, moved and edited, and nothing that only got another number', () => {
    const before = laidOut(IDS);

    expect(kinds(before, laidOut(IDS))).toEqual([]);
    expect(kinds(before, laidOut(['tin2', 'tin3', 'tin4', 'tin5']))).toEqual(['removed tin1']);
    expect(kinds(before, laidOut(['tin6', ...IDS]))).toEqual(['added tin6']);
    expect(kinds(before, laidOut(['tin5', 'tin1', 'tin2', 'tin3', 'tin4']))).toEqual(['moved tin5']);
    expect(kinds(before, laidOut(IDS, withTitle('tin3', 'Tên khác')))).toEqual(['edited tin3']);
    expect(kinds(before, laidOut(['tin4', 'tin1', 'tin2', 'tin7'], withTitle('tin4', 'Tên khác')))).toEqual([
      'edited tin4',
      'moved tin4',
      'added tin7',
      'removed tin3',
      'removed tin5',
    ]);
  });

  it('tells a move to another section, and another editor', () => {
    const before = sampleContent();
    const [first, second, ...rest] = before.sections;
    if (!first || !second) throw new Error('the sample has sections');
    const last = first.clippings.at(-1);
    if (!last) throw new Error('the section has clippings');
    const sections = [
      { ...first, clippings: first.clippings.slice(0, -1) },
      { ...second, clippings: [last, ...second.clippings] },
      ...rest,
    ];

    expect(kinds(before, { ...before, sections })).toEqual([`moved ${last.id}`]);
    expect(changesSince(seenOf(before), { ...before, editorName: 'Người khác' })).toEqual({
      clippings: [],
      editor: true,
    });
  });
});
