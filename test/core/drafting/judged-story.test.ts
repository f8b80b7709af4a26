import { describe, expect, it } from 'vitest';
import { judgedStory } from '../../../lambdas/core/drafting/judged-story.ts';
import type { Classification } from '../../../lambdas/core/sections/section.ts';
import { article } from './samples.ts';

const inSection = (section: string): Classification => ({ reform: true, score: 2, section, place: null, reasons: [] });
const undated = { instant: null, evidence: 'none' };
const known = new Map([
  ['a', { article: article('a', { published: undated }), classification: inSection('phan-tich') }],
  ['b', { article: article('b'), classification: inSection('chu-truong') }],
]);
const story = { id: 'a', lead: 'a', leadReasons: [], members: ['a', 'b'], evidence: [] };

describe('a story', () => {
  it('stands where the article that will be printed belongs, not where an undated lead would', () => {
    expect(judgedStory(story, known)?.classification.section).toBe('chu-truong');
    // The control: a lead with a date is printed itself.
    expect(judgedStory({ ...story, lead: 'b' }, known)?.classification.section).toBe('chu-truong');
    expect(judgedStory({ ...story, members: ['a'] }, known)?.classification.section).toBe('phan-tich');
  });

  it('knows where each of its articles would stand alone, and is nothing without any', () => {
    expect([...(judgedStory(story, known)?.sortedAlone ?? [])]).toEqual([
      ['a', 'phan-tich'],
      ['b', 'chu-truong'],
    ]);
    expect(judgedStory({ ...story, members: ['x'] }, known)).toBeNull();
  });
});
