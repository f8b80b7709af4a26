import { describe, expect, it } from 'vitest';
import { withoutAgencyPrefix } from '../../../lambdas/core/extraction/agency-prefix.ts';
import { parseByline } from '../../../lambdas/core/extraction/parse-byline.ts';

describe('parseByline', () => {
  it.each([
    ['Hà Thu', ['Hà Thu'], null],
    ['Đăng Minh – Thanh Tuấn', ['Đăng Minh', 'Thanh Tuấn'], null],
    ['Đăng Minh - Thanh Tuấn, Hà Thu', ['Đăng Minh', 'Thanh Tuấn', 'Hà Thu'], null],
    ['Bài, ảnh: ANH KHOA', ['Anh Khoa'], null],
    ['Tin, ảnh: Q. THÁI', ['Q. Thái'], null],
    ['Bài và ảnh: Hà Thu', ['Hà Thu'], null],
    ['Theo Hà Thu', ['Hà Thu'], null],
    ['TP', ['TP'], null],
    ['TTXVN', [], 'TTXVN'],
    ['Theo TTXVN', [], 'TTXVN'],
    ['Theo TTXVN/Vietnam+', [], 'TTXVN'],
    ['(TTXVN)', [], 'TTXVN'],
    ['Hà Thu (TTXVN)', ['Hà Thu'], 'TTXVN'],
    ['Hà Thu/TTXVN', ['Hà Thu'], 'TTXVN'],
    ['Đức Thành - Vụ Tổng hợp, Bộ Ví dụ', ['Đức Thành'], null],
    ['PV Hà Thu', ['Hà Thu'], null],
    ['Vũ Thành Công', ['Vũ Thành Công'], null],
    ['Đài Trang - Bảo Anh', ['Đài Trang', 'Bảo Anh'], null],
    ['Trường Sơn', ['Trường Sơn'], null],
    ['Hà Thu - Sở Ví dụ', ['Hà Thu'], null],
  ])('reads %s', (printed, authors, agency) => {
    expect(parseByline(printed)).toMatchObject({ authors, agency });
  });

  it.each([
    '',
    'https://x.example/nguoi',
    'toasoan@bao.example.vn',
    '05/9/2024 08:00',
    'chia sẻ',
    'bao.example.vn',
    'x'.repeat(200),
  ])('takes %j for nobody', (text) => {
    expect(parseByline(text)).toBeNull();
  });
});

describe('withoutAgencyPrefix', () => {
  it.each([
    '(CT) - ',
    '(CTO) – ',
    'TPO - ',
    'TTO - ',
    '(Dân trí) - ',
    '(NLĐO)- ',
    '(Chinhphu.vn) - ',
    'VOV.VN - ',
    'VTV.vn - ',
    'GD&TĐ - ',
    '(TTXVN/Vietnam+) ',
    '(Báo mới lạ) - ',
    'Baovidu.vn - ',
  ])('takes off %j', (prefix) => {
    expect(withoutAgencyPrefix(`${prefix}Sáng nay, xã họp.`)).toBe('Sáng nay, xã họp.');
  });

  it.each([
    'Sáng nay - xã họp.',
    'TP.HCM - Sáng nay, xã họp.',
    'ASEAN - Nhật Bản họp.',
    '(Ảnh minh họa) Xã họp.',
    'Chủ tịch xã: - Tôi đồng ý.',
  ])('leaves %j', (text) => {
    expect(withoutAgencyPrefix(text)).toBe(text);
  });
});
