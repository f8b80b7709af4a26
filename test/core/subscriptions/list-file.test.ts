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
    ['UTF-16 without its mark', utf16(TEXT).subarray(2)],
    ['commas inside the cells', utf8(TEXT.replace('Trần Đức', 'Trần Đức, Sở Nội vụ, Hà Nội, tầng 2'))],
    ['a first line for Excel', utf8(TEXT.replace('Họ và tên;Thư điện tử', 'sep=;'))],
    ['quotes', utf8(TEXT.replace('Trần Đức', '"Trần; ""Đức"""'))],
  ])('is read in %s', (_, bytes) => {
    expect([...readList(csvRows(bytes))]).toEqual([
      { line: 1, kind: 'heading' },
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
      'address',
      'no-address',
      'address',
    ]);
  });

  it.each([
    ['Bình <binh@x.vn>', 'binh@x.vn'],
    ['"Lê Bình" <mailto:binh@x.vn>', 'binh@x.vn'],
    ['mailto:binh@x.vn', 'binh@x.vn'],
    ['binh@x.vn <binh@x.vn>', 'binh@x.vn'],
    ['\u00a0binh@x.vn\u200b \ufeff', 'binh@x.vn'],
    ['binh\u00ad@x\u2060.vn.', 'binh@x.vn'],
    ['binh@x.vn;', 'binh@x.vn'],
    ['a@x.vn; b@x.vn', 'several'],
    ['a@x.vn\nb@x.vn', 'several'],
    ['A@x.vn, a@X.vn', 'not-an-address'],
    ['an binh@x.vn', 'not-an-address'],
    ['binh @x.vn', 'not-an-address'],
    ['Cơ quan: binh@x.vn', 'not-an-address'],
    ['=LOWER("a@x.vn")', 'formula'],
  ])('takes %j for %s', (cell, expected) => {
    const [line] = [...readList([{ line: 1, cells: ['7', cell] }])];
    expect(line?.kind === 'address' ? line.address : line?.kind).toBe(expected);
  });

  it.each([`${'a'.repeat(100_000)}@`, `a@b${'.'.repeat(100_000)}x`, `<${' '.repeat(100_000)}a@`])(
    'reads a cell that goes on and on no longer than its letters take (case %#)',
    (cell) => {
      expect([...readList([{ line: 1, cells: [cell] }])]).toEqual([{ line: 1, kind: 'not-an-address' }]);
    },
  );

  it('takes the same address in two cells for one, and does not choose between two', () => {
    const rows = [
      { line: 1, cells: ['an@x.vn', 'AN@x.vn'] },
      { line: 2, cells: ['an.cq@x.vn', 'an@y.vn'] },
    ];
    expect([...readList(rows)].map(({ kind }) => kind)).toEqual(['address', 'several']);
  });

  it.each(['Thư điện tử', 'THU DIEN TU', 'E-mail công vụ', 'e_mail', 'Địa chỉ mail', 'Hộp thư công vụ', 'Họ và tên'])(
    'knows by %j the line of the columns, and all above it; whoever has no address below is told of',
    (name) => {
      const cells = [['DANH SÁCH CÁN BỘ'], [''], ['Số', name], ['1', 'chưa có'], ['2', 'an@x.vn'], ['Thư điện tử']];
      const rows = cells.map((each, at) => ({ line: at + 1, cells: each }));
      const kinds = [...readList(rows)].map(({ kind }) => kind);
      expect(kinds).toEqual(['heading', 'empty', 'heading', 'no-address', 'address', 'no-address']);
    },
  );
});

describe('a list that is handed out', () => {
  it('has no cell that a spreadsheet program would run', () => {
    const line = csvLine(['=1+1', '+84', '-1', '@x', '\t=1', 'a "b", c', 'an@x.vn']);
    expect(line).toBe(`"'=1+1","'+84","'-1","'@x","'\t=1","a ""b"", c","an@x.vn"\r\n`);
    expect([...csvRows(utf8(line))][0]?.cells.every((cell) => !/^[=+\-@\t]/.test(cell))).toBe(true);
  });

  it('brings the same people back, also whose address begins like a formula', () => {
    for (const address of ['+an@x.vn', '=binh@x.vn', '-chi@x.vn', "'d@x.vn"]) {
      const rows = csvRows(utf8(csvLine([address, 'daily'])));
      expect([...readList(rows)]).toMatchObject([{ kind: 'address', address }]);
    }
  });
});
