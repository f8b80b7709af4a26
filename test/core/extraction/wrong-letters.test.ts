import { describe, expect, it } from 'vitest';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';

/** Letters of a font that no table knows, in the place of Vietnamese ones. */
const UNKNOWN = 'Thñ tôc h¡nh ch¨nh ¤åc rßt ng¦n ¥Ó ng«ëi d¤n kh¬ng ph§i ¤i l¢i nhiÒu l¥n ë x¦ m£i. '.repeat(6);

function read(lang: string, text: string) {
  const html = `<html lang="${lang}"><head><title>Mét cöa</title></head><body><article><h1>Mét cöa</h1><p>${text}</p><p>${text}</p></article></body></html>`;
  return extractArticle({ html, url: 'https://bao.example.vn/a.htm', rules: null, listed: null });
}

describe('a text nobody can read', () => {
  it('is refused by name on a Vietnamese page', () => {
    expect(read('vi', UNKNOWN)).toEqual({ kind: 'not-article', reason: 'wrong-letters' });
  });

  it('is an article where it is Vietnamese, with foreign names too, or where the page is of another language (control)', () => {
    const vietnamese =
      'Đoàn của Łódź và Malmö thăm bộ phận một cửa của xã Mây Trắng, trao đổi về thủ tục hành chính điện tử. ';
    expect(read('vi', vietnamese.repeat(6)).kind).toBe('article');
    expect(read('de', UNKNOWN).kind).toBe('article');
  });
});
