import { type Day, daySchema } from '../calendar/instant.ts';
import { fold } from '../vietnamese/fold.ts';
import type { ProofCitation, ProofClipping, ProofInput, ProofSection } from './proof-input.ts';

/** `Phát hành: 05/9/2024`. */
const ISSUED = /Phát hành:\s*(\d{1,2})\/(\d{1,2})\/(\d{4})/u;
/** A numbered line of the contents, table marks taken off, with its leaders and page. */
const NUMBERED = /^\d{1,2}\.\s+(.*?)[\s.…]*$/u;
const TOP = /Về đầu trang/u;
const EDITOR = /^Biên tập viên\s/u;
/** `(Baophapluat.vn 05/9, Lê Hồng)` at the end of an item, with the way back behind it. */
const CITATION = /\([^()]{2,160}\)[\s.]*(?:Về đầu trang[\s./]*)?$/u;
const CITED_DAY = /\d{1,2}[/.-]\d{1,2}/;
const CITED_SITE = /^\(\s*(?:[\p{L}\d-]+\.)+[\p{L}]{2,}|^\(\s*\p{Lu}[\p{L} ]+(?:\s\d|,|\))/u;

interface Contents {
  readonly sections: readonly string[];
  readonly titles: readonly string[];
}

/** A printed bulletin as text, read item by item; null where the text is none. Double spaces are kept: they are read too. */
export function readBulletin(text: string): ProofInput | null {
  const issued = ISSUED.exec(text);
  const issueKey = issued === null ? null : dayOf(issued);
  if (issueKey === null) return null;
  const lines = linesOf(text.slice(issued?.index ?? 0));
  const contents = contentsOf(lines);
  const body = contents.end === 0 ? lines : lines.slice(contents.end);
  const sections = sectionsOf(body, contents);
  return sections.length === 0 ? null : { issueKey, sections, mailBytes: null, deadLinks: [] };
}

/** Any text as one item without a title of its own; hard line ends inside a sentence are taken back. */
export function readPlainText(text: string, about: { readonly id: string; readonly day: Day }): ProofInput {
  const paragraphs: string[] = [];
  for (const line of linesOf(text)) addLine(paragraphs, line.replace(/^#+\s+|^\*\*(?=\p{Lu})|\*\*$/gu, ''));
  const clipping = { id: about.id, title: about.id, placePrefix: null, paragraphs, citation: null };
  return {
    issueKey: about.day,
    sections: [{ id: about.id, name: '', clippings: [clipping] }],
    mailBytes: null,
    deadLinks: [],
  };
}

/** A page's or line's end cuts a paragraph in two: what stops without a stop and goes on in small letters is one. */
function addLine(paragraphs: string[], line: string): void {
  const last = paragraphs.at(-1);
  if (last !== undefined && /[\p{L}\d,]$/u.test(last) && /^\p{Ll}/u.test(line))
    paragraphs.splice(-1, 1, `${last} ${line}`);
  else paragraphs.push(line);
}

function dayOf([, day = '', month = '', year = '']: RegExpExecArray): Day | null {
  return daySchema.safeParse(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`).data ?? null;
}

/** Lines that say something, without the marks of tables, headings and links. */
function linesOf(text: string): string[] {
  return text
    .split(/\r\n|\r|\n/u)
    .map((line) => line.replaceAll(/\[([^\][]{1,80})\]\([^()\s]{0,200}\)/gu, '$1').trim())
    .filter((line) => line !== '' && !/^[|\s:-]+$/.test(line));
}

/** The contents end where their first section is said again. */
function contentsOf(lines: readonly string[]): Contents & { readonly end: number } {
  const cleaned = lines.map(withoutLeaders);
  const first = cleaned.findIndex((line) => NUMBERED.test(line));
  const start = first < 0 ? -1 : cleaned.slice(0, first).findLastIndex(isCapitals);
  if (start < 0) return { sections: [], titles: [], end: 0 };
  const again = cleaned.findIndex((line, index) => index > first && fold(line) === fold(cleaned[start] ?? ''));
  const end = again < 0 ? 0 : again;
  const part = cleaned.slice(start, end);
  return {
    sections: part.filter(isCapitals),
    titles: part.flatMap((line) => NUMBERED.exec(line)?.[1] ?? []),
    end,
  };
}

/** `| 1. Tiêu đề..... | 1 |` and `1. Tiêu đề ..... 4`. */
function withoutLeaders(line: string): string {
  const bare = line.replace(/^\|\s*/, '').replace(/\s*\|\s*\d*\s*\|?$/, '');
  return bare.replace(/(?:\.{3,}|…)[\s.…]*\d*\s*$/u, '').trim();
}

function isCapitals(line: string): boolean {
  return /\p{Lu}{2}/u.test(line) && line === line.toUpperCase() && !/^\d/.test(line) && !/^\(/.test(line);
}

interface Reading {
  readonly sections: { id: string; name: string; clippings: ProofClipping[] }[];
  item: { title: string; paragraphs: string[] } | null;
  readonly titles: readonly string[];
}

function sectionsOf(lines: readonly string[], { sections, titles }: Contents): ProofSection[] {
  const names = new Set(sections.map(fold));
  const reading: Reading = { sections: [], item: null, titles };
  for (const line of lines) {
    if (names.has(fold(line)) || (names.size === 0 && isCapitals(line))) beginSection(reading, line);
    else if (reading.sections.length > 0 && !EDITOR.test(line)) readLine(reading, line);
  }
  closeItem(reading, null);
  return reading.sections;
}

function beginSection(reading: Reading, name: string): void {
  closeItem(reading, null);
  reading.sections.push({ id: fold(name).replaceAll(/[^a-z]+/g, '-'), name, clippings: [] });
}

function readLine(reading: Reading, line: string): void {
  if (reading.item === null) {
    reading.item = { title: line, paragraphs: [] };
    return;
  }
  addLine(reading.item.paragraphs, line);
  const cited = CITATION.exec(line);
  if (TOP.test(line) || (cited !== null && CITED_DAY.test(cited[0])))
    closeItem(reading, cited === null ? null : cited[0]);
}

function closeItem(reading: Reading, cited: string | null): void {
  const { item } = reading;
  reading.item = null;
  if (item === null || reading.sections.length === 0) return;
  const last = item.paragraphs.pop() ?? '';
  const { text, citation } = cited === null ? { text: last, citation: missingOrigin(last) } : parted(last, cited);
  const number = reading.sections.reduce((sum, { clippings }) => sum + clippings.length, 1);
  const contentsTitle = reading.titles[number - 1];
  reading.sections.at(-1)?.clippings.push({
    id: String(number),
    title: item.title,
    // Where a printed place ends only its words could tell, so it stays in the title.
    placePrefix: null,
    paragraphs: [...item.paragraphs, ...(text === '' ? [] : [text])],
    citation,
    ...(contentsTitle === undefined || contentsTitle === item.title ? {} : { contentsTitle }),
  });
}

/** A line of origin that touches the text before it keeps the sign it touches, so that the missing space is seen. */
function parted(last: string, cited: string): { text: string; citation: ProofCitation } {
  const at = last.length - cited.length;
  const isTouching = at > 0 && !/\s/.test(last.charAt(at - 1));
  const from = isTouching ? at - 1 : at;
  return {
    text: last.slice(0, from).trimEnd(),
    citation: { text: last.slice(from), hasSite: CITED_SITE.test(cited), hasDay: CITED_DAY.test(cited) },
  };
}

function missingOrigin(last: string): ProofCitation | null {
  return TOP.test(last) ? { text: '', hasSite: false, hasDay: false } : null;
}
