import { describe, expect, it } from 'vitest';
import { type Article, type Block, paragraph } from '../../../lambdas/core/extraction/article.ts';
import { composeArticle } from '../../../lambdas/core/monthly/compose-article.ts';
import { article, source } from '../drafting/samples.ts';

const KNOWN = { section: 'trung-uong' as const, place: null, picked: false, score: 1, dailies: [], reasons: [] };
const composed = (more: Partial<Article>, printing: 'full' | 'excerpt' | 'title' = 'full') =>
  composeArticle(article('m', more), [source('sen', { printing })], KNOWN);
const texts = (made: ReturnType<typeof composed>) =>
  made.pieces.map((piece) =>
    piece.kind === 'picture' ? piece.url : JSON.stringify('runs' in piece.block ? piece.block.runs : piece.block),
  );

describe('composeArticle', () => {
  it('keeps headings, lists, bold runs and pictures; nothing is taken or struck yet', () => {
    const blocks: Block[] = [
      { kind: 'picture', url: 'https://sen.example.vn/a.jpg', caption: 'Quầy mới', credit: 'Thu Ngân' },
      { kind: 'heading', runs: [{ text: 'Bớt một lần đi lại' }] },
      { kind: 'paragraph', runs: [{ text: 'Ba điểm: ', bold: true }, { text: 'nhanh, gọn, rõ.' }] },
      { kind: 'list', ordered: false, items: [[{ text: 'Một' }], [{ text: 'Hai' }]] },
    ];
    const made = composed({ blocks });
    expect(made.pieces.map((piece) => (piece.kind === 'text' ? piece.block : piece.kind))).toEqual([
      'picture',
      ...blocks.slice(1),
    ]);
    expect(made.pieces[0]).toMatchObject({ taken: false, picture: null, caption: 'Quầy mới', credit: 'Thu Ngân' });
    expect(made.sapo).toBe('Quầy lưu động giúp bà con vùng xa bớt một lần đi lại.');
  });

  it("says the lead once, without the paper's mark", () => {
    const lead = '(SO) - Từ hôm nay bà con nộp hồ sơ ở bất cứ xã nào.';
    const made = composed({ lead, blocks: [paragraph(lead), paragraph('Mỗi xã có hai quầy.')] });
    expect(made.sapo).toBe('Từ hôm nay bà con nộp hồ sơ ở bất cứ xã nào.');
    expect(texts(made)).toEqual(['[{"text":"Mỗi xã có hai quầy."}]']);
  });

  it.each([
    ['Bài, ảnh: THU NGÂN', ['Thu Ngân'], null, 'Bài, ảnh: THU NGÂN', null],
    ['Theo TTXVN', [], 'TTXVN', null, 'TTXVN'],
    ['Lan Hương', ['Lan Hương'], 'TTXVN', 'Lan Hương', 'TTXVN'],
  ] as const)('prints the byline %j as the paper gives it', (printed, authors, agency, byline, via) => {
    const blocks = [paragraph('Mỗi xã có hai quầy.'), paragraph(printed)];
    const made = composed({ blocks, byline: { printed, authors: [...authors], agency } });
    expect(made).toMatchObject({ byline, via, site: 'sen.example.vn' });
    expect(texts(made)).toEqual(['[{"text":"Mỗi xã có hai quầy."}]']);
  });

  it('names the site the paper took it from, and takes that line out of the text', () => {
    const blocks = [paragraph('Mỗi xã có hai quầy.'), paragraph('Nguồn: moha.gov.vn')];
    const made = composed({ blocks, byline: null });
    expect(made).toMatchObject({ byline: null, via: 'moha.gov.vn', site: 'sen.example.vn' });
    expect(made.pieces).toHaveLength(1);
  });

  it('prints no more than the paper allows', () => {
    const blocks = Array.from({ length: 9 }, (_, index) => paragraph(`Đoạn ${index}. ${'Thêm chữ. '.repeat(30)}`));
    const picture: Block = { kind: 'picture', url: 'https://sen.example.vn/a.jpg', caption: null, credit: null };
    const excerpt = composed({ blocks: [picture, ...blocks] }, 'excerpt');
    expect(excerpt.cut).toBe(true);
    expect(excerpt.pieces.every(({ kind }) => kind === 'text')).toBe(true);
    expect(texts(excerpt).join('').length).toBeLessThan(1_500);
    expect(composed({ blocks }, 'title')).toMatchObject({ sapo: null, pieces: [], printing: 'title' });
  });
});
