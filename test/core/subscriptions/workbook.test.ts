import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readList } from '../../../lambdas/core/subscriptions/list-file.ts';
import { readListFile } from '../../../lambdas/core/subscriptions/workbook.ts';
import { workbookOf } from '../../support/workbook.ts';

async function linesOf(bytes: Uint8Array) {
  const file = await readListFile(bytes);
  if (file.kind !== 'rows') throw new Error(file.why);
  return [...readList(file.rows)];
}

const HEAD = ['STT', 'Họ và tên', 'Thư điện tử công vụ'];

describe('R20 a workbook of an office', () => {
  it('of 3,000 officials is read to the last line', async () => {
    const people = Array.from({ length: 3_000 }, (_, at) => [
      `${at + 1}`,
      `Nguyễn Văn ${at}`,
      `can-bo-${at}@co-quan.example`,
    ]);
    const lines = await linesOf(workbookOf({ name: 'Danh sách', rows: [['DANH SÁCH CÁN BỘ'], HEAD, ...people] }));

    expect(lines).toHaveLength(3_002);
    expect(lines.slice(0, 3)).toEqual([
      { line: 1, kind: 'heading' },
      { line: 2, kind: 'heading' },
      { line: 3, kind: 'address', address: 'can-bo-0@co-quan.example' },
    ]);
    expect(lines.at(-1)).toEqual({ line: 3_002, kind: 'address', address: 'can-bo-2999@co-quan.example' });
  });

  it('is told of sheet by sheet, with doubles across sheets, empty lines and formulas', async () => {
    const first = { name: 'Sở Nội vụ', rows: [['an@x.example'], [''], ['=1+1'], ['Bình <binh@x.example>'], ['']] };
    const second = {
      name: 'Sở Tài chính',
      rows: [['AN@X.example'], ['a@x.example', 'b@x.example'], ["'=chi@x.example"]],
    };

    expect(await linesOf(workbookOf(first, second))).toEqual([
      { sheet: 'Sở Nội vụ', line: 1, kind: 'address', address: 'an@x.example' },
      { sheet: 'Sở Nội vụ', line: 2, kind: 'empty' },
      { sheet: 'Sở Nội vụ', line: 3, kind: 'no-address' },
      { sheet: 'Sở Nội vụ', line: 4, kind: 'address', address: 'binh@x.example' },
      { sheet: 'Sở Tài chính', line: 1, kind: 'double', first: { sheet: 'Sở Nội vụ', line: 1 } },
      { sheet: 'Sở Tài chính', line: 2, kind: 'several' },
      { sheet: 'Sở Tài chính', line: 3, kind: 'address', address: '=chi@x.example' },
    ]);
  });

  it('is known by what is in it, whatever its name says', async () => {
    const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]);
    expect(await readListFile(old)).toEqual({ kind: 'unreadable', why: 'old-workbook' });
    const workbook = workbookOf({ name: 'Một', rows: [['an@x.example']] });
    for (const bytes of [workbook.slice(0, 300), zipSync({ 'a.txt': strToU8('x') }), strToU8('PK')]) {
      expect(await readListFile(bytes)).toEqual({ kind: 'unreadable', why: 'damaged' });
    }
  });

  it('is not unpacked when it says that it holds too much, and given no more room than it said', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(4 * 1024 * 1024) }, { level: 1 });
    expect(bomb.length).toBeLessThan(64 * 1024);
    expect(await readListFile(withSize(bomb, 65 * 1024 * 1024))).toEqual({ kind: 'unreadable', why: 'too-large' });

    expect(await readListFile(withSize(bomb, 1_000))).toEqual({ kind: 'unreadable', why: 'damaged' });
  });
});

/** The same archive, but its list of contents says that every file unpacks to so many bytes. */
function withSize(archive: Uint8Array, size: number): Uint8Array {
  const lying = archive.slice();
  const view = new DataView(lying.buffer);
  for (let at = 0; at < lying.length - 4; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, size, true);
  }
  return lying;
}
