import { describe, expect, it } from 'vitest';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';
import { parseFeed } from '../../../lambdas/core/listing/parse-feed.ts';
import { parseListingPage } from '../../../lambdas/core/listing/parse-page.ts';

const ABOUT = { url: 'https://bao.example.vn/rss', contentType: null };
const ATTRIBUTES = Array.from({ length: 200_000 }, (_, i) => `a${i}="1"`).join(' ');
const ITEM = '<title>Xã Mây Trắng</title><link>https://bao.example.vn/a.htm</link>';

function feed(text: string): ReturnType<typeof parseFeed> {
  return parseFeed(new TextEncoder().encode(text), ABOUT);
}

/** Each ends within a test's minute only where time grows with the length; what is asked is what was read. */
describe('listings that attack their reader', () => {
  it.each([
    ['attributes of one item', `<rss><channel><item ${ATTRIBUTES}>${ITEM}</item></channel></rss>`],
    ['elements in one item', `<rss><channel><item>${ITEM}${'<a>'.repeat(50_000)}`],
    ['items in one another', `<rss><channel>${`<item>${ITEM}`.repeat(20_000)}`],
    ['entries of markup', `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${'<content><div>'.repeat(30_000)}`],
  ])('ends on a feed of %s', (_what, text) => {
    expect(['listing', 'not-a-listing']).toContain(feed(text).kind);
  });

  it.each([
    ['RSS', (items: string) => `<rss><channel><title>Báo</title>${items}</channel></rss>`, 'item'],
    ['Atom', (items: string) => `<feed xmlns="http://www.w3.org/2005/Atom">${items}</feed>`, 'entry'],
  ])('loses only the item that is a flood of attributes: %s', (_format, feedOf, name) => {
    const link = (path: string): string => `https://bao.example.vn/${path}.htm`;
    const item = (path: string, attributes = ''): string =>
      `<${name}${attributes}><title>Tin ${path}</title><link href="${link(path)}">${link(path)}</link></${name}>`;
    const text = feedOf([item('a'), item('b', ` ${ATTRIBUTES}`), item('c'), item('d')].join(''));

    expect(feed(text)).toMatchObject({
      kind: 'listing',
      entries: [{ url: link('a'), title: 'Tin a' }, { url: link('c') }, { url: link('d') }],
    });
  });

  it('is no listing where nothing but the flood is left', () => {
    expect(feed(`<rss><channel><item ${ATTRIBUTES}>${ITEM}</item></channel></rss>`).kind).toBe('not-a-listing');
  });

  it('reads a title of a million numeric characters up to its limit', () => {
    const title = '&#7871;'.repeat(1_000_000);
    const found = feed(
      `<rss><channel><item><title>${title}</title><link>https://bao.example.vn/a.htm</link></item></channel></rss>`,
    );

    expect(found).toMatchObject({ entries: [{ title: expect.stringMatching(/^ế{100,20000}$/) }] });
  });

  it('goes through forty thousand links that nobody closed', () => {
    const html = '<li><h3><a href="/x.htm">Một tin khác'.repeat(40_000);

    expect(parseListingPage(html, { url: ABOUT.url, links: 'h3 a' })).toMatchObject({ kind: 'listing' });
    expect(extractArticle({ html, url: ABOUT.url, rules: null, listed: null }).kind).toBe('not-article');
  });

  it('reads the text beside an attribute of megabytes and after a million numeric characters', () => {
    const names = 'a b '.repeat(500_000);
    const text = 'Bộ phận một cửa của xã tiếp nhận hồ sơ của người dân từ sáng sớm. '.repeat(8);
    const html = `<title>Một ngày</title><h1>Một ngày</h1><div><p class="${names}">${text}</p><p>${text}${'&#7871; '.repeat(1_000_000)}</p></div>`;
    const found = extractArticle({ html, url: ABOUT.url, rules: null, listed: null });
    const texts = found.kind === 'article' ? blockTexts(found.blocks) : [];

    expect([texts[0], texts[1]?.slice(-3)]).toEqual([text.trim(), 'ế ế']);
  });
});
