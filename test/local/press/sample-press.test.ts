import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, at, isBefore } from '../../../lambdas/core/calendar/instant.ts';
import { placeById } from '../../../lambdas/core/places/gazetteer.ts';
import { sourceSchema } from '../../../lambdas/core/sources/source.ts';
import { decodeText } from '../../../lambdas/core/vietnamese/charset.ts';
import { sampleArticles } from '../../../lambdas/local/press/sample-articles.ts';
import { samplePress } from '../../../lambdas/local/press/sample-press.ts';
import { type RunningPress, startPress } from '../../../lambdas/local/press/start-press.ts';
import { EXPECTED_STORIES } from '../../support/expected.ts';
import { type Got, get } from './get.ts';

const DAY = '2026-11-24';
const press = samplePress(DAY);
const articles = sampleArticles(DAY);
const readable = articles.filter((article) => article.page !== 'missing');

let running: RunningPress;
beforeAll(async () => {
  running = await startPress({ press, host: '127.0.0.1' });
});
afterAll(() => running.stop());

async function page(url: string, headers: Record<string, string> = {}): Promise<Got> {
  const got = await get(running.port, url, headers);
  if (got === 'down') throw new Error(`${url} is down`);
  return got;
}

async function text(url: string): Promise<string> {
  const got = await page(url);
  return decodeText(got.body, String(got.headers['content-type']));
}

function bodyText(html: string): string {
  return html
    .replaceAll('Ð', 'Đ')
    .normalize('NFC')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

function sourceNamed(id: string) {
  const found = press.sources.find((source) => source.id === id);
  if (found === undefined) throw new Error(`no paper ${id}`);
  return found;
}

describe('the newspapers', () => {
  it('are at least 12, each a valid source of a known place under the reserved domain', () => {
    expect(press.sources.length).toBeGreaterThanOrEqual(12);
    for (const source of press.sources) {
      expect(sourceSchema.parse(source)).toEqual(source);
      expect(source.hosts.every((host) => host.endsWith('.example'))).toBe(true);
      expect(source.place === null || placeById(source.place) !== null).toBe(true);
      expect(source.citeAs.toLowerCase()).toBe(source.hosts[0]);
    }
  });

  it('print at least 72 articles, 60 of them readable, in at least 6 page systems', () => {
    expect(articles.length).toBeGreaterThanOrEqual(72);
    expect(readable.length).toBeGreaterThanOrEqual(60);
    expect(new Set(readable.map((article) => article.page)).size).toBeGreaterThanOrEqual(8);
  });

  it('date every article between 07:00 of the day before and 05:30 of the day', () => {
    for (const article of articles) {
      expect(isBefore(article.publishedAt, at(addDays(DAY, -1), '07:00'))).toBe(false);
      expect(isBefore(at(DAY, '05:30'), article.publishedAt)).toBe(false);
    }
  });

  it('never use one address twice, on one day or on two', () => {
    const urls = [...articles, ...sampleArticles('2026-11-25')].map((article) => article.url);

    expect(new Set(urls).size).toBe(urls.length);
  });
});

describe('the stories', () => {
  it('are those of the table of expectations, with their papers', () => {
    for (const expected of EXPECTED_STORIES) {
      const papers = articles.filter((article) => article.story === expected.story).map((article) => article.sourceId);
      expect(new Set(papers), expected.story).toEqual(new Set(expected.papers));
    }
    const told = new Set(articles.flatMap((article) => article.story ?? []));
    expect(told).toEqual(new Set(EXPECTED_STORIES.map((expected) => expected.story)));
  });

  it('are told by two to four papers in at least 8 cases', () => {
    const shared = EXPECTED_STORIES.filter(({ papers }) => papers.length >= 2 && papers.length <= 4);

    expect(shared.length).toBeGreaterThanOrEqual(8);
  });

  it('fill every section: 4 of policy, 10 of at least 7 provinces, 4 of management, 3 of commentary', () => {
    const count = (section: string) => EXPECTED_STORIES.filter((story) => story.section === section).length;
    const places = EXPECTED_STORIES.filter(({ section }) => section === 'dia-phuong').map(({ place }) => place);

    expect(count('chu-truong')).toBeGreaterThanOrEqual(4);
    expect(count('dia-phuong')).toBeGreaterThanOrEqual(10);
    expect(new Set(places).size).toBeGreaterThanOrEqual(7);
    expect(count('quan-ly')).toBeGreaterThanOrEqual(4);
    expect(count('phan-tich')).toBeGreaterThanOrEqual(3);
    for (const place of places) expect(place !== null && placeById(place)).toBeTruthy();
  });

  it('are of newspaper length', () => {
    for (const article of articles.filter(({ story, page: system }) => story !== null && system !== 'photo-story')) {
      const length = [article.lead, ...article.body].join('').length;
      expect(article.body.length, article.title).toBeGreaterThanOrEqual(5);
      expect(length, article.title).toBeGreaterThanOrEqual(800);
      expect(length, article.title).toBeLessThanOrEqual(3_000);
    }
  });
});

describe('every page over HTTP', () => {
  it('answers with its title, its lead and its paragraphs, readable whatever its charset', async () => {
    for (const article of readable) {
      const html = bodyText(await text(article.url));
      expect(html, article.url).toContain(article.title);
      expect(html).toContain(article.lead);
      const printed = article.page === 'video' ? [] : article.body;
      for (const paragraph of printed) expect(html).toContain(paragraph.replace(/^(\[ảnh\]|\?) | \| .*$/g, ''));
    }
    expect(running.log.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(readable.length);
  });

  it('is listed by its paper, and the listing leads to it', async () => {
    for (const source of press.sources) {
      const own = articles.filter(({ sourceId }) => sourceId === source.id);
      if (own.length === 0) continue;
      const addresses = [...source.listing.feeds, ...source.listing.pages.map(({ url }) => url)];
      const listings = await Promise.all(addresses.map(text));
      for (const { url } of own) expect(listings.join(), url).toContain(new URL(url).pathname);
    }
  });

  it('gives the same bytes for the same day', async () => {
    const again = samplePress(DAY);
    for (const { url } of readable) {
      const { host, pathname } = new URL(url);
      const second = again.serve({ host, path: pathname, headers: {} });
      expect(second !== 'down' && Buffer.from(second.body).equals((await page(url)).body)).toBe(true);
    }
  });
});

describe('the oddities', () => {
  it('robots.txt is there for every paper that is up', async () => {
    for (const source of press.sources.filter(({ id }) => id !== 'baosonglam')) {
      expect(await text(`http://${source.hosts[0]}/robots.txt`)).toContain('User-agent: *');
    }
  });

  it('one paper is down: its connection is cut', async () => {
    expect(await get(running.port, 'http://baosonglam.example/rss/trang-chu.rss')).toBe('down');
  });

  it('one paper answers with an empty feed', async () => {
    const feed = await text('http://congtincaicach.example/rss.xml');

    expect(feed).toContain('<channel>');
    expect(feed).not.toContain('<item>');
  });

  it('one page that is listed answers 404', async () => {
    const missing = articles.filter((article) => article.page === 'missing');

    expect(missing.length).toBe(1);
    expect((await page(missing[0]?.url ?? '')).status).toBe(404);
  });

  it('one feed knows its own bytes again and answers 304', async () => {
    const url = 'http://sohoaviet.example/tin-moi.rss';
    const first = await page(url);
    const again = await page(url, { 'if-none-match': String(first.headers.etag) });

    expect(again.status).toBe(304);
    expect(again.body.length).toBe(0);
  });

  it('one paper is in windows-1258 and says so only in its pages, one says Latin-1 over UTF-8', async () => {
    const old = await page('http://baocaonguyen.example/rss/xa-hoi.rss');
    const wrong = await page('http://baodatsen.example/Rss.aspx');

    expect(old.headers['content-type']).toBe('text/xml');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(old.body)).toThrow();
    expect(new TextDecoder('windows-1258').decode(old.body).normalize('NFC')).toContain('Lâm Đồng: Tổ công nghệ số');
    expect(wrong.headers['content-type']).toContain('iso-8859-1');
    expect(new TextDecoder('utf-8', { fatal: true }).decode(wrong.body)).toContain('Đồng Tháp');
  });

  it('one paper writes Ð for Đ, one decomposed letters', async () => {
    const eth = await page('http://baosonghau.example/rss/thoi-su.rss');
    const nfd = await page('http://baosongcau.example/rss/tin-moi.xml');

    expect(eth.body.toString('utf8')).toContain('\u00d0');
    expect(eth.body.toString('utf8')).not.toContain('\u0110');
    expect(nfd.body.toString('utf8').normalize('NFC')).not.toBe(nfd.body.toString('utf8'));
  });

  it('feeds have relative links, tracking parameters, Atom, a two-digit year; one paper has a section page only', async () => {
    expect(await text('http://baosonghan.example/rss')).toContain('<link>/chinh-quyen/');
    expect(await text('http://tinsom.example/rss/tin-moi.rss')).toContain('utm_source=rss&amp;utm_medium=feed');
    expect(await text('http://nonsong.example/atom/moi-nhat.xml')).toContain('<feed xmlns=');
    expect(await text('http://datnuoc.example/feed/trang-nhat')).toContain('<pubDate>Mon, 23 Nov 26 17:45:00 +0700');
    expect(sourceNamed('nenhanhchinh').listing.feeds).toEqual([]);
    expect(sourceNamed('nenhanhchinh').listing.pages.length).toBe(1);
  });

  it('one wire text stands under two titles, signed by the agency', () => {
    const wire = articles.filter((article) => article.byline === 'Theo TTXVN');

    expect(wire.length).toBe(2);
    expect(new Set(wire.map(({ title }) => title)).size).toBe(2);
    expect(new Set(wire.map(({ lead }) => lead)).size).toBe(1);
  });

  it('proof-reading errors are planted in two articles', () => {
    const texts = articles.map(({ body }) => body.join(' '));

    expect(texts.filter((body) => body.includes('6.3322') && body.includes('thực hiện thực hiện')).length).toBe(1);
    expect(texts.filter((body) => body.includes('VneID ')).length).toBe(1);
  });

  it('an unknown host and an unknown path answer 404', async () => {
    expect((await page('http://khongco.example/')).status).toBe(404);
    expect((await page('http://nonsong.example/khong-co')).status).toBe(404);
  });
});
