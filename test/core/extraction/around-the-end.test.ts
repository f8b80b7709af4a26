import { describe, expect, it } from 'vitest';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';

const TEXTS = Array.from(
  { length: 6 },
  (_, i) => `Xã Mây Trắng, đợt ${i + 1}: bộ phận một cửa tiếp nhận hồ sơ của người dân ngay tại nhà văn hóa các thôn.`,
);
const p = (text: string): string => `<p>${text}</p>`;

function textsOf(inside: string): string[] {
  const html = `<html lang="vi"><head><title>Một cửa về thôn</title><meta name="author" content="Trần Minh An"></head><body><h1>Một cửa về thôn</h1><div class="x">${inside}</div></body></html>`;
  const found = extractArticle({ html, url: 'https://bao.example.vn/a.htm', rules: null, listed: null });
  return found.kind === 'article' ? blockTexts(found.blocks) : [];
}

describe('what stands at the end of a text and is not of it', () => {
  it.each([
    'Trần Minh An là phóng viên chuyên viết về cải cách hành chính của báo.',
    'Trần Minh An hiện công tác tại một viện nghiên cứu chính sách ở Hà Nội.',
    'Trần Minh An is a reporter who writes about public services.',
  ])('is a line on the writer: %s', (line) => {
    expect(textsOf([...TEXTS, line].map(p).join(''))).toEqual(TEXTS);
  });

  it('is text where it tells of somebody else, or stands in the middle (control)', () => {
    const other = 'Lò Thị Thoa là phóng viên chuyên viết về cải cách hành chính của báo.';
    const writer = 'Trần Minh An là phóng viên đầu tiên có mặt, ngay khi quầy mở cửa đón người dân.';
    expect(textsOf([...TEXTS, other].map(p).join(''))).toContain(other);
    expect(textsOf([writer, ...TEXTS].map(p).join(''))).toContain(writer);
    expect(
      textsOf([...TEXTS, `${writer} Sau đó anh vào bản.`.replace('là phóng viên', 'kể')].map(p).join('')),
    ).toHaveLength(7);
  });

  const field = '<input type="email" placeholder="Email của bạn">';
  it.each([
    [
      'in a form',
      `<div><h3>Mỗi sáng một bản tin</h3><p>Để lại địa chỉ, chúng tôi gửi tin hay nhất trong ngày.</p><form>${field}</form></div>`,
    ],
    [
      'without a form',
      `<div class="k9"><p>Nhận tin mới vào hộp thư mỗi sáng, miễn phí cho bạn đọc của báo.</p><div>${field}<button>Gửi</button></div></div>`,
    ],
  ])('is a box that asks for an address, %s, also inside the text', (_how, box) => {
    const [first = '', ...rest] = TEXTS.map(p);
    expect(textsOf(`${first}${box}${rest.join('')}`)).toEqual(TEXTS);
  });

  it('is text where a box has no field for an address, or asks for something else (control)', () => {
    const said = 'Từ hôm nay, xã phát hành bản tin riêng về thủ tục hành chính gửi tới từng hộ dân.';
    expect(textsOf(`<div>${p(said)}<div><input type="text" name="q"></div></div>${TEXTS.map(p).join('')}`)).toContain(
      said,
    );
    expect(textsOf(`${TEXTS.map(p).join('')}<div><input name="email"></div>`)).toEqual(TEXTS);
  });
});
