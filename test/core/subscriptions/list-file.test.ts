import { describe, expect, it } from 'vitest';
import { csvLine, csvRows, readList } from '../../../lambdas/core/subscriptions/list-file.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const TEXT = 'Họ và tên;Thư điện tử\r\nTrần Đức;duc@example.vn\r\n';

describe('a list of an office', () => {
  it.each([
    ['UTF-8', utf8(TEXT)],
    ['UTF-8 with its mark', utf8(`\uFEFF${TEXT}`)],
    ['UTF-16', utf16(TEXT)],
    ['UTF-16 big-endian', utf16(TEXT).swap16()],
    ['windows-1258', Buffer.from('Ten;Thu\r\nTr\xE2n \xD0\xFDc;duc@example.vn', 'latin1')],
    ['commas', utf8(TEXT.replaceAll(';', ','))],
    ['tabs', utf8(TEXT.replaceAll(';', '\t'))],
    ['quotes', utf8(TEXT.replace('Trần Đức', '"Trần; ""Đức"""'))],
  ])('is read in %s', (_, bytes) => {
    expect([...readList(csvRows(bytes))]).toEqual([
      { line: 1, kind: 'no-address' },
      { line: 2, kind: 'address', address: 'duc@example.vn' },
    ]);
  });

  it('is told of line by line, none left out, whatever stands in it', () => {
    const text =
      'an@x.vn\n\nAN@X.VN\n"never closed;b@x.vn\n=a@x.vn\na@x.vn;b@x.vn\nBình <binh@x.vn>\nkhông có\nchi@x.vn';
    expect([...readList(csvRows(utf8(text.replaceAll('\nAN', '\n AN'))))].map(({ kind }) => kind)).toEqual([
      'address',
      'empty',
      'double',
      'address',
      'formula',
      'several',
      'not-an-address',
      'no-address',
      'address',
    ]);
  });
});

describe('a list that is handed out', () => {
  it('has no cell that a spreadsheet program would run', () => {
    const line = csvLine(['=1+1', '+84', '-1', '@x', '\t=1', 'a "b", c', 'an@x.vn']);
    expect(line).toBe(`"'=1+1","'+84","'-1","'@x","'\t=1","a ""b"", c","an@x.vn"\r\n`);
    expect([...csvRows(utf8(line))][0]?.cells.every((cell) => !/^[=+\-@\t]/.test(cell))).toBe(true);
  });
});
