import { describe, expect, it } from 'vitest';
import { type Block, blockTexts, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { extractArticle } from '../../../lambdas/core/extraction/extract-article.ts';
import { isMetaLine, withoutMetaLines } from '../../../lambdas/core/extraction/meta-lines.ts';
import type { SiteRules } from '../../../lambdas/core/sources/source.ts';
import { LEAD, PARAGRAPHS, TITLE, URL_OF } from './pages.ts';

const byline = { printed: 'TS. Đỗ Minh An', authors: ['TS. Đỗ Minh An'], agency: null };
const about = { byline, rubrics: ['Cải cách'] };

describe('a line about the article', () => {
  it.each([
    '24/11/2026 04:40Chia sẻ',
    'Ngày đăng: 23/11/2026   17:00 Cỡ chữ',
    '23-11-2026 - 17:05',
    'TS. Đỗ Minh An Thứ Hai, ngày 23/11/2026 - 19:55',
    '(TS Đỗ Minh An thực hiện)',
    'Cải cách',
    'Chủ nhật, 22/11/2026, 8 giờ 05 phút (GMT+7)',
  ])('is no text: %s', (line) => {
    expect(isMetaLine(line, about)).toBe(true);
  });

  it.each([
    'Cải cách phải bắt đầu từ cơ sở.',
    'TS. Đỗ Minh An: Tôi cho rằng nên làm thử.',
    'Lễ thượng cờ dự kiến diễn ra ngày 01/12.',
    'Thứ trưởng phát biểu lúc 8 giờ 05 phút ngày 22/11/2026.',
  ])('is text as soon as it says anything else: %s', (line) => {
    expect(isMetaLine(line, about)).toBe(false);
  });

  it('goes at the head and at the end, and stays in the middle', () => {
    const middle = PARAGRAPHS.flatMap((text) => [text, text]).map(paragraph);
    const date = paragraph('24/11/2026 04:40Chia sẻ');
    const name = paragraph('TS. Đỗ Minh An');
    const blocks: Block[] = [date, ...middle.slice(0, 4), name, ...middle.slice(4), name];
    expect(withoutMetaLines(blocks, about)).toEqual([...middle.slice(0, 4), name, ...middle.slice(4)]);
  });
});

function extracted(body: string, rules: SiteRules | null = null) {
  const html = `<html lang="vi"><head><title>${TITLE}</title></head><body><div class="detail"><h1>${TITLE}</h1>${body}</div></body></html>`;
  const result = extractArticle({ html, url: URL_OF, rules, listed: null });
  if (result.kind !== 'article') throw new Error(result.reason);
  return { ...result, texts: blockTexts(result.blocks) };
}
const paragraphs = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('');

describe('a page whose date, share bar and author stand in the text', () => {
  it('loses the line with the date, the repeated lead with its prefix and the closing name', () => {
    const found = extracted(
      `<p class="x">23-11-2026 - 17:05</p><p class="sapo">(XYO) - ${LEAD}</p>${paragraphs}<p><b>TS. Đỗ Minh An</b></p>`,
    );
    expect(found.texts).toEqual(PARAGRAPHS);
    expect(found).toMatchObject({ lead: LEAD, byline: { printed: 'TS. Đỗ Minh An' } });
  });

  it('takes the mark of the paper off the first sentence after a short line too', () => {
    const [first = '', ...others] = PARAGRAPHS;
    const rest = others.map((text) => `<p>${text}</p>`).join('');
    const found = extracted(`<div><p>Ghi nhanh từ cơ sở</p><p>(XYO) - ${first}</p>${rest}</div>`);
    expect(found.texts).toEqual(['Ghi nhanh từ cơ sở', ...PARAGRAPHS]);
  });

  it('leaves out what the rules of the paper call its date and author, wherever it stands', () => {
    const rules = { body: '.detail', published: '.khi', author: '.ai' };
    const found = extracted(
      `<p class="khi">Bản in ra lúc sáng sớm 08:05 ngày 23/11/2026</p>${paragraphs}<p class="ai">Đỗ Minh An (thực hiện)</p>`,
      rules,
    );
    expect(found.texts).toEqual(PARAGRAPHS);
    expect(found.byline).toEqual({ printed: 'Đỗ Minh An (thực hiện)', authors: ['Đỗ Minh An'], agency: null });
  });

  it('reads a text that holds a table with one picture and its caption', () => {
    const picture =
      '<table class="picBox"><tr><td><img src="/a.jpg"></td></tr><tr><td class="chuthich"><em>Người dân làm thủ tục. Ảnh: HÀ THU</em></td></tr></table>';
    const [first = '', ...others] = PARAGRAPHS;
    const found = extracted(
      `<p class="sapo">${LEAD}</p><div class="content"><p>${first}</p>${picture}${others.map((text) => `<p>${text}</p>`).join('')}</div>`,
    );
    expect(found.texts).toEqual(PARAGRAPHS);
    expect(found.blocks.filter(({ kind }) => kind === 'picture')).toHaveLength(1);
  });

  it('takes a short report for an article when the list of the paper tells its title', () => {
    const html = `<html lang="vi"><head><title>${TITLE}</title></head><body><h1>${TITLE}</h1><p>${PARAGRAPHS[2]}</p></body></html>`;
    const page = { html, url: URL_OF, rules: null };
    expect(extractArticle({ ...page, listed: null })).toMatchObject({ reason: 'too-little-text' });
    expect(extractArticle({ ...page, listed: { title: TITLE, publishedAt: null } }).kind).toBe('article');
  });
});
