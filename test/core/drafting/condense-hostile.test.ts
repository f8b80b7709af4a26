import { describe, expect, it } from 'vitest';
import { beginningOf, condense } from '../../../lambdas/core/drafting/condense.ts';
import { type Block, blockTexts, paragraph } from '../../../lambdas/core/extraction/article.ts';

/** Texts on which work that grows with the square of their length does not end within the limit of a test. */
const HOSTILE: Readonly<Record<string, () => Block[]>> = {
  'a hundred thousand paragraphs': () => Array.from({ length: 100_000 }, (_, index) => paragraph(`Dòng ${index}.`)),
  'a quote of half a million letters': () => [paragraph('Mở đầu.'), paragraph(`“${'Ông nói vậy. '.repeat(40_000)}”`)],
  'one between straight marks': () => [paragraph('Mở đầu.'), paragraph(`"${'Ông nói vậy. '.repeat(40_000)}"`)],
  'nothing but announcements': () => Array.from({ length: 60_000 }, () => paragraph('Việc này gồm:')),
  'nothing but headings, then a line': () => [
    ...Array.from({ length: 100_000 }, (): Block => ({ kind: 'heading', runs: [{ text: 'Mục' }] })),
    paragraph('Một dòng.'),
  ],
};

describe.each([
  ['condense', condense],
  ['beginningOf', beginningOf],
])('%s ends on', (_, shorten) => {
  it.each(Object.entries(HOSTILE))('%s', (_name, blocks) => {
    const { body } = shorten(blocks(), 3_500);
    expect(blockTexts(body).length).toBeGreaterThan(0);
  });
});
