import { describe, expect, it } from 'vitest';
import { parseListingPage } from '../../../lambdas/core/listing/parse-page.ts';

const PAGE = `<nav><a href="/lien-he">Liên hệ</a></nav><main>
<article><a href="/a-1.htm"><img src="x.jpg"></a><h3><a href="/a-1.htm?utm_source=trang-chu">Phường Ba Sông trả kết quả ngày thứ Bảy</a></h3></article>
<article><h3><a href="https://bao.example.vn/a-2.htm"> Bến   Ngọc bỏ <b>12</b> thủ tục </a></h3></article>
<article><h3><a href="javascript:void(0)">Xem thêm</a></h3></article>
<article><a href="/a-3.htm" title="Ảnh: ngày đầu ở trung tâm"><img src="y.jpg"></a></article></main>`;

describe('parseListingPage', () => {
  it('reads the links a selector finds, each address once, with their text', () => {
    const outcome = parseListingPage(PAGE, { url: 'https://bao.example.vn/thoi-su', links: 'main article a[href]' });
    expect(outcome).toEqual({
      kind: 'listing',
      entries: [
        ['https://bao.example.vn/a-1.htm', 'Phường Ba Sông trả kết quả ngày thứ Bảy'],
        ['https://bao.example.vn/a-2.htm', 'Bến Ngọc bỏ 12 thủ tục'],
        ['https://bao.example.vn/a-3.htm', 'Ảnh: ngày đầu ở trung tâm'],
      ].map(([url, title]) => ({ url, title, summary: null, publishedAt: null, problems: [] })),
    });
  });

  it('lists nothing where the selector finds nothing, and says when the selector is broken', () => {
    expect(parseListingPage(PAGE, { url: 'https://x.vn', links: '.none a' })).toEqual({ kind: 'listing', entries: [] });
    expect(parseListingPage(PAGE, { url: 'https://x.vn', links: 'a[[' }).kind).toBe('not-a-listing');
  });

  it('survives a page nested ten thousand deep', () => {
    const deep = `${'<div>'.repeat(10_000)}<a href="/sau">Sâu</a>`;
    expect(parseListingPage(deep, { url: 'https://x.vn', links: 'a' })).toEqual({ kind: 'listing', entries: [] });
  });
});
