import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { classify } from '../../../lambdas/core/sections/classify.ts';
import { type Lexicon, seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { EXPECTED_STORIES } from '../../support/expected.ts';

const PAPERS = new URL('../../../lambdas/local/press/papers/', import.meta.url);
const paperSchema = z.object({
  articles: z.array(
    z.object({
      story: z.string().nullable(),
      title: z.string(),
      lead: z.string().nullish(),
      body: z.array(z.unknown()),
      rubric: z.string().nullish(),
    }),
  ),
});
const expected = new Map(EXPECTED_STORIES.map(({ story, section }) => [story, section]));

/** Every article of the sample press that is a story of reform, sorted as an editor would or not. */
function sorted(lexicon: Lexicon): { right: number; wrong: string[] } {
  const papers = readdirSync(PAPERS).map((name) =>
    paperSchema.parse(JSON.parse(readFileSync(new URL(name, PAPERS), 'utf8'))),
  );
  const articles = papers.flatMap(({ articles: all }) => all).filter(({ story }) => expected.has(story ?? ''));
  const wrong = articles.flatMap(({ story, title, lead = null, body, rubric = null }) => {
    const text = body.filter((part) => typeof part === 'string').join('\n');
    const rest = { sourceKind: null, sourcePlace: null, day: '2026-11-23' } as const;
    const { section } = classify({ title, lead, text, rubric, ...rest }, lexicon);
    return section === expected.get(story ?? '') ? [] : [story ?? ''];
  });
  return { right: articles.length - wrong.length, wrong };
}

describe('the sample press', () => {
  it('is sorted as an editor would, but for a ferry nobody places', () => {
    expect(sorted(seedLexicon())).toEqual({ right: 51, wrong: ['can-tho-chuyen-do'] });
  });

  it('is not, by a lexicon that hears no place and no voice', () => {
    const lexicon = seedLexicon();
    const signs = { ...lexicon.sections.signs, placeInTitle: 0, place: 0, voice: 0, opening: 0, quote: 0, question: 0 };
    expect(sorted({ ...lexicon, sections: { ...lexicon.sections, signs } }).right).toBeLessThan(48);
  });
});
