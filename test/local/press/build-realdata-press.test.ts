import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPress } from '../../../lambdas/local/press/load-press.ts';
import type { Press } from '../../../lambdas/local/press/press.ts';
import { buildRealdataPress } from '../../../lambdas/local/press/realdata/build-realdata-press.ts';
import feeds from '../../../lambdas/local/press/realdata/feeds.json' with { type: 'json' };
import { LABEL_SETS } from '../../../lambdas/local/press/realdata/realdata-text.ts';

const NOTHING_KNOWN = { source: null, url: null, author: null, date: null };
const TEXTS = [
  { ...NOTHING_KNOWN, id: 'a-1', title: 'Bài <một>', date: '2017', text: 'Đoạn một.\nĐoạn hai & ba.' },
  {
    ...NOTHING_KNOWN,
    id: 'a-2',
    source: 'tobao.vn',
    title: 'Bài hai',
    date: '2024-09-05',
    author: 'Lê An',
    text: 'Chữ.',
  },
  { ...NOTHING_KNOWN, id: 'a-3', source: 'vov.vn', url: 'https://vov.vn/ba.html', title: 'Bài ba', text: 'Chữ.' },
  {
    ...NOTHING_KNOWN,
    id: 'a-4',
    source: 'vov.vn',
    url: 'https://vov.vn/ba.html',
    title: 'Bài ba lần nữa',
    text: 'Chữ.',
  },
];
const GOLD = [
  { file: 'html/vi/bai.html', url: 'https://vov.vn/bai.html', title: 'Bài lưu' },
  { file: 'html/vi_list/trang.html', url: 'https://vov.vn/tin', title: 'Trang' },
  { file: 'html/other/page.html', url: 'https://other.example/', title: 'Other' },
];

let root: string;
let built: Awaited<ReturnType<typeof buildRealdataPress>>;
let press: Press;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'realdata-'));
  const lines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  for (const name of Object.keys(feeds)) put(`from/feeds/${name}`, '<rss/>');
  for (const set of LABEL_SETS) put(`from/labelled/${set}.jsonl`, set === LABEL_SETS[0] ? lines(TEXTS) : '');
  for (const { file } of GOLD) put(`from/${file}`, `<h1>${file}</h1>`);
  put('from/gold.jsonl', lines(GOLD));
  built = await buildRealdataPress(join(root, 'from'), join(root, 'to'));
  press = loadPress(join(root, 'to'));
});
afterAll(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function read(url: string): string {
  const { host, pathname } = new URL(url);
  const given = press.serve({ host, path: pathname, headers: {} });
  return given === 'down' || given.status !== 200 ? 'nothing' : new TextDecoder().decode(given.body);
}

describe('a press of real data', () => {
  it('counts what it laid out, an address twice once', () => {
    expect(built).toEqual({ sources: press.sources.length, feeds: Object.keys(feeds).length + 3, pages: 4 });
  });

  it('serves saved pages and feeds as they are, front pages as listings, other languages not', () => {
    expect(read('https://vov.vn/bai.html')).toBe('<h1>html/vi/bai.html</h1>');
    expect(press.sources.find(({ id }) => id === 'vov-vn')?.listing.pages[0]?.url).toBe('https://vov.vn/tin');
    expect(press.sources.some(({ id }) => id === 'other-example')).toBe(false);
  });

  it('lays a text out under its paper, escaped, with the date as given', () => {
    const page = read('https://tobao.vn/a-2.html');

    expect(page).toContain('<h1>Bài hai</h1>');
    expect(page).toContain('<time datetime="2024-09-05">05/9/2024</time>');
    expect(page).toContain('Lê An');
    expect(read('https://tobao.vn/rss/bai-viet.rss')).toContain('<dc:date>2024-09-05</dc:date>');
  });

  it('puts a text of an unknown paper under its label set and makes no date of a year', () => {
    const host = 'baomoi2017-reform-silver.example';
    const page = read(`https://${host}/a-1.html`);

    expect(page).toContain('<h1>Bài &lt;một&gt;</h1>');
    expect(page).toContain('<p>Đoạn hai &amp; ba.</p>');
    expect(read(`https://${host}/rss/bai-viet.rss`)).not.toContain('date');
    expect(page).not.toContain('<time');
  });

  it('lists every page of a paper in one feed', () => {
    const feed = read('https://vov.vn/rss/bai-viet.rss');

    expect(feed.match(/<item>/g)?.length).toBe(2);
    expect(feed).toContain('https://vov.vn/bai.html');
    expect(readFileSync(join(root, 'to', 'press.json'), 'utf8')).toContain('"name": "real data"');
  });
});
