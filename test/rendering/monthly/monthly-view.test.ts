import { describe, expect, it } from 'vitest';
import type { MonthlyArticle, MonthlyContent } from '../../../lambdas/core/monthly/monthly-content.ts';
import { monthlyViewOf } from '../../../lambdas/rendering/monthly/monthly-view.ts';
import { monthlyWords } from '../../../lambdas/rendering/monthly/monthly-words.ts';
import { boundPlaces, lowered, sentenceCase } from '../../../lambdas/rendering/monthly/sentence-case.ts';
import { sampleMonthly } from '../../support/sample-monthly.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';

const { snapshot } = await sampleMonthly();

const viewOf = (content: Partial<MonthlyContent>, number: number | undefined = 36) =>
  monthlyViewOf({ ...snapshot, number, content: { ...snapshot.content, ...content } }, SAMPLE_ADDRESS);

const [first] = snapshot.content.sections[0]?.articles ?? [];

function articleOf(given: Partial<MonthlyArticle>) {
  if (first === undefined) throw new Error('the sample has articles');
  const section = { id: 'trung-uong' as const, title: 'TIN', articles: [{ ...first, ...given }] };
  const article = viewOf({ sections: [section] }).sections[0]?.items[0];
  if (article === undefined) throw new Error('the view has the article');
  return article;
}

describe('the view of a monthly', () => {
  it('writes number and month as the cover has them: a zero before the months 1 and 2 alone', () => {
    const lines = ['2026-01', '2026-02', '2026-03', '2026-09', '2026-12'].map((issueKey) => viewOf({ issueKey }));
    expect(lines.map(({ monthLine }) => monthLine)).toEqual([
      'THÁNG 01 - 2026',
      'THÁNG 02 - 2026',
      'THÁNG 3 - 2026',
      'THÁNG 9 - 2026',
      'THÁNG 12 - 2026',
    ]);
    expect(lines[3]).toMatchObject({ numberLine: 'SỐ 36', issueName: 'Số 36, tháng 9/2026' });
  });

  it('has no number before it is approved', () => {
    const view = monthlyViewOf({ ...snapshot, number: undefined }, SAMPLE_ADDRESS);
    expect(view).toMatchObject({ number: null, numberLine: null, issueName: 'Tháng 11/2026' });
  });

  it('keeps the capitals of places, and of nothing else', () => {
    const { kindsOfPlace } = monthlyWords();
    expect(sentenceCase('BẢN TIN ĐIỆN TỬ', kindsOfPlace)).toBe('Bản tin điện tử');
    for (const place of ['thành phố Cần Thơ', 'thành phố Hồ Chí Minh', 'tỉnh Đắk Lắk', 'tỉnh Bà Rịa - Vũng Tàu']) {
      const capitals = `CẢI CÁCH HÀNH CHÍNH ${place.toUpperCase()}`;
      expect(lowered(capitals, kindsOfPlace)).toBe(`cải cách hành chính ${place}`);
    }
  });

  it('does not break the name of a place over two lines of a cover', () => {
    const { kindsOfPlace } = monthlyWords();
    expect(boundPlaces('HÀNH CHÍNH THÀNH PHỐ CẦN THƠ', kindsOfPlace)).toBe(
      'HÀNH CHÍNH THÀNH\u00a0PHỐ\u00a0CẦN\u00a0THƠ',
    );
    expect(boundPlaces('CẢI CÁCH HÀNH CHÍNH', kindsOfPlace)).toBe('CẢI CÁCH HÀNH CHÍNH');
  });

  it('names both papers, the one it was taken from first', () => {
    expect(articleOf({ via: 'noivu.example.vn', site: 'bao.example.vn' }).sources).toEqual([
      'Theo: noivu.example.vn',
      'Nguồn: bao.example.vn',
    ]);
  });

  it('prints of a paper whose titles only may be used nothing but title and source', () => {
    const article = articleOf({ printing: 'title' });
    expect(article).toMatchObject({ sapo: null, blocks: [], pictures: [], byline: null, isAbridged: true });
    expect(article.sources).toHaveLength(1);
    expect(articleOf({ printing: 'full' }).blocks.length).toBeGreaterThan(3);
  });

  it('puts who signs a contribution under its title, and nowhere else', () => {
    const signed = articleOf({ affiliation: 'Giám đốc Sở', byline: 'LÊ AN' });
    expect(signed).toMatchObject({ author: 'LÊ AN', affiliation: 'Giám đốc Sở', byline: null });
    expect(articleOf({ byline: 'LÊ AN' })).toMatchObject({ author: null, byline: 'LÊ AN' });
  });

  it('says what a picture belongs to where it has no caption', () => {
    const [picture] = articleOf({
      title: 'Một cửa',
      body: [
        { kind: 'picture', picture: { id: 'a'.repeat(64), width: 2000, height: 1000 }, caption: ' ', credit: null },
      ],
    }).pictures;
    expect(picture).toMatchObject({ alt: 'Ảnh trong bài: Một cửa', caption: null, credit: null });
    expect(picture?.mail).toMatchObject({
      width: 560,
      height: 280,
      address: `https://diembao.example.vn/pictures/${'a'.repeat(64)}/mail.jpg`,
    });
  });

  it('leaves out a sub-heading with nothing after it', () => {
    const body = [{ kind: 'heading' as const, runs: [{ text: 'Đọc thêm' }] }];
    expect(articleOf({ body }).blocks).toEqual([]);
  });
});
