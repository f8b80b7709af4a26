import { describe, expect, it } from 'vitest';
import { proofread } from '../../../lambdas/core/proofreading/proofread.ts';
import { clipping, inText, issue, RULES } from './samples.ts';

const found = (text: string, issueKey: string) =>
  inText(text, { issueKey }).map(({ rule, found: letters, message }) => [rule, letters, message]);

describe('names that were', () => {
  it('are judged at the day of the issue', () => {
    const text = 'Tỉnh Bắc Giang mở quầy lưu động.';
    expect(found(text, '2025-06-30')).toEqual([]);
    expect(found(text, '2025-07-01')).toEqual([
      [
        'former-place',
        'Bắc Giang',
        'Từ 01/7/2025, Bắc Giang đã hợp nhất vào Bắc Ninh; nếu nói về trước đó, nên ghi “(cũ)”.',
      ],
    ]);
    expect(found('Tỉnh Bắc Ninh mở quầy lưu động.', '2026-09-04')).toEqual([]);
  });

  it('of ministries too', () => {
    const text = 'Bộ Giao thông vận tải và Bộ Lao động – Thương binh và Xã hội trả lời.';
    expect(found('Bộ GTVT trả lời.', '2025-03-03').map(([rule]) => rule)).toEqual(['former-agency']);
    expect(found(text, '2025-02-28')).toEqual([]);
    expect(found(text, '2025-03-03').map(([rule, letters]) => [rule, letters])).toEqual([
      ['former-agency', 'Bộ Giao thông vận tải'],
      ['former-agency', 'Bộ Lao động – Thương binh và Xã hội'],
    ]);
  });

  it('of a renamed city', () => {
    expect(found('Tỉnh Thừa Thiên Huế mở quầy.', '2025-01-02').map(([rule]) => rule)).toEqual(['former-place']);
    expect(found('Tỉnh Thừa Thiên Huế mở quầy.', '2024-12-31')).toEqual([]);
  });

  it.each([
    'Tỉnh Bắc Giang (cũ) từng mở quầy.',
    'Tỉnh Bắc Giang trước đây mở quầy.',
    'Sau khi hợp nhất tỉnh Bắc Giang và tỉnh Bắc Ninh, quầy vẫn mở.',
    'Năm 2023, tỉnh Bắc Giang mở quầy.',
    'Phường Bắc Giang mở quầy.',
    'Năm 2024, Bộ Giao thông vận tải ban hành hướng dẫn.',
  ])('are no mistake where the past is spoken of: %s', (text) => {
    expect(found(text, '2026-09-04')).toEqual([]);
  });

  it('are one in the place before a title, whatever is around', () => {
    const input = issue([clipping({ placePrefix: 'Bắc Giang' })], { issueKey: '2026-09-04' });
    expect(proofread(input, RULES).map(({ rule, where }) => [rule, where.field])).toEqual([['former-place', 'prefix']]);
  });
});
