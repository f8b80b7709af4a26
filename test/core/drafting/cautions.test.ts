import { describe, expect, it } from 'vitest';
import { cautionsOf } from '../../../lambdas/core/drafting/cautions.ts';
import { ISSUE_KEY } from './samples.ts';

const item = (number: number, title: string, more: { placePrefix?: string; day?: string | null } = {}) => ({
  number,
  clipping: {
    title,
    placePrefix: more.placePrefix ?? null,
    citation: {
      site: 'Sen.example.vn',
      day: more.day === undefined ? '2024-09-04' : more.day,
      authors: [],
      agency: null,
    },
  },
});
const kinds = (...items: ReturnType<typeof item>[]) =>
  cautionsOf(items, ISSUE_KEY).map(({ number, cautions }) => [number, cautions.map(({ kind }) => kind)]);

describe('cautions', () => {
  it('find a place before the colon that the title names again, whatever field it was typed in', () => {
    expect(kinds(item(1, 'Hà Nội đưa quầy trả kết quả về phường', { placePrefix: 'Hà Nội' }))).toEqual([
      [1, ['place-twice']],
    ]);
    expect(kinds(item(1, 'Hà Nội: Hà Nội đưa quầy trả kết quả về phường'))).toEqual([[1, ['place-twice']]]);
    expect(kinds(item(1, 'TP Hồ Chí Minh đưa quầy về phường', { placePrefix: 'TPHCM' }))).toEqual([
      [1, ['place-twice']],
    ]);
    expect(kinds(item(1, 'HÒA BÌNH mở quầy', { placePrefix: 'Hoà Bình' }))).toEqual([[1, ['place-twice']]]);
  });

  it('leave a place alone that is named once, and words before a colon that are no place', () => {
    expect(
      kinds(
        item(1, 'Đưa quầy trả kết quả về phường', { placePrefix: 'Hà Nội' }),
        item(2, 'Hà Nội: Đưa quầy trả kết quả về xã'),
        item(3, 'Một cửa: Vì sao một cửa còn nhiều khóa?'),
        item(4, 'Người Hà Nội: Chuyện của Hà Nội hôm nay'),
        item(5, 'Thái Bình Dương', { placePrefix: 'Hải Phòng' }),
      ),
    ).toEqual([]);
  });

  it('name the other item of the same title, on both', () => {
    const found = cautionsOf(
      [item(2, 'Mở quầy lưu động'), item(5, 'Mở quầy lưu động!'), item(6, 'Mở quầy khác')],
      ISSUE_KEY,
    );
    expect(found).toEqual([
      { number: 2, cautions: [{ kind: 'same-title', number: 5 }] },
      { number: 5, cautions: [{ kind: 'same-title', number: 2 }] },
    ]);
    expect(kinds(item(1, 'Mở quầy', { placePrefix: 'Hà Nội' }), item(2, 'Mở quầy', { placePrefix: 'Huế' }))).toEqual(
      [],
    );
  });

  it('say which item has no day', () => {
    expect(kinds(item(1, 'Một tin'), item(2, 'Hai tin', { day: null }))).toEqual([[2, ['undated']]]);
  });
});
