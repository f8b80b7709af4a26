import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutDoubleEncoding } from '../../../lambdas/core/vietnamese/double-encoding.ts';

const WELL = 'Sở Nội vụ tiếp nhận hồ sơ của người dân tại bộ phận một cửa';
const OTHER = 'đội ngũ cán bộ được bồi dưỡng về chuyển đổi số';

/** UTF-8 read as windows-1252. */
function twice(text: string): string {
  return new TextDecoder('windows-1252').decode(new TextEncoder().encode(text));
}

describe('texts encoded twice', () => {
  it('reads a text of which only a part was encoded twice', () => {
    expect(withoutDoubleEncoding(`${WELL}; ${twice(OTHER)}.`)).toBe(`${WELL}; ${OTHER}.`);
  });

  it('reads any words of it', () => {
    const words = OTHER.split(' ');

    fc.assert(
      fc.property(fc.subarray(words, { minLength: 5 }), (broken) => {
        const text = [...words, ...broken.map(twice)].join(' ');
        const isEnough = broken.filter((word) => /[^\p{ASCII}]/u.test(word)).length >= 3;
        if (isEnough) expect(withoutDoubleEncoding(text)).toBe([...words, ...broken].join(' '));
      }),
    );
  });

  it('leaves signs beside well-read letters alone', () => {
    const quoted = 'Hỏi: «QUÝ BÀ Â» và «MÃ» cùng «LÀ Ã»: ‘Đã có’ ÂU Â…';

    expect(withoutDoubleEncoding(quoted)).toBe(quoted);
  });

  it('changes nothing that is right', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WELL, ...OTHER, 'Â', 'Ã', '»', '¡', '…', ' ')), (letters) => {
        const text = withoutDoubleEncoding(letters.join(''));

        expect(withoutDoubleEncoding(text)).toBe(text);
      }),
    );
  });
});
