import { describe, expect, it } from 'vitest';
import { type Article, articleSchema, blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { extractArticle, type FetchedPage } from '../../../lambdas/core/extraction/extract-article.ts';
import { epi, LEAD, PARAGRAPHS, photoStory, portal, section, TITLE, URL_OF, vccorp } from './pages.ts';

function extracted(html: string, more: Partial<FetchedPage> = {}) {
  const result = extractArticle({ html, url: URL_OF, rules: null, listed: null, ...more });
  if (result.kind !== 'article') throw new Error(result.reason);
  const { kind: _, ...content } = result;
  const article: Article = {
    version: 1,
    id: 'a',
    sourceId: 's',
    url: URL_OF,
    firstSeenAt: '2024-09-05T08:10:00+07:00',
    ...content,
  };
  articleSchema.parse(article);
  return result;
}
const reasonOf = (html: string): string => {
  const result = extractArticle({ html, url: URL_OF, rules: null, listed: null });
  return result.kind === 'not-article' ? result.reason : result.kind;
};

describe('extractArticle', () => {
  it('takes title, lead, byline, time and rubric from a page with everything around them', () => {
    expect(extracted(vccorp())).toMatchObject({
      title: TITLE,
      lead: LEAD,
      byline: { printed: 'Hà Thu', authors: ['Hà Thu'], agency: null },
      published: { instant: '2024-09-05T08:00:00+07:00', evidence: 'meta' },
      rubric: 'Cải cách hành chính',
    });
  });

  it('keeps headings, lists, tables, marks and pictures as typed blocks in order, and nothing else', () => {
    const [p0 = '', p1 = '', p2 = '', p3 = ''] = PARAGRAPHS;
    const [before = '', after = ''] = p1.split('thẳng');
    expect(extracted(vccorp()).blocks).toEqual([
      { kind: 'paragraph', runs: [{ text: p0 }] },
      {
        kind: 'picture',
        url: 'https://bao.example.vn/anh/mot-cua.jpg',
        caption: 'Công chức hướng dẫn người dân làm thủ tục',
        credit: 'Minh An',
      },
      { kind: 'heading', runs: [{ text: 'Hẹn giờ trả kết quả' }] },
      { kind: 'paragraph', runs: [{ text: before }, { text: 'thẳng', bold: true }, { text: after }] },
      {
        kind: 'list',
        ordered: false,
        items: [[{ text: 'Nộp hồ sơ tại nhà' }], [{ text: 'Nhận kết quả ' }, { text: 'tại nhà', italic: true }]],
      },
      {
        kind: 'table',
        rows: [
          ['Tháng', 'Hồ sơ'],
          ['7', '811'],
        ],
      },
      { kind: 'paragraph', runs: [{ text: p2 }] },
      { kind: 'paragraph', runs: [{ text: p3 }] },
    ]);
  });

  it('reads a body with advertising between, links inside sentences, related stories and the author at its end', () => {
    const article = extracted(epi());
    expect(article.lead).toBe(LEAD);
    expect(blockTexts(article.blocks)).toEqual(PARAGRAPHS);
    expect(article.byline).toEqual({
      printed: 'Đăng Minh – Thanh Tuấn',
      authors: ['Đăng Minh', 'Thanh Tuấn'],
      agency: null,
    });
    expect(article.rubric).toBe('Xã hội');
  });

  it('makes a text of the captions of a photo story', () => {
    expect(blockTexts(extracted(photoStory()).blocks)).toEqual(PARAGRAPHS);
  });

  it.each([
    ['a box', (figure: string) => `<div class="item">${figure}</div>`],
    ['boxes in boxes', (figure: string) => `<section><div class="row"><div><div>${figure}</div></div></div></section>`],
  ])('reads a photo story with every picture in %s of its own', (_name, boxed) => {
    const figure = (text: string): string =>
      `<figure><img src="/anh/mot-cua.jpg"><figcaption>${text}</figcaption></figure>`;
    const pictures = PARAGRAPHS.map((text) => boxed(figure(text))).join('');
    const html = photoStory().replace(/(?<=<div class="article__body">).*(?=<\/div><\/body>)/s, pictures);
    const { blocks } = extracted(html);
    expect(blockTexts(blocks)).toEqual(PARAGRAPHS);
    expect(blocks.filter(({ kind }) => kind === 'picture')).toHaveLength(PARAGRAPHS.length);
  });

  it('does not take captions of some words for a story', () => {
    const figures = '<div><figure><img src="/a.jpg"><figcaption>Ảnh: Minh An</figcaption></figure></div>'.repeat(6);
    const html = photoStory().replace(/(?<=<div class="article__body">).*(?=<\/div><\/body>)/s, figures);
    expect(reasonOf(html)).toBe('too-little-text');
  });

  it('reads a portal without metadata inside a form and tables, and parts the bold lead from the body', () => {
    const article = extracted(portal());
    expect(article).toMatchObject({
      title: TITLE,
      lead: LEAD,
      published: { instant: '2024-09-05T08:00:00+07:00', evidence: 'visible' },
      byline: { authors: ['Đức Thành'], agency: null },
    });
    expect(blockTexts(article.blocks)).toEqual(PARAGRAPHS);
    expect(article.blocks.filter((block) => block.kind === 'picture')).toEqual([
      { kind: 'picture', url: 'https://cong.example.vn/anh.jpg', caption: 'Quang cảnh buổi kiểm tra', credit: null },
    ]);
  });

  it('never repeats the lead as the first paragraph', () => {
    const html = vccorp().replace(
      '<div class="detail-content afcbc-body">',
      `<div class="detail-content afcbc-body"><p>(VDO) - <b>${LEAD}</b></p>`,
    );
    const article = extracted(html);
    expect(article.lead).toBe(LEAD);
    expect(blockTexts(article.blocks)[0]).toBe(PARAGRAPHS[0]);
  });

  it('takes the prefix of the paper off the first paragraph where there is no lead', () => {
    const html = epi()
      .replace(/<div class="article__sapo.*?<\/div>/, '')
      .replace('<p>Sáng 4/9', '<p><b>(CT)</b> - Sáng 4/9');
    expect(blockTexts(extracted(html).blocks)[0]).toBe(PARAGRAPHS[0]);
  });

  it('follows the rules of a paper, and does without those that are out of date or broken', () => {
    const html = `<html lang="vi"><head><meta property="article:published_time" content="2024-09-05T08:00:00+07:00"></head><body><div class="ten">${TITLE}</div><div class="x1">${LEAD}</div>
      <div class="x2">${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}<p class="x3">Dòng quảng bá của báo dài đủ để được coi là một đoạn văn bình thường.</p></div></body></html>`;
    const rules = { title: '.ten', lead: '.x1', body: '.x2', remove: ['.x3'] };
    const article = extracted(html, { rules });
    expect(article).toMatchObject({ title: TITLE, lead: LEAD });
    expect(blockTexts(article.blocks)).toEqual(PARAGRAPHS);
    const stale = { title: '.gone', lead: 'p[[', body: '.gone', author: '##', published: ':::', remove: ['a[[b'] };
    expect(blockTexts(extracted(epi(), { rules: stale }).blocks)).toEqual(PARAGRAPHS);
  });

  it.each([
    ['a section page', section(), 'list-page'],
    ['a page that says nothing', '<html><body><div><a href="/">Trang chủ</a></div></body></html>', 'too-little-text'],
    ['an empty answer', '', 'too-little-text'],
    [
      'a friendly 404',
      '<html><head><title>Không tìm thấy trang</title></head><body><h1>Không tìm thấy trang</h1><p>Đường dẫn bạn yêu cầu không tồn tại hoặc đã được thay đổi, mời bạn quay lại trang chủ để đọc các tin mới nhất.</p></body></html>',
      'soft-404',
    ],
    [
      'a gatekeeper',
      '<html><head><title>Just a moment...</title></head><body><p>Checking your browser before accessing the site. This process is automatic and will be over soon.</p></body></html>',
      'refusal-page',
    ],
    [
      'a page that sets a cookie and reloads',
      '<html><script>document.cookie="D1N=abc";window.location.reload(true);</script></html>',
      'too-little-text',
    ],
    [
      'an encrypted body',
      `<html lang="vi"><head><meta property="article:published_time" content="2024-09-05T08:00:00+07:00"></head><body><h1>${TITLE}</h1><div class="body">${`<p>${'aGVsbG8gd29ybGQ'.repeat(12)}</p>`.repeat(8)}</div></body></html>`,
      'too-little-text',
    ],
    [
      'a text without a title',
      `<html><body><div>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</div></body></html>`,
      'no-title',
    ],
  ])('does not take %s for an article', (_name, html, reason) => {
    expect(reasonOf(html)).toBe(reason);
  });

  it('takes the title of the listing where the page has none', () => {
    const html = `<html lang="vi"><body><div>${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}</div></body></html>`;
    expect(extracted(html, { listed: { title: TITLE, publishedAt: null } }).title).toBe(TITLE);
  });
});

describe('what a page may try', () => {
  it('makes markup of nothing: every string is plain text', () => {
    const html = vccorp()
      .replaceAll('Sáng 4/9', 'Sáng &lt;script&gt;alert(1)&lt;/script&gt; 4/9')
      .replace('/anh/mot-cua.jpg', 'javascript:alert(1)');
    const article = extracted(html);
    expect(blockTexts(article.blocks)[0]).toContain('<script>alert(1)</script>');
    expect(article.blocks.some((block) => block.kind === 'picture')).toBe(false);
  });

  it.each([
    ['nested ten thousand deep', `${'<div>'.repeat(10_000)}text`],
    ['of unclosed tags', '<p><b><i><a href=x>'.repeat(5_000)],
    ['with a broken script of data', '<script type="application/ld+json">{"@type":"NewsArticle",</script><p>x</p>'],
    ['with deep data', `<script type="application/ld+json">${'[{"a":'.repeat(2_000)}1${'}]'.repeat(2_000)}</script>`],
    ['of one endless word', `<p>${'ă'.repeat(200_000)}</p>`],
    ['of a hundred thousand bold letters', '<b>x</b>'.repeat(100_000)],
    ['of a hundred thousand cards', '<div><h3><a href="/x">tin</a></h3></div>'.repeat(100_000)],
    ['of a hundred thousand headings', '<h1>tin</h1>'.repeat(100_000)],
    ['of thirty thousand paragraphs', `<p>${'chữ '.repeat(20)}</p>`.repeat(30_000)],
    ['of a hundred thousand brackets', '<'.repeat(100_000)],
  ])('does not fall over a page %s', (_name, html) => {
    const started = performance.now();
    expect(() => extractArticle({ html, url: URL_OF, rules: null, listed: null })).not.toThrow();
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});
