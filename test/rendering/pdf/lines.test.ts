import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, type StyledText, wordsOf } from '../../../lambdas/rendering/pdf/lines.ts';

type Style = 'plain' | 'bold';
const measure = (text: string, style: Style): number => [...text].length * (style === 'bold' ? 2 : 1);

function set(runs: readonly StyledText<Style>[], width: number, indent = 0): string[] {
  const lines = linesOf(wordsOf(runs, measure), { width, indent, space: 1, measure });
  return lines.map((line) => line.map((word) => word.pieces.map((piece) => piece.text).join('')).join(' '));
}

const plain = (text: string): StyledText<Style> => ({ text, style: 'plain' });

describe('lines', () => {
  it('hold as many words as fit, fewer on an indented first line', () => {
    expect(set([plain('một hai ba bốn năm')], 7)).toEqual(['một hai', 'ba bốn', 'năm']);
    expect(set([plain('một hai ba bốn năm')], 7, 3)).toEqual(['một', 'hai ba', 'bốn năm']);
  });

  it('keep runs together that meet inside a word', () => {
    expect(set([plain('(Báo '), { text: 'Mới', style: 'bold' }, plain(') đưa')], 11)).toEqual(['(Báo', 'Mới) đưa']);
  });

  it('break a word wider than themselves between its characters, and only that', () => {
    expect(set([plain('abcdefghij kl')], 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
  });

  it('lose, add and reorder nothing, and are never wider than they may be', () => {
    const run = fc.record({
      text: fc.string({ unit: fc.constantFrom('a', 'đ', 'ữ', ' ', '.') }),
      style: fc.constantFrom<Style>('plain', 'bold'),
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 8 }), fc.integer({ min: 2, max: 12 }), (runs, width) => {
        const lines = linesOf(wordsOf(runs, measure), { width, indent: 0, space: 1, measure });
        const kept = lines.flat().flatMap((word) => word.pieces.map((piece) => piece.text));
        expect(kept.join('')).toBe(runs.map(({ text }) => text.replaceAll(' ', '')).join(''));
        for (const line of lines) {
          const wide = line.reduce((sum, word) => sum + word.width, line.length - 1);
          expect(wide).toBeLessThanOrEqual(width);
        }
      }),
    );
  });
});
