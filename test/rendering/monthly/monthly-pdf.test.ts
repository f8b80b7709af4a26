import { beforeAll, describe, expect, it } from 'vitest';
import { bytesFrom } from '../../../lambdas/rendering/monthly/figure.ts';
import { type MonthlyView, monthlyViewOf } from '../../../lambdas/rendering/monthly/monthly-view.ts';
import { setPieces } from '../../../lambdas/rendering/monthly/pdf/pieces.ts';
import { renderMonthlyPdf } from '../../../lambdas/rendering/monthly/pdf/render-monthly-pdf.ts';
import { readMonthlyPdf } from '../../support/read-monthly.ts';
import { openPdf, type ReadPdf } from '../../support/read-pdf.ts';
import { sampleMonthly } from '../../support/sample-monthly.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';

let view: MonthlyView;
let bytes: Uint8Array;
let pdf: ReadPdf;

beforeAll(async () => {
  const { snapshot, pictures } = await sampleMonthly();
  view = monthlyViewOf(snapshot, SAMPLE_ADDRESS);
  bytes = (await renderMonthlyPdf(view, bytesFrom(pictures))).bytes;
  pdf = await openPdf(bytes);
});

/** Titles whose page, by the contents, does not hold their beginning. */
function wronglyPlaced(read: ReadPdf): string[] {
  const { contents, pages } = readMonthlyPdf(read);
  return contents.filter((title, index) => {
    const lines = (read.pages[(pages[index] ?? 0) - 1] ?? '').split('\n');
    return !lines.some((line) => line.startsWith(title.slice(0, 30)));
  });
}

const articles = () => view.sections.flatMap(({ items }) => items);

describe('the PDF of a monthly', () => {
  it('has right page numbers in its contents', () => {
    expect(readMonthlyPdf(pdf).contents).toEqual(articles().map(({ title }) => title));
    expect(wronglyPlaced(pdf)).toEqual([]);
  });

  it('is found out by this test when a page of the contents is wrong', () => {
    const planted = pdf.pages.map((page, index) => (index === 1 ? page.replace(/(\.{3,} ?)\d+$/u, '$11') : page));
    expect(wronglyPlaced({ ...pdf, pages: planted })).toEqual([articles().at(-1)?.title]);
  });

  it('numbers every page but the cover, and speaks Vietnamese', () => {
    expect(pdf.pages.length).toBeGreaterThan(8);
    for (const [index, page] of pdf.pages.entries()) {
      const foot = `Trang ${index + 1}/${pdf.pages.length}`;
      if (index === 0) expect(page).not.toContain('Trang');
      else expect(page).toContain(foot);
    }
    expect(pdf.language).toBe('vi-VN');
  });

  it('has the footnote of a contribution on the page of who signs it', () => {
    const signed = pdf.pages.find((page) => page.includes('LÊ HOÀI AN (*)'));
    expect(signed).toContain('(*) Phó Giám đốc Sở Nội vụ thành phố Cần Thơ');
  });

  it('tells a screen reader what its pictures are', () => {
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw.match(/\/S \/Figure/gu)).toHaveLength(5);
    expect(raw.match(/\/Alt /gu)).toHaveLength(5);
    expect(raw.match(/\/S \/Caption/gu)).toHaveLength(5);
    expect(raw).toContain('/S /Note');
  });

  it('links to nothing but papers, the house and its own places', () => {
    const places = new Set([...view.sections.map(({ anchor }) => anchor), ...articles().map(({ anchor }) => anchor)]);
    const strange = pdf.links.filter((link) => !places.has(link) && !/^https:\/\/[\w.]+\.example\.vn\//u.test(link));
    expect(strange).toEqual([]);
  });

  it('ends an article on no page with its byline or source alone', () => {
    for (const page of pdf.pages.slice(2))
      expect(page.split('\n')[0]).not.toMatch(/^(?:Tin, ảnh|Bài, ảnh|Nguồn|Theo):/u);
  });
});

describe('a picture without room on its page', () => {
  const paragraph = { kind: 'paragraph' as const, runs: [] };
  const heading = { kind: 'heading' as const, runs: [] };
  /** Kinds in the order they are set; there is room for a picture after `room` other pieces. */
  function ordered(pieces: readonly ('p' | 'h' | 'x')[], room: number): string {
    const picture = articles().flatMap(({ pictures }) => pictures)[0];
    if (picture === undefined) throw new Error('the sample has pictures');
    const set: string[] = [];
    const blocks = pieces.map((piece) => (piece === 'x' ? picture : piece === 'h' ? heading : paragraph));
    setPieces(blocks, {
      fits: () => set.length >= room,
      set: (piece) => set.push(piece.kind === 'picture' ? 'x' : piece.kind === 'heading' ? 'h' : 'p'),
    });
    return set.join('');
  }

  it('lets paragraphs go first until there is room', () => {
    expect(ordered(['p', 'x', 'p', 'p', 'p'], 3)).toBe('pppxp');
    expect(ordered(['p', 'x', 'p', 'p', 'p'], 0)).toBe('pxppp');
  });

  it('waits for no sub-heading, no other picture and no end of the article', () => {
    expect(ordered(['x', 'p', 'h', 'p'], 9)).toBe('pxhp');
    expect(ordered(['x', 'p', 'x', 'p', 'p'], 9)).toBe('pxpxp');
    expect(ordered(['p', 'x', 'p'], 9)).toBe('pxp');
    expect(ordered(['p', 'x'], 9)).toBe('px');
  });
});
