import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourceSchema } from '../../../lambdas/core/sources/source.ts';
import { loadPress } from '../../../lambdas/local/press/load-press.ts';
import { startPress } from '../../../lambdas/local/press/start-press.ts';
import { get } from './get.ts';

const PAPER = { id: 'to-bao', name: 'Tờ Báo', citeAs: 'Tobao.example', hosts: ['tobao.example'] };
const PAGE = { url: 'https://tobao.example/a.html', file: 'a.html' };
const FEED = { url: 'https://www.tobao.example/rss', file: 'feed.xml.gz' };

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'press-'));
  writeFileSync(join(dir, 'a.html'), '<h1>Một</h1>');
  writeFileSync(join(dir, 'feed.xml.gz'), gzipSync('<rss/>'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function folder(...sources: object[]): string {
  writeFileSync(join(dir, 'press.json'), JSON.stringify({ version: 1, name: 'thử', sources }));
  return dir;
}

function ask(host: string, path: string): string {
  const given = loadPress(dir).serve({ host, path, headers: {} });
  if (given === 'down') return 'down';
  return `${given.status} ${given.headers['content-type']} ${new TextDecoder().decode(given.body)}`;
}

describe('a folder of saved pages', () => {
  it('is served under the own host names of its papers, packed files unpacked', () => {
    folder({ ...PAPER, feeds: [FEED], pages: [PAGE] });

    expect(ask('tobao.example', '/a.html')).toBe('200 text/html <h1>Một</h1>');
    expect(ask('tobao.example:8080', '/rss')).toBe('200 text/xml <rss/>');
    expect(ask('tobao.example', '/a.html?utm_source=rss')).toContain('200');
    expect(ask('tobao.example', '/robots.txt')).toContain('404');
    expect(ask('khac.example', '/a.html')).toContain('404');
  });

  it('gives valid sources with the defaults of the description', () => {
    const listings = [{ url: 'https://tobao.example/tin', file: 'a.html', links: 'h3 a' }];
    const [source] = loadPress(folder({ ...PAPER, feeds: [FEED], listings })).sources;

    expect(sourceSchema.parse(source)).toEqual(source);
    expect(source?.listing).toEqual({ feeds: [FEED.url], pages: [{ url: listings[0]?.url, links: 'h3 a' }] });
    expect(source).toMatchObject({ kind: 'central', place: null, rank: 50, printing: 'full' });
  });

  it('says what the server said where the description tells the content type', () => {
    folder({ ...PAPER, pages: [{ ...PAGE, contentType: 'text/html; charset=iso-8859-1' }] });

    expect(ask('tobao.example', '/a.html')).toContain('charset=iso-8859-1');
  });

  it('keeps serving when a packed file is damaged', async () => {
    writeFileSync(join(dir, 'feed.xml.gz'), 'no gzip at all');
    const press = loadPress(folder({ ...PAPER, feeds: [FEED], pages: [PAGE] }));
    const running = await startPress({ press, host: '127.0.0.1' });

    const damaged = await get(running.port, FEED.url);
    const sound = await get(running.port, PAGE.url);
    await running.stop();

    expect([damaged, sound].map((got) => got !== 'down' && got.status)).toEqual([500, 200]);
    expect(running.log.map(({ host, status }) => `${host} ${status}`)).toEqual([
      'www.tobao.example 500',
      'tobao.example 200',
    ]);
  });
});

describe('a folder that cannot be used', () => {
  it.each([
    [
      'a file that is missing',
      { pages: [PAGE, { ...PAGE, url: `${PAGE.url}?2`, file: 'x.html' }] },
      'sources[0].pages[1].file: no such file "x.html"',
    ],
    ['a folder for a file', { pages: [{ ...PAGE, file: '.' }] }, 'sources[0].pages[0].file: no such file "."'],
    ['a path that leads out', { pages: [{ ...PAGE, file: '../../etc/passwd' }] }, 'sources[0].pages[0].file'],
    [
      'a foreign address',
      { feeds: [{ ...FEED, url: 'https://khac.example/rss' }] },
      'sources[0].feeds[0].url: "khac.example" is not among the hosts of "to-bao"',
    ],
    [
      'an address twice',
      { pages: [PAGE, PAGE] },
      'sources[0].pages[1].url: "https://tobao.example/a.html" is served twice',
    ],
    ['another scheme', { pages: [{ ...PAGE, url: 'file:///etc/passwd' }] }, 'sources[0].pages[0].url'],
    ['a kind nobody knows', { kind: 'blog' }, 'sources[0].kind'],
    ['a word nobody knows', { pagse: [] }, 'sources[0]: Unrecognized key'],
  ])('%s is one line with its place', (_name, extra, message) => {
    folder({ ...PAPER, ...extra });

    expect(() => loadPress(dir)).toThrow(message);
    expect(() => loadPress(dir)).toThrow(/^press\.json: [^\n]*$/);
  });

  it('a link out of the folder is refused, one inside it is not', () => {
    symlinkSync('/etc/passwd', join(dir, 'out.html'));
    symlinkSync(join(dir, 'a.html'), join(dir, 'in.html'));

    folder({ ...PAPER, pages: [{ ...PAGE, file: 'in.html' }] });
    expect(ask('tobao.example', '/a.html')).toContain('200');
    folder({ ...PAPER, pages: [{ ...PAGE, file: 'out.html' }] });
    expect(() => loadPress(dir)).toThrow('sources[0].pages[0].file: "out.html" is outside the folder');
  });

  it('a paper named twice, broken JSON and a missing description are told too', () => {
    expect(() => loadPress(dir)).toThrow('press.json: no such file in the folder');
    folder(PAPER, PAPER);
    expect(() => loadPress(dir)).toThrow('press.json: sources[1].id: "to-bao" is used twice');
    writeFileSync(join(dir, 'press.json'), '{"version": 1,');
    expect(() => loadPress(dir)).toThrow(/^press\.json: not JSON: /);
  });
});
