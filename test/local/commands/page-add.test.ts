import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { WrongInputError } from '../../../lambdas/local/commands/command.ts';
import { pageAddOver } from '../../../lambdas/local/commands/page-add.ts';
import { type Site, startSite, withoutRobots } from '../../net/fixtures.ts';

const folder = mkdtempSync(join(tmpdir(), 'diembao-page-add-'));
const PROSE = 'Bộ phận một cửa của huyện tiếp nhận hồ sơ qua mạng và trả kết quả tận nhà cho người dân ở xa trung tâm';
const paragraphs = [1, 2, 3, 4, 5, 6].map((part) => `<p class="t">${PROSE}, đợt ${part} trong năm nay.</p>`).join('');
const PAGE = `<!doctype html><html><head><meta charset="utf-8"><title>Trả kết quả tận nhà</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="2026-11-20T08:15:00+07:00"></head>
<body><nav><a href="/">Trang chủ</a></nav><article class="detail"><h1>Trả kết quả tận nhà</h1>${paragraphs}
<p class="author">Nguyễn Thị Lành</p></article><script>track()</script></body></html>`;
const LIST = `<!doctype html><html><head><title>Thời sự</title></head><body>${'<h3><a href="/a.htm">Họp dân</a></h3>'.repeat(30)}</body></html>`;
const PDF = Buffer.from('%PDF-1.7\n\0\0\0binary\0');
let site: Site;

beforeAll(async () => {
  site = await startSite(
    withoutRobots((request, response) => {
      const [status, type, body] = ANSWERS[request.url ?? ''] ?? [404, 'text/plain', ''];
      response.writeHead(status, { 'content-type': type }).end(body);
    }),
  );
  writeFileSync(join(folder, 'bai.html'), PAGE);
  writeFileSync(join(folder, 'bai.html.gz'), gzipSync(PAGE));
  writeFileSync(join(folder, 'hong.html.gz'), 'no gzip at all');
  writeFileSync(join(folder, 'list.html'), LIST);
  writeFileSync(join(folder, 'van-ban.pdf'), PDF);
  writeFileSync(join(folder, 'ghi-chu.txt'), PROSE);
  mkdirSync(join(folder, 'to', 'bao-cu'), { recursive: true });
});
afterAll(async () => {
  await site.stop();
  rmSync(folder, { recursive: true });
});

const ANSWERS: Readonly<Record<string, readonly [number, string, string | Uint8Array]>> = {
  '/bai.htm': [200, 'text/html; charset=utf-8', PAGE],
  '/van-ban.pdf': [200, 'application/pdf', PDF],
  '/cam.htm': [403, 'text/html', 'no'],
};
const toldSchema = z.object({ folder: z.string(), same: z.boolean(), found: z.record(z.string(), z.unknown()) });

async function add(...args: string[]): Promise<z.infer<typeof toldSchema>> {
  const command = pageAddOver(() => site.web);
  const lines: unknown[] = [];
  for await (const line of command.run([...args, '--to', join(folder, 'to')])) lines.push(line);
  expect(lines).toHaveLength(1);
  return toldSchema.parse(lines[0]);
}
const file = (name: string): string => join(folder, name);

describe('page-add', () => {
  it.each([
    ['a file', () => file('bai.html')],
    ['a packed file', () => file('bai.html.gz')],
    ['an address', () => 'https://bao.example.vn/bai.htm'],
  ])('keeps %s as a folder whose page is read like the captured one, without a word of it', async (what, from) => {
    const name = what.replaceAll(' ', '-');
    const told = await add(from(), '--name', name, '--system', 'thu', '--url', 'https://bao.example.vn/bai.htm');
    expect(told).toMatchObject({
      same: true,
      found: { kind: 'article', published: expect.stringMatching(/-11-20T08:15/) },
    });
    expect(readdirSync(told.folder).toSorted()).toEqual(['expected.json', 'source.html']);
    const [page, expected] = ['source.html', 'expected.json'].map((each) =>
      readFileSync(join(told.folder, each), 'utf8'),
    );
    expect(JSON.parse(expected ?? '')).toMatchObject({ origin: 'skeleton', system: 'thu', shape: 'normal' });
    for (const text of [page, expected]) expect(text).not.toMatch(/một cửa|tận nhà|Nguyễn|Lành|track\(\)|2026/);
    expect(page).toContain('class="detail"');
  });

  it('invents a name where none is given, the same for the same page', async () => {
    const told = await add(file('bai.html'));
    expect(told.folder).toMatch(/\/[0-9a-f]{8}$/);
    await expect(add(file('bai.html'))).rejects.toThrow(/exists/);
  });

  it('keeps a list where it is said to be one', async () => {
    expect(await add(file('list.html'), '--name', 'danh-sach', '--shape', 'list')).toMatchObject({
      found: { kind: 'not-article' },
    });
  });

  it.each([
    ['nothing', [], /an address or a file is missing/],
    ['a missing file', [file('khong-co.html')], /khong-co\.html: no such file/],
    ['a folder', [folder], /: no file but a folder/],
    ['a broken archive', [file('hong.html.gz')], /hong\.html\.gz: cannot be unpacked/],
    ['a document', [file('van-ban.pdf')], /van-ban\.pdf: no HTML page/],
    ['a text without markup', [file('ghi-chu.txt')], /ghi-chu\.txt: no HTML page/],
    ['a list', [file('list.html'), '--name', 'l'], /no article \(.+\); name its --shape/],
    ['a name that is taken', [file('bai.html'), '--name', 'bao-cu'], /bao-cu: exists/],
    ['a name that is none', [file('bai.html'), '--name', '../ra-ngoai'], /a name has small letters/],
    ['an address that is none', [file('bai.html'), '--url', 'khong'], /khong: no address/],
    ['a page that is gone', ['https://bao.example.vn/mat.htm'], /not-found: HTTP 404/],
    ['a page that refuses', ['https://bao.example.vn/cam.htm'], /refused: HTTP 403/],
    ['a document on the web', ['https://bao.example.vn/van-ban.pdf'], /no HTML page but application\/pdf/],
  ])('says in one line what is wrong with %s, and writes nothing', async (_what, args, message) => {
    const before = readdirSync(join(folder, 'to'));
    const refusal = await add(...args).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WrongInputError);
    expect(String(refusal)).toMatch(message);
    expect(String(refusal)).not.toContain('\n');
    expect(readdirSync(join(folder, 'to'))).toEqual(before);
    expect(existsSync(join(folder, 'ra-ngoai'))).toBe(false);
  });
});
