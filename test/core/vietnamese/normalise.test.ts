import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../lambdas/core/vietnamese/fold.ts';
import { normalise } from '../../../lambdas/core/vietnamese/normalise.ts';

const VIETNAMESE = 'aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵđĐÐðbcdghklmnpqrstvx';
const vietnameseText = fc
  .array(
    fc.constantFrom(
      ...VIETNAMESE,
      ' ',
      '\n',
      '\u00a0',
      '\u200b',
      '\u00ad',
      '\u0301',
      '\u0302',
      '\u0323',
      '1',
      '.',
      '\r',
    ),
  )
  .map((letters) => letters.join(''));
const anyText = fc.oneof(
  vietnameseText,
  fc.string({ unit: 'binary' }),
  vietnameseText.map((text) => text.normalize('NFD')),
);

/** Letters without their marks, so that composing and decomposing do not count. */
const letters = (text: string): number => text.normalize('NFD').match(/\p{L}/gu)?.length ?? 0;
/** Characters Unicode calls letters though nothing is to be seen. */
const FILLERS = /[\u115f\u1160]/g;

describe('normalise', () => {
  it('makes one letter of Ð and Đ', () => {
    expect(normalise('Ðề án, Ðoàn, bảo ðảm, HÐND')).toBe('Đề án, Đoàn, bảo đảm, HĐND');
  });

  it('leaves the eth of other languages inside their words', () => {
    expect(normalise('Seyðisfjörður')).toBe('Seyðisfjörður');
  });

  it('composes decomposed letters, also where the tone was typed before the shape of the vowel', () => {
    expect(normalise('thủ tục'.normalize('NFD'))).toBe('thủ tục');
    expect(normalise('ê\u0301 e\u0301\u0302 a\u0323\u0306')).toBe('ế ế ặ');
  });

  it('drops what cannot be seen and makes every space one space', () => {
    expect(normalise('\ufeff một\u00a0\u2003 c\u200bửa\u00ad \t liên\u0007 thông ')).toBe('một cửa liên thông');
  });

  it('keeps line ends and trims around them', () => {
    expect(normalise('một \r\n hai\u2028ba\rbốn\n\nnăm')).toBe('một\nhai\nba\nbốn\n\nnăm');
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => void expect(normalise(normalise(text))).toBe(normalise(text))),
      { numRuns: 3_000 },
    );
  });

  it('never loses a letter', () => {
    fc.assert(
      fc.property(anyText, (text) => void expect(letters(normalise(text))).toBe(letters(text.replace(FILLERS, '')))),
      { numRuns: 3_000 },
    );
  });

  it('notices a letter that is lost (control)', () => {
    const careless = (text: string): string => normalise(text).replace('ư', '');
    expect(letters(careless('chủ trương'))).not.toBe(letters('chủ trương'));
  });
});

describe('fold', () => {
  it('takes off marks and case', () => {
    expect(fold('Ðiểm BÁO cải cách Hành chính')).toBe('diem bao cai cach hanh chinh');
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(anyText, (text) => void expect(fold(fold(text))).toBe(fold(text))),
      { numRuns: 3_000 },
    );
  });

  it('never loses a letter of Vietnamese', () => {
    fc.assert(
      fc.property(vietnameseText, (text) => void expect(letters(fold(text))).toBe(letters(text))),
      { numRuns: 3_000 },
    );
  });

  it('leaves only plain letters of Vietnamese', () => {
    fc.assert(fc.property(vietnameseText, (text) => void expect(fold(text)).toMatch(/^[a-z1.\n ]*$/)));
  });
});
