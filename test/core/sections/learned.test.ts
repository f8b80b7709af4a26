import { describe, expect, it } from 'vitest';
import { type LabelledText, learnWeights } from '../../../lambdas/core/sections/learned/learn.ts';
import { learnedReform, learnedSections } from '../../../lambdas/core/sections/learned/says.ts';
import { learnedWeightsSchema, noWeights, seedWeights } from '../../../lambdas/core/sections/learned/weights.ts';
import { seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { partsOf } from '../../../lambdas/core/sections/phrases.ts';
import type { SectionId } from '../../../lambdas/core/sections/section.ts';

const lexicon = seedLexicon();
const parts = (title: string, text = '') => partsOf({ title, lead: null, text });

/** Invented texts: `vườn ươm` stands in those called reform, `sân chơi` in the others; a person's name in all of one. */
function texts(): LabelledText[] {
  const row = (index: number, reform: boolean, section: SectionId): LabelledText => ({
    id: `text-${index}`,
    title: reform ? 'Xã mở vườn ươm cho dân' : 'Xã mở sân chơi cho dân',
    text: reform
      ? 'Sáng 12/5, bà Trịnh Thục Khuê nói vườn ươm giúp 120 hộ.'
      : 'Sáng 12/5, bà Trịnh Thục Khuê nói sân chơi giúp trẻ nhỏ.',
    reform,
    sections: reform ? [section] : [],
  });
  return [0, 1, 2, 3, 4, 5, 6, 7].map((index) => row(index, index % 2 === 0, 'dia-phuong'));
}

describe('learned weights', () => {
  const learned = learnWeights(texts(), lexicon, { day: '2026-11-22' });

  it('give a phrase of one kind of text a weight for it, and of the other against it', () => {
    expect(learned.reform['vườn ươm']).toBeGreaterThan(0.1);
    expect(learned.reform['sân chơi']).toBeLessThan(-0.1);
    expect(learned.sections['dia-phuong']?.['vườn ươm']).toBeGreaterThan(0);
  });

  it('are the same for the same texts, and others for other labels', () => {
    expect(learnWeights(texts(), lexicon, { day: '2026-11-22' })).toEqual(learned);
    const turned = texts().map((text) => ({ ...text, reform: !text.reform, sections: [] }));
    const other = learnWeights(turned, lexicon, { day: '2026-11-22' });
    expect(other.reform['vườn ươm']).toBeLessThan(0);
    expect(other.trainedOn?.labels).not.toBe(learned.trainedOn?.labels);
  });

  it('say what they were learned from', () => {
    expect(learned.trainedOn).toMatchObject({ day: '2026-11-22', texts: 8, reform: 4, sections: { 'dia-phuong': 4 } });
  });

  it('learn nothing from names, figures and single syllables', () => {
    const phrases = [...Object.keys(learned.reform), ...Object.values(learned.sections).flatMap(Object.keys)];
    expect(phrases.filter((phrase) => /khuê|thục|\d/.test(phrase))).toEqual([]);
    expect(phrases.filter((phrase) => !phrase.startsWith('@') && !phrase.includes(' '))).toEqual([]);
  });

  it('learn nothing where the readers disagree', () => {
    const disputed = texts().map((text) => ({ ...text, reform: null, sections: [] }));
    expect(learnWeights(disputed, lexicon, { day: '' }).reform).toEqual({});
  });

  it('move a score no further than the cap, however long the text', () => {
    const strong = { ...noWeights(), most: 0.5, reform: { 'vườn ươm': 3 } };
    expect(learnedReform(parts('Vườn ươm'), strong).score).toBe(0.5);
    expect(learnedReform(parts('Chợ', 'sân chơi '.repeat(500)), strong).score).toBe(0);
    expect(learnedReform(parts('Vườn ươm'), { ...strong, most: 5 }).score).toBe(3);
  });

  it('weigh a sign like a phrase', () => {
    const weights = { ...noWeights(), most: 1 };
    const asking = { ...weights, sections: { ...weights.sections, 'phan-tich': { '@question': 0.3 } } };
    expect(learnedSections(parts('Chuyện'), ['question'], asking).get('phan-tich')?.score).toBe(0.3);
    expect(learnedSections(parts('Chuyện'), [], asking).get('phan-tich')?.score).toBe(0);
  });
});

describe('the shipped weights', () => {
  it('fit their schema and name their origin', () => {
    expect(seedWeights().trainedOn?.texts).toBeGreaterThan(0);
    expect(learnedWeightsSchema.safeParse({ ...seedWeights(), reform: { 'một cửa': 'nhiều' } }).success).toBe(false);
  });

  it('hold no figure, no single syllable and nothing stronger than the cap', () => {
    const { reform, sections, most } = seedWeights();
    for (const [phrase, weight] of [reform, ...Object.values(sections)].flatMap(Object.entries)) {
      expect(phrase).toMatch(/^@|^\D+ \D+$/);
      expect(Math.abs(weight), phrase).toBeLessThanOrEqual(most);
    }
  });
});
