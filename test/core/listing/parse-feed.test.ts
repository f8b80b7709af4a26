import { describe, expect, it } from 'vitest';
import { entrySchema } from '../../../lambdas/core/listing/entry.ts';
import { parseFeed } from '../../../lambdas/core/listing/parse-feed.ts';

const ABOUT = { url: 'https://bao.example.vn/rss/thoi-su.rss', contentType: 'text/xml' };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rss = (...items: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Thời sự</title>${items.join('\n')}</channel></rss>`;
const item = (parts: Record<string, string>): string =>
  `<item>${Object.entries(parts)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</item>`;

function entriesOf(text: string | Uint8Array) {
  const outcome = parseFeed(typeof text === 'string' ? bytes(text) : text, ABOUT);
  if (outcome.kind !== 'listing') throw new Error(outcome.detail);
  for (const entry of outcome.entries) entrySchema.parse(entry);
  return outcome.entries;
}

describe('parseFeed', () => {
  it('reads RSS: title, address, summary without markup, date', () => {
    const [entry] = entriesOf(
      rss(
        item({
          title: '<![CDATA[ Xã Mây Trắng lập “tổ số hóa lưu động” ]]>',
          link: '<![CDATA[https://bao.example.vn/to-so-hoa-1.htm?utm_source=rss]]>',
          description: '<![CDATA[<a href="x"><img src="y"></a></br>Hồ sơ được nhận <b>tại nhà</b>.]]>',
          pubDate: 'Mon, 14 Sep 26 09:13:00 +0700',
        }),
      ),
    );
    expect(entry).toEqual({
      url: 'https://bao.example.vn/to-so-hoa-1.htm',
      title: 'Xã Mây Trắng lập “tổ số hóa lưu động”',
      summary: 'Hồ sơ được nhận tại nhà .'.replace(' .', '.'),
      publishedAt: '2026-09-14T09:13:00+07:00',
      problems: [],
    });
  });

  it('reads Atom, RDF and JSON feeds', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title type="html">Một &lt;i&gt;cửa&lt;/i&gt;</title>
      <link rel="alternate" href="/a.htm"/><id>tag:x,2026:1</id><updated>2026-09-14T09:13:00+07:00</updated></entry></feed>`;
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>t</title></channel><item rdf:about="https://bao.example.vn/a.htm"><title>Một cửa</title><link>https://bao.example.vn/a.htm</link><dc:date>2026-09-14T09:13:00+07:00</dc:date></item></rdf:RDF>`;
    const json = JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 't',
      items: [
        { id: '1', url: 'https://bao.example.vn/a.htm', title: 'Một cửa', date_published: '2026-09-14T09:13:00+07:00' },
      ],
    });
    for (const feed of [atom, rdf, json]) {
      expect(entriesOf(feed)).toEqual([
        {
          url: 'https://bao.example.vn/a.htm',
          title: 'Một cửa',
          summary: null,
          publishedAt: '2026-09-14T09:13:00+07:00',
          problems: [],
        },
      ]);
    }
  });

  it('decodes entities however often they were escaped, and the escaped CDATA marker', () => {
    const titles = entriesOf(
      rss(
        item({ title: 'T&amp;amp;T và R&amp;amp;D', link: 'https://bao.example.vn/1' }),
        item({ title: '&lt;![CDATA[ K&amp;yacute; số ]]&gt;', link: 'https://bao.example.vn/2' }),
        item({ title: '&amp;lt;script&amp;gt; trong tên đề án', link: 'https://bao.example.vn/3' }),
      ),
    ).map((entry) => entry.title);
    expect(titles).toEqual(['T&T và R&D', 'Ký số', '<script> trong tên đề án']);
  });

  it('keeps an item without date or title with a problem, and leaves out one without an address', () => {
    const entries = entriesOf(
      rss(
        item({ title: 'Không ngày', link: 'https://bao.example.vn/1' }),
        item({ title: '', guid: 'https://bao.example.vn/2', pubDate: '2026-09-14 09:13' }),
        item({ title: 'Không địa chỉ', pubDate: '2026-09-14 09:13' }),
        item({ title: 'Bẫy', link: 'javascript:alert(1)' }),
      ),
    );
    expect(entries.map((entry) => [entry.url, entry.problems])).toEqual([
      ['https://bao.example.vn/1', ['date: missing']],
      ['https://bao.example.vn/2', ['title: missing']],
    ]);
  });

  it('keeps the first of the same address', () => {
    const link = 'https://bao.example.vn/1.htm';
    const links = [link, `${link}?utm_source=rss&amp;utm_medium=feed`, `${link}#box_comment`, `${link}?zarsrc=30`];
    expect(
      entriesOf(rss(...links.map((each) => item({ title: 'Một', link: each })))).map((entry) => entry.url),
    ).toEqual([link]);
  });

  it('gives one entry, composed, for an article whose title and address come composed and decomposed', () => {
    const [title, link] = ['Hòa Bình: đổi mới thủ tục', 'https://bao.example.vn/đổi-mới.htm'];
    const feed = rss(
      item({ title: title.normalize('NFD'), link: link.normalize('NFD') }),
      item({ title, link }),
      item({ title, link: 'https://bao.example.vn/doi-moi.htm' }),
    );
    expect(entriesOf(feed).map((entry) => entry.title)).toEqual([title, title]);
    expect(entriesOf(feed)[1]?.url).toBe('https://bao.example.vn/doi-moi.htm');
  });

  it('lets one provable date decide the order of the others', () => {
    const dates = (texts: string[]): (string | null)[] =>
      entriesOf(rss(...texts.map((pubDate, i) => item({ title: 'a', link: `/${i}`, pubDate })))).map(
        (entry) => entry.publishedAt,
      );
    expect(dates(['9/14/2026 6:44:00 PM', '9/3/2026 7:00:00 AM'])).toEqual([
      '2026-09-14T18:44:00+07:00',
      '2026-09-03T07:00:00+07:00',
    ]);
    expect(dates(['9/4/2026 6:44:00 PM', '9/3/2026 7:00:00 AM'])).toEqual([null, null]);
  });

  it('lets the stamp in an address decide where the dates alone cannot', () => {
    const link = 'https://bao.example.vn/mot-cua-102260903184713458.htm';
    expect(entriesOf(rss(item({ title: 'a', link, pubDate: '9/3/2026 6:47:00 PM' })))[0]?.publishedAt).toBe(
      '2026-09-03T18:47:00+07:00',
    );
  });

  it('reads what is left of a feed that was cut off, and one with junk in front', () => {
    const whole = rss(
      item({ title: 'Một', link: '/1' }),
      item({ title: 'Hai', link: '/2' }),
      item({ title: 'Ba', link: '/3' }),
    );
    expect(entriesOf(whole.slice(0, whole.indexOf('Ba'))).length).toBeGreaterThanOrEqual(2);
    expect(entriesOf(whole.replace('</item>', '</item>]]> </b></channel>'))).toHaveLength(3);
    expect(entriesOf(whole.replace('Hai</title>', 'Hai<![CDATA['))).toHaveLength(2);
    expect(entriesOf(`\n\nWarning: x\n${whole}`)).toHaveLength(3);
    expect(entriesOf(whole.replace('Hai', 'Hai & ba\u0001'))).toHaveLength(3);
  });

  it.each([
    ['closing tags', `<rss><channel><item>${'</item>'.repeat(200_000)}`],
    ['opening tags', `<rss><channel>${'<item>'.repeat(200_000)}`],
    ['unfinished items', `<rss><channel>${'<item><title>x</title>'.repeat(50_000)}</rss>`],
    ['entities', rss(item({ title: '&amp;'.repeat(200_000), link: '/1' }))],
  ])('is not kept busy by a feed of %s', (_name, text) => {
    const started = performance.now();
    expect(() => parseFeed(bytes(text), ABOUT)).not.toThrow();
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it('reads an empty feed as a listing of nothing', () => {
    expect(parseFeed(bytes(rss()), ABOUT)).toEqual({ kind: 'listing', entries: [] });
  });

  it.each([
    ['<!DOCTYPE html><html><body><h1>Không tìm thấy trang</h1></body></html>', 'HTML instead of a feed'],
    ['<html><script>document.cookie="D1N=1";location.reload()</script></html>', 'HTML instead of a feed'],
    ['', 'the answer is empty'],
    ['{"error":"no"}', 'no known feed format'],
    ['hello', 'no known feed format'],
  ])('says what %j is', (text, detail) => {
    expect(parseFeed(bytes(text), ABOUT)).toEqual({ kind: 'not-a-listing', detail });
  });
});
