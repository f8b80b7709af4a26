import { describe, expect, it } from 'vitest';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';
import { judgePage } from '../../../lambdas/core/extraction/judge-page.ts';

const TEASER =
  'Sáng nay, Ủy ban nhân dân phường An Hòa mở thêm quầy tiếp nhận hồ sơ lưu động tại ba khu dân cư, phục vụ người cao tuổi. ';

function judge(title: string, ...texts: string[]) {
  return judgePage({
    title,
    lead: null,
    blocks: texts.map(paragraph),
    claimsArticle: true,
    vietnamese: true,
    linkHeadings: 0,
    linkHeadingsInBody: 0,
  });
}

describe('a page that is no article', () => {
  it.each([
    ['refusal-page', 'Access denied', ['403 Forbidden']],
    ['refusal-page', 'Just a moment...', ['Enable JavaScript and cookies to continue']],
    ['soft-404', 'Không tìm thấy trang', ['Trang bạn tìm không còn ở đây.']],
    ['paywall', 'Một cửa về xã', [TEASER, TEASER, TEASER, TEASER, 'Đăng nhập để đọc tiếp bài viết này.']],
    ['paywall', 'Một cửa về xã', [TEASER, 'Nội dung dành riêng cho thuê bao của báo.']],
    ['consent-wall', 'Trước khi tiếp tục', ['Quý vị cần chấp nhận cookie để tiếp tục xem trang.']],
    ['javascript-only', 'Cổng thông tin', ['You need to enable JavaScript to run this app.']],
    ['encrypted-body', 'Một cửa về xã', ['U2FsdGVkX1'.repeat(200)]],
    [
      'wrong-letters',
      'Một cửa về xã',
      ['Thñ tôc h¡nh ch¨nh ¤åc rßt ng¦n ¥Ó ng«ëi d¤n kh¬ng ph§i ¤i l¢i nhiÒu l¥n ë x¦ m£i. '.repeat(9)],
    ],
    ['too-little-text', 'Một cửa về xã', ['Ảnh.']],
  ] as const)('is named: %s (%s)', (reason, title, texts) => {
    expect(judge(title, ...texts)).toBe(reason);
  });

  it('is not one that only speaks of these things', () => {
    const long = Array.from({ length: 30 }, () => TEASER);

    expect(judge('Thanh tra: trang không tồn tại vẫn thu phí', ...long, 'Một số báo có nội dung trả phí.')).toBeNull();
    expect(judge('Một cửa về xã', TEASER, TEASER, TEASER)).toBeNull();
  });

  it('is named from the whole page too', () => {
    const html = `<html><head><title>Cổng thông tin</title></head><body><noscript>You need to enable JavaScript to run this app.</noscript><div id="root"></div></body></html>`;

    expect(extractArticle({ html, url: 'https://cong.example/', rules: null, listed: null })).toEqual({
      kind: 'not-article',
      reason: 'javascript-only',
    });
  });
});
