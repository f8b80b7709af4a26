import { describe, expect, it } from 'vitest';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import type { DailyContent } from '../../../lambdas/core/issue/snapshot.ts';
import { renderPdf } from '../../../lambdas/rendering/pdf/render-pdf.ts';
import { viewOf } from '../../../lambdas/rendering/view.ts';
import { HOSTILE_ADDRESSES, HOSTILE_STRINGS } from '../../support/hostile-snapshot.ts';
import { listedIn, openPdf, type ReadPdf } from '../../support/read-pdf.ts';
import { giantContent, SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../../support/sample-snapshot.ts';

async function rendered(content: DailyContent): Promise<Uint8Array> {
  return (await renderPdf(viewOf(sampleSnapshot(content), SAMPLE_ADDRESS))).bytes;
}

const SAMPLE = rendered(sampleContent());
const GIANT_CONTENT = giantContent(30, 900);
const GIANT = rendered(GIANT_CONTENT).then(openPdf);
const SAMPLE_READ = SAMPLE.then(openPdf);

/** Numbers whose page, by the contents, does not hold the beginning of their title; pages are looked at after the contents. */
function wronglyPlaced(pdf: ReadPdf): number[] {
  const { contents, pageOf } = listedIn(pdf);
  return contents
    .filter(({ number, title }) => {
      const page = pageOf.get(number) ?? 0;
      const head = title.slice(0, 30);
      const lines = (pdf.pages[page - 1] ?? '').split('\n');
      // A title above a body is not numbered, its line in the contents is.
      return !lines.some((line) => line.startsWith(head));
    })
    .map(({ number }) => number);
}

describe('the PDF of an issue', () => {
  it('has right page numbers in its contents, over one page and over many', async () => {
    const issues = [[sampleContent(), await SAMPLE_READ] as const, [GIANT_CONTENT, await GIANT] as const];
    for (const [content, pdf] of issues) {
      const { contents, titles } = listedIn(pdf);
      const clippings = content.sections.flatMap((section) => section.clippings);
      expect(contents).toEqual(clippings.map(({ number, title }) => ({ number, title })));
      expect(titles).toEqual(clippings.map(({ title }) => title));
      expect(wronglyPlaced(pdf)).toEqual([]);
    }
  });

  it('is found out by this test when a page of the contents is wrong', async () => {
    const pdf = await SAMPLE_READ;
    const planted = pdf.pages.map((page) => page.replace(/^(7\. .+\n.+\.{3,} ?)\d+$/mu, '$11'));
    expect(wronglyPlaced({ ...pdf, pages: planted })).toEqual([7]);
  });

  it('numbers every page of how many, names the issue at every foot and speaks Vietnamese', async () => {
    const pdf = await GIANT;
    expect(pdf.pages.length).toBeGreaterThan(3);
    for (const [index, page] of pdf.pages.entries()) {
      expect(page).toContain(`Trang ${index + 1}/${pdf.pages.length}`);
      expect(page).toContain('Bản tin Điểm báo cải cách hành chính – Thứ Hai, 23/11/2026');
    }
    expect(pdf.language).toBe('vi-VN');
  });

  it('prints what a reader of the page reads: citation, way back, end mark, editor', async () => {
    const text = (await SAMPLE_READ).pages.join('\n').replace(/\s+/gu, ' ');
    for (const part of [
      'Năm 2026 THỨ HAI Phát hành: 23/11/2026 Bản tin Điểm báo CẢI CÁCH HÀNH CHÍNH',
      'từng đơn vị... (Thoisuhanhchinh.vn 23/11, Minh Đăng) Về đầu trang',
      'Về đầu trang./.',
      'Biên tập viên Thu Hằng',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('leaves no title alone at the foot of a page', async () => {
    const pdf = await GIANT;
    const titles = new Set(listedIn(pdf).titles);
    for (const page of pdf.pages) expect(titles).not.toContain(page.split('\n').at(-1));
  });

  it('does not leave the line of the editor alone on the last page', async () => {
    const content = sampleContent();
    const [section] = content.sections;
    const [clipping] = section?.clippings ?? [];
    if (!section || !clipping) throw new Error('the sample has clippings');
    // With so many paragraphs the text ends with the page, and the line would be the first of the next.
    const body = Array.from({ length: 18 }, (_, at) => paragraph(`Đoạn thứ ${at + 1} của bài.`));
    const sections = [{ ...section, clippings: [{ ...clipping, number: 1, body, cut: false }] }];
    const { pages } = await openPdf(await rendered({ ...content, sections }));
    expect(pages).toHaveLength(2);
    expect(pages.at(-1)).toMatch(/Về đầu trang\.\/\.\nBiên tập viên/u);
  });

  it('changes no byte when it is rendered again', async () => {
    expect(Buffer.compare(await rendered(sampleContent()), await SAMPLE)).toBe(0);
  });

  it('links to nothing but papers and its own places, whatever was scraped', async () => {
    const content = sampleContent();
    const clippings = content.sections.flatMap((section) => section.clippings);
    for (const [index, clipping] of clippings.entries()) {
      clipping.url = HOSTILE_ADDRESSES[index % HOSTILE_ADDRESSES.length] ?? '';
      clipping.title = HOSTILE_STRINGS[index % HOSTILE_STRINGS.length] ?? '';
    }
    const { links } = await openPdf(await rendered(content));
    expect(
      links.filter((link) => !/^(?:muc-luc|tin-\d+|chu-truong|dia-phuong|quan-ly|phan-tich)$/u.test(link)),
    ).toEqual([]);
  });

  it('sets a word longer than a page', async () => {
    const content = sampleContent();
    const long = 'ă'.repeat(20_000);
    const clipping = content.sections[0]?.clippings[0];
    if (!clipping) throw new Error('the sample has clippings');
    clipping.body.push({ kind: 'paragraph', runs: [{ text: long }] });
    const { pages } = await openPdf(await rendered(content));
    expect(pages.join('').match(/ă/gu)?.length).toBeGreaterThanOrEqual(long.length);
  });
});
