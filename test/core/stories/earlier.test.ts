import { describe, expect, it } from 'vitest';
import { markerOf, type Printed } from '../../../lambdas/core/stories/earlier.ts';
import { article, reports } from './articles.ts';

const [kiosk] = reports(0, 1);
if (kiosk === undefined) throw new Error('one report');

const printed = (issueKey: string, index: number): Printed => {
  const [one] = reports(index, 1);
  return {
    issueKey,
    title: one?.title ?? '',
    text: one?.text ?? '',
    articleIds: [`printed-${index}`, `other-${index}`],
    site: 'Luavang.example.vn',
    publishedAt: '2024-09-04T12:00:00+07:00',
  };
};
const PRINTED = [printed('2024-09-05', 0), printed('2024-09-04', 1), printed('2024-09-03', 2)];
const mark = markerOf(PRINTED);
const later = (id: string, title: string, text: string) =>
  article(id, title, text, { publishedAt: '2024-09-06T09:00:00+07:00' });

describe('a story that earlier issues told', () => {
  it('is marked when it holds an article that was printed or named there, whatever it says now', () => {
    const changed = later('other-1', 'Một tiêu đề khác hẳn', 'Một đoạn khác hẳn.');
    expect(mark([kiosk, changed])).toEqual({ kind: 'already-run', issueKey: '2024-09-04', title: PRINTED[1]?.title });
  });

  it('is marked when another report tells the same news, even a day later without anything new', () => {
    const [, rewritten] = reports(0, 2);
    if (rewritten === undefined) throw new Error('two reports');
    const run = { kind: 'already-run', issueKey: '2024-09-05', title: PRINTED[0]?.title };
    expect(mark([rewritten])).toEqual(run);
    expect(mark([{ ...rewritten, publishedAt: '2024-09-05T08:00:00+07:00' }])).toEqual(run);
  });

  it('is a follow-up when it goes on with new facts on a later day', () => {
    const goesOn = later(
      'goes-on',
      'Nam Định: ki-ốt tự phục vụ nhận 1.260 hồ sơ sau hai ngày',
      'Đến sáng 6/9, ki-ốt tự phục vụ của Nam Định đã nhận 1.260 hồ sơ, 1.104 hồ sơ được trả ngay. Ông Đỗ Quang Vinh nói sẽ mở thêm 15 điểm trước ngày 1/10.',
    );
    expect(mark([goesOn])).toEqual({ kind: 'follow-up', issueKey: '2024-09-05', title: PRINTED[0]?.title });
  });

  it('is none for a merely similar event: another province, other figures, other people', () => {
    const similar = later(
      'similar',
      'Bến Tre: ki-ốt tự phục vụ về 21 xã',
      'Ngày 6/9, Bến Tre đưa ki-ốt tự phục vụ vào hoạt động tại 21 xã. Bà Huỳnh Thị Sương cho hay kinh phí là 2,2 tỷ đồng.',
    );
    expect(mark([similar])).toBeNull();
  });

  it('is none for other news of the same province', () => {
    const other = later(
      'other',
      'Nam Định điều động 86 cán bộ sở, ngành về làm lãnh đạo xã',
      'Ngày 6/9, Nam Định trao quyết định điều động 86 cán bộ sở, ngành về xã. Bà Vũ Thị Lài nói việc này giúp các xã đủ người.',
    );
    expect(mark([other])).toBeNull();
  });

  it('is none where nothing was printed', () => {
    expect(markerOf([])([kiosk])).toBeNull();
    expect(mark([later('z', 'Giá cà phê tăng nhẹ', 'Giá cà phê sáng nay tăng nhẹ ở các vựa thu mua.')])).toBeNull();
  });
});
