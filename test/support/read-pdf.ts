import { getDocumentProxy } from 'unpdf';
import type { Listed, ReadOutput } from './read-outputs.ts';

/** A bookmark and what lies under it. */
export interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}

/** A PDF as a reader sees it. */
export interface ReadPdf {
  /** Text of each page, a line a line. */
  readonly pages: readonly string[];
  readonly bookmarks: readonly Bookmark[];
  /** Addresses that a click opens, and names of places that it jumps to. */
  readonly links: readonly string[];
  readonly language: string | null;
}

/** Reads a PDF with another program than the one that wrote it. */
export async function openPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages: string[] = [];
  const links: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(linesOf(items.flatMap((item) => ('str' in item ? [item] : []))).join('\n'));
    for (const annotation of await page.getAnnotations()) links.push(String(annotation.url ?? annotation.dest));
  }
  const outline = (await pdf.getOutline()) ?? [];
  const { info } = await pdf.getMetadata();
  return { pages, bookmarks: outline, links, language: 'Language' in info ? String(info.Language) : null };
}

/** Numbered lines of the contents, with the page each names; bookmarks for the titles above the bodies. */
export function listedIn({ pages, bookmarks }: ReadPdf): ReadOutput & { readonly pageOf: ReadonlyMap<number, number> } {
  const contents: Listed[] = [];
  const pageOf = new Map<number, number>();
  for (const [, number, title, page] of pages.join('\n').matchAll(/^(\d+)\. (.+?(?:\n.+?)*?) ?\.{3,} ?(\d+)$/gmu)) {
    contents.push({ number: Number(number), title: squeezed(title ?? '') });
    pageOf.set(Number(number), Number(page));
  }
  const titles = bookmarks.flatMap(({ items }) => items.map(({ title }) => title.replace(/^\d+\. /u, '')));
  return { contents, titles, pageOf };
}

interface Placed {
  readonly str: string;
  readonly transform: readonly number[];
}

/** Texts that stand at one height are one line. */
function linesOf(items: readonly Placed[]): string[] {
  const lines: { y: number; text: string }[] = [];
  for (const { str, transform } of items) {
    const y = Math.round(transform[5] ?? 0);
    const last = lines.at(-1);
    if (last && Math.abs(last.y - y) <= 1) last.text += str;
    else if (str.trim() !== '') lines.push({ y, text: str });
  }
  return lines.map(({ text }) => squeezed(text));
}

function squeezed(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
