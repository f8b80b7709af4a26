import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutForZalo } from '../../../lambdas/core/zalo/limits.ts';

describe('a text cut for Zalo', () => {
  it('is left whole where it fits, and cut between words where it does not', () => {
    expect(cutForZalo('Một cửa liên thông', 18)).toBe('Một cửa liên thông');
    expect(cutForZalo('Một cửa liên thông', 17)).toBe('Một cửa liên…');
    expect(cutForZalo('Một cửa, liên thông', 12)).toBe('Một cửa…');
    expect(cutForZalo('Một cửa liên', 8)).toBe('Một cửa…');
  });

  it('counts a letter with its marks once, however it was composed', () => {
    const decomposed = 'Thủ tục hành chính'.normalize('NFD');
    expect(decomposed.length).toBeGreaterThan(18);
    expect(cutForZalo(decomposed, 18)).toBe('Thủ tục hành chính');
  });

  it('cuts a single long word, but no character of it', () => {
    expect(cutForZalo('😀😀😀', 4)).toBe('😀…');
    expect(cutForZalo('abcdef', 4)).toBe('abc…');
  });

  it('never has more characters than the limit, and its words are those of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const cut = cutForZalo(text, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(true);
        const whole = text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
        expect(cut === whole || whole.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });
});
