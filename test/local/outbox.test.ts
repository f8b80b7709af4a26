import { fileURLToPath } from 'node:url';
import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { outboxPages } from '../../lambdas/local/outbox.ts';

const templates = fileURLToPath(new URL('../../templates', import.meta.url));
const RAW = [
  'From: bantin@example.vn',
  'To: an@example.vn',
  'Subject: So bao',
  'Date: Mon, 23 Nov 2026 01:00:00 +0000',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Chào ông/bà.',
].join('\r\n');
const MAIL = {
  id: 'm1',
  at: '2026-11-23T01:00:00.000Z',
  to: ['an@example.vn'],
  state: 'delivered' as const,
  from: 'bantin@example.vn',
  tags: {},
  configurationSet: null,
  path: '',
};

const ARTICLE = {
  id: 'a1',
  token: 't1',
  title: 'Điểm báo – Thứ Hai, 23/11/2026',
  author: 'Sở Nội vụ',
  description: 'Xã Bình An',
  cover: 'http://127.0.0.1:8080/zalo-cover.jpg',
  paragraphs: ['1. <b>Xã Bình An</b>'],
  at: Date.parse('2026-11-23T01:00:00Z'),
};
const ZALO = {
  articles: [ARTICLE],
  broadcasts: [{ messageId: 'm1', articleId: 'a1', at: Date.parse('2026-11-23T01:05:00Z') }],
};

const app = outboxPages({ mailbox: { list: () => [MAIL], read: async () => Buffer.from(RAW) }, zalo: ZALO }, templates);
const pageAt = async (path: string) => load(await (await app.request(path)).text());

describe('the outbox', () => {
  it('tells the time of Viet Nam and that a mail was received', async () => {
    const $ = await pageAt('/outbox');
    expect($('.at').text()).toBe('08:00, 23/11/2026');
    expect($('td.delivered').text()).toBe('đã nhận');
    expect((await pageAt('/outbox/m1'))('dd').last().text()).toBe('08:00, 23/11/2026');
  });

  it('shows what was posted to Zalo, and when it was broadcast', async () => {
    const $ = await pageAt('/outbox');
    expect($('.post h3').text()).toBe(ARTICLE.title);
    expect($('.post .by').text()).toContain('gửi đến người quan tâm lúc 08:05, 23/11/2026');
    expect($('.post').text()).toContain('1. <b>Xã Bình An</b>');
    expect($('.post img').attr('src')).toBe('/zalo-cover.jpg');
  });

  it('leads to the desk and to the archive, and asks for no icon', async () => {
    for (const path of ['/outbox', '/outbox/m1']) {
      const $ = await pageAt(path);
      const links = $('nav.house a')
        .toArray()
        .map((link) => link.attribs.href);
      expect(links, path).toEqual(['/outbox', '/desk', '/index.html']);
      expect($('link[rel=icon]').attr('href'), path).toBe('data:,');
    }
  });
});
