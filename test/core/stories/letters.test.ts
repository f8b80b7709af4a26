import { describe, expect, it } from 'vitest';
import { groupStories } from '../../../lambdas/core/stories/group-stories.ts';
import { reports } from './articles.ts';

describe('a story told in composed and in decomposed letters', () => {
  it('R25 is one story, as it is in the same letters', () => {
    const [first, second] = reports(0, 2);
    if (first === undefined || second === undefined) throw new Error('two reports are needed');
    const apart = { ...second, title: second.title.normalize('NFD'), text: second.text.normalize('NFD') };
    expect(apart.title).not.toBe(second.title);
    for (const other of [second, apart]) expect(groupStories([first, other])).toHaveLength(1);
  });

  it('is two where the reports are of two events (control)', () => {
    expect(groupStories([...reports(0, 1), ...reports(1, 1)])).toHaveLength(2);
  });
});
