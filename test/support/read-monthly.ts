import { load } from 'cheerio/slim';
import { publicMonthlySchema } from '../../lambdas/rendering/monthly/monthly-json.ts';
import { docxPart } from './read-docx.ts';
import type { ReadPdf } from './read-pdf.ts';

/** Titles of a monthly as an output lists them in its contents, and as they stand above the articles. */
export interface ReadMonthly {
  readonly contents: readonly string[];
  readonly titles: readonly string[];
}

const squeezed = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Reads the HTML of a mail. */
export function readMonthlyMail(html: string): ReadMonthly {
  const $ = load(html);
  const texts = (selector: string) =>
    $(selector)
      .toArray()
      .map((node) => squeezed($(node).text()));
  return { contents: texts('td.t'), titles: texts('h3') };
}

/** Reads the web page. */
export function readMonthlyPage(html: string): ReadMonthly {
  const $ = load(html);
  const texts = (selector: string) =>
    $(selector)
      .toArray()
      .map((node) => squeezed($(node).text()));
  return { contents: texts('#muc-luc li li a'), titles: texts('article > h3') };
}

/** Reads the text part. */
export function readMonthlyText(text: string): ReadMonthly {
  const [head = '', ...bodies] = text.split(/^={10,}$/mu);
  const contents = [...head.matchAll(/^- (.+(?:\n {2}\S.*)*)/gmu)].map(([, title]) => squeezed(title ?? ''));
  const parts = bodies
    .join('\n')
    .split(/^-{10,}$/mu)
    .slice(0, -1);
  return { contents, titles: parts.map((part) => squeezed(part.trim().split('\n\n').at(-1) ?? '')) };
}

/** Reads `issue.json`. */
export function readMonthlyJson(json: string): ReadMonthly {
  const titles = publicMonthlySchema
    .parse(JSON.parse(json))
    .sections.flatMap(({ articles }) => articles.map(({ title }) => title));
  return { contents: titles, titles };
}

/** Reads the text for Zalo, which is nothing but contents. */
export function readZalo(text: string): string[] {
  return [...text.matchAll(/^\d+\. (.+)$/gmu)].map(([, title]) => title ?? '');
}

/** Reads a Word document: rows of the contents, and second-level headings. */
export function readMonthlyDocx(bytes: Uint8Array): ReadMonthly {
  const $ = load(docxPart(bytes, 'word/document.xml'), { xml: true });
  const withStyle = (style: string): string[] =>
    $('w\\:p')
      .toArray()
      .filter((node) => $(node).find('w\\:pStyle').attr('w:val') === style)
      .map((node) => squeezed($(node).find('w\\:t').not('w\\:fldSimple w\\:t').text()));
  return { contents: withStyle('TOC2').map((row) => row.replace(/^• ?/u, '')), titles: withStyle('Heading2') };
}

/** Reads a PDF: rows of the contents with the page each names, and bookmarks. */
export function readMonthlyPdf(pdf: ReadPdf): ReadMonthly & { readonly pages: readonly number[] } {
  const rows = [...(pdf.pages[1] ?? '').matchAll(/^• ?(.+?(?:\n(?!•).+?)*?) ?\.{3,} ?(\d+)$/gmu)];
  return {
    contents: rows.map(([, title]) => squeezed(title ?? '')),
    titles: pdf.bookmarks.flatMap(({ items }) => items.map(({ title }) => title)),
    pages: rows.map(([, , page]) => Number(page)),
  };
}
