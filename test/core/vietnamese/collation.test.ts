import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVietnamese } from '../../../lambdas/core/vietnamese/collation.ts';
import { comparable, plainSigns } from '../../../lambdas/core/vietnamese/comparable.ts';

const LETTERS = 'aàáảãạăằắâầấbcdđeèéêềếghiklmnoòóôồốơờớpqrstuùúưừứvxyýAĂÂĐÊƠƯ';
const word = fc.array(fc.constantFrom(...LETTERS, ' ', '-', '1'), { maxLength: 8 }).map((letters) => letters.join(''));
const sorted = (words: readonly string[]): string[] => words.toSorted(compareVietnamese);

describe('compareVietnamese', () => {
  it.each([
    ['a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y'],
    ['ma mà mả mã má mạ'],
    ['ca cà cạ can cán cạn căn cân câu'],
    ['an An AN ăn Ăn ân'],
    ['da dân dây đa đá đà'.replace('đa đá đà', 'đa đà đá')],
    ['An_Giang Bắc_Ninh Cà_Mau Cao_Bằng Cần_Thơ Đà_Nẵng Đắk_Lắk Điện_Biên Đồng_Nai Đồng_Tháp'],
    ['Hà_Nội Hà_Tĩnh Hải_Phòng Huế Hưng_Yên Thái_Nguyên Thanh_Hóa'],
    ['Quảng_Ngãi Quảng_Ninh Quảng_Trị Sơn_La Tây_Ninh'],
    ['Việt Việt_Nam Việt_Trì'],
  ])('orders %s', (line) => {
    const words = line.split(' ').map((each) => each.replaceAll('_', ' '));
    expect(sorted(words.toReversed())).toEqual(words);
  });

  it('agrees on letters with the collator of a full ICU', () => {
    const collator = new Intl.Collator('vi', { sensitivity: 'base' });
    expect(collator.resolvedOptions().locale).toBe('vi');
    const letters = fc.constantFrom(...'aăâbcdđeêghiklmnoôơpqrstuưvxy');
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        expect(Math.sign(compareVietnamese(a, b))).toBe(Math.sign(collator.compare(a, b)));
      }),
    );
  });

  it('is an order: antisymmetric, transitive, 0 for the same text only', () => {
    fc.assert(
      fc.property(word, word, word, (a, b, c) => {
        expect(Math.sign(compareVietnamese(a, b))).toBe(-Math.sign(compareVietnamese(b, a)) || 0);
        expect(compareVietnamese(a, b) === 0).toBe(a === b);
        if (compareVietnamese(a, b) <= 0 && compareVietnamese(b, c) <= 0) {
          expect(compareVietnamese(a, c)).toBeLessThanOrEqual(0);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('gives the same line whatever the order it was given in, and however the letters are composed', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        expect(sorted(words.toReversed())).toEqual(sorted(words));
        expect(sorted(sorted(words))).toEqual(sorted(words));
      }),
      { numRuns: 500 },
    );
    expect(compareVietnamese('ế'.normalize('NFD'), 'ề')).toBeGreaterThan(0);
    expect(compareVietnamese('ế'.normalize('NFD'), 'ệ')).toBeLessThan(0);
  });

  it('is not what comparing code units gives (control)', () => {
    const provinces = ['Đà Nẵng', 'Huế', 'An Giang', 'Ăn', 'Cần Thơ', 'Cao Bằng'];
    expect(sorted(provinces)).not.toEqual(provinces.toSorted());
  });
});

describe('comparable', () => {
  it.each([
    ['(Dân trí) - Thủ tục “một cửa”', 'Thủ tục "một cửa"'],
    ['TTXVN – Hoà Bình: cải cách', 'TPO — Hòa Bình: cải cách'],
    ['VOV.VN - Chuyển đổi số…', 'chuyển đổi số...'],
    ['QĐND Online – Kỳ họp‑tháng 9', 'Kỳ họp-tháng 9'],
    ['Kỳ họp ‘một lần’', "Kỳ họp 'một lần'"],
  ])('makes %s and %s one', (a, b) => {
    expect(comparable(a)).toBe(comparable(b));
  });

  it('keeps what is no prefix', () => {
    expect(comparable('Hà Nội - Huế: nối liền')).toBe('hà nội - huế: nối liền');
    expect(comparable('TTXVN')).toBe('ttxvn');
  });

  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...LETTERS, ' ', '“', '–', '…', 'TTXVN - ', '(Dân trí) ', 'TPO – '))
      .map((all) => all.join('')),
  );

  it('is idempotent, and so are the plain signs', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(comparable(comparable(text))).toBe(comparable(text));
        expect(plainSigns(plainSigns(text))).toBe(plainSigns(text));
      }),
      { numRuns: 3_000 },
    );
  });

  it('never loses a letter but those of the prefix', () => {
    const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;
    const plain = fc.array(fc.constantFrom(...LETTERS, ' ', '“', '’', '…')).map((all) => `x ${all.join('')}`);
    fc.assert(
      fc.property(plain, (text) => {
        expect(letters(comparable(text))).toBe(letters(text));
        expect(letters(plainSigns(text))).toBe(letters(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
