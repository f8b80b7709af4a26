import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../lambdas/core/vietnamese/charset.ts';
import { fold } from '../../../lambdas/core/vietnamese/fold.ts';
import { normalise } from '../../../lambdas/core/vietnamese/normalise.ts';
import { sentences } from '../../../lambdas/core/vietnamese/sentences.ts';

/** What takes time with the square of its length does not end at a million within a test's minute. */
const MANY = 1_000_000;
const MARKS = `a${'\u0301\u0323'.repeat(MANY / 2)}b`;

describe('hostile text', () => {
  it('does not sort a million marks on one letter', () => {
    expect(normalise(MARKS)).toMatch(/^ạ\p{M}{1,8}b$/u);
    expect(fold(MARKS)).toBe('ab');
    expect(decodeText(new TextEncoder().encode(MARKS), null)).toMatch(/^ạ\p{M}{1,8}b$/u);
  });

  it('keeps every mark a letter may have', () => {
    const scholarly = 'a\u0323\u0302\u0301\u0331';

    expect(normalise(scholarly).normalize('NFD')).toHaveLength(scholarly.length);
    expect(normalise('thuỷ ệ ữ'.normalize('NFD'))).toBe('thuỷ ệ ữ');
  });

  it('goes through words without an end once, in whatever letters they are', () => {
    const endless = 'x'.repeat(MANY);
    expect(decodeText(new TextEncoder().encode(`# ${endless}`), null)).toHaveLength(MANY + 2);
    expect(decodeText(new TextEncoder().encode(`# ${endless}é`), null)).toHaveLength(MANY + 3);
  });

  it('goes through a line of initials once', () => {
    expect(sentences(`${'A. '.repeat(100_000)}Hết.`)).toHaveLength(1);
    expect(sentences('Việc một xong. Việc hai còn.')).toHaveLength(2);
  });
});
