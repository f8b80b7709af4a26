import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeWindows1258 } from '../../../lambdas/local/press/windows-1258.ts';

const LETTERS = [...'aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ'].flatMap((letter) =>
  ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (letter + tone).normalize('NFC')),
);

describe('windows-1258', () => {
  it('gives every Vietnamese text back after decoding', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LETTERS, ' ', '“', '”', '…', '–')), (letters) => {
        const text = letters.join('').normalize('NFC');
        expect(new TextDecoder('windows-1258').decode(encodeWindows1258(text)).normalize('NFC')).toBe(text);
      }),
    );
  });

  it('writes what it does not hold as a character reference', () => {
    expect(new TextDecoder('windows-1258').decode(encodeWindows1258('漢'))).toBe('&#28450;');
  });
});
