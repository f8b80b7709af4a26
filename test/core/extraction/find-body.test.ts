import { describe, expect, it } from 'vitest';
import { blockTexts } from '../../../lambdas/core/extraction/article.ts';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';

const SENTENCE =
  'Bộ phận một cửa của xã Mây Trắng tiếp nhận hồ sơ của người dân từ sáng sớm và trả kết quả trong ngày.';

const paragraphs = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, i) => `<p>Đoạn ${from + i}. ${SENTENCE} ${SENTENCE}</p>`).join('');

/** What readers or other articles say, each in a box of its own. */
const strangers = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `<div class="b"><div class="c"><a href="/u/${i}">Người lạ ${i}</a> <span>2 giờ trước</span></div><div class="d">Lời lạ ${i}. ${SENTENCE}</div></div>`,
  ).join('');

function read(body: string): string[] {
  const html = `<html lang="vi"><head><title>Một ngày ở xã Mây Trắng</title></head><body><h1>Một ngày ở xã Mây Trắng</h1><div class="m">${body}</div></body></html>`;
  const found = extractArticle({ html, url: 'https://bao.example.vn/a.htm', rules: null, listed: null });
  return found.kind === 'article' ? blockTexts(found.blocks).map((text) => text.split('.')[0] ?? '') : [];
}

const told = (count: number): string[] => Array.from({ length: count }, (_, i) => `Đoạn ${i}`);

describe('finding the body', () => {
  it.each([
    ['most in the first box', 9],
    ['most in the last box', 1],
    ['half and half', 5],
  ])('takes a text cut into boxes made alike whole: %s', (_what, cut) => {
    const box = (inner: string): string => `<div class="x"><div class="y"><div class="z">${inner}</div></div></div>`;

    expect(read(`${box(paragraphs(0, cut))}${box(paragraphs(cut, 10))}`)).toEqual(told(10));
  });

  it('takes the first paragraph that stands before the box of the others', () => {
    expect(read(`${paragraphs(0, 1)}<div class="x">${paragraphs(1, 10)}</div>`)).toEqual(told(10));
  });

  it('does not take a small box that is made otherwise', () => {
    const other = `<div class="w"><div><p>Lời lạ. ${SENTENCE}</p></div></div>`;

    expect(read(`<div class="x"><div>${paragraphs(0, 10)}</div></div>${other}`)).toEqual(told(10));
  });

  it.each(['comments', 'comment-list', 'disqus_thread', 'respond'])(
    'leaves readers out where they wrote more than the paper did: %s',
    (name) => {
      const page = `<div class="x">${paragraphs(0, 6)}</div><div id="${name}">${strangers(30)}</div>`;

      expect(read(page)).toEqual(told(6));
    },
  );

  it.each(['post comments-open', 'has-comments', 'entry comments-closed'])(
    'keeps an article that says whether readers may write: %s',
    (name) => {
      const page = `<div class="${name}">${paragraphs(0, 6)}</div><div class="q">${strangers(5)}</div>`;

      expect(read(page)).toEqual(told(6));
    },
  );

  it('leaves a nameless box of short pieces beside the text', () => {
    expect(read(`<div class="x">${paragraphs(0, 6)}</div><div class="a">${strangers(8)}</div>`)).toEqual(told(6));
  });

  it('ends with a text, never with a heading', () => {
    expect(read(`<div class="x">${paragraphs(0, 6)}<h3>Mục bỏ trống</h3></div>`)).toEqual(told(6));
    expect(read(`<div class="x">${paragraphs(0, 3)}<h3>Mục giữa bài</h3>${paragraphs(3, 6)}</div>`)).toContain(
      'Mục giữa bài',
    );
  });
});
