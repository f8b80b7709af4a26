import { type Day, daySchema } from '../../calendar/instant.ts';
import { bodyOf } from './body.ts';
import type { Finding, ImportedDaily, ImportedItem } from './bulletin.ts';
import { citedParagraph } from './citation-line.ts';
import { type DailyHead, type IsSection, readHead, withoutPage } from './daily-head.ts';
import { isSameTitle, likeness, titleKey } from './likeness.ts';
import type { Passage } from './passages.ts';
import { SIGNS } from './signs.ts';

/** An item that is being read: `cited` once its citation was met. */
interface OpenItem {
  readonly title: string;
  readonly line: number;
  readonly passages: Passage[];
  citation: ImportedItem['citation'];
  url: string | null;
  cited: boolean;
}

interface Reading {
  readonly day: Day;
  readonly contents: DailyHead['contents'];
  readonly isSection: IsSection;
  readonly sections: { title: string; items: ImportedItem[] }[];
  readonly findings: Finding[];
  item: OpenItem | null;
  editorName: string | null;
}

const EDITOR = SIGNS.editor;
const SOURCE = SIGNS.dailySource;
const RULE = /^[=_*-]{4,}$/u;
/** Where no day was found, citations are dated as of the end of time's reach, and so left without a year that is sure. */
const NO_DAY = '9999-12-31';

/** Reads a printed daily; `sections` are the names of the house's sections. Damaged input costs findings, never text. */
export function parseDaily(passages: readonly Passage[], sections: readonly string[], day: Day | null): ImportedDaily {
  const isSection: IsSection = (text) =>
    sections.some((name) => titleKey(name) === titleKey(text)) || (isCapitals(text) && isAlike(text, sections));
  const head = readHead(passages, isSection);
  const issueKey = head.issueKey ?? day;
  const reading: Reading = {
    day: issueKey ?? NO_DAY,
    contents: head.contents,
    isSection,
    sections: [],
    findings: [...head.findings],
    item: null,
    editorName: null,
  };
  for (const passage of passages.slice(head.end)) read(reading, passage);
  close(reading);
  const { findings, editorName } = reading;
  findings.push(...againstContents(reading));
  if (issueKey === null) findings.push({ line: 1, kind: 'no-date', text: '' });
  if (editorName === null) findings.push({ line: passages.at(-1)?.line ?? 1, kind: 'no-editor', text: '' });
  return {
    kind: 'daily',
    issueKey: daySchema.safeParse(issueKey).success ? issueKey : null,
    face: head.face,
    sections: reading.sections.filter(({ items }) => items.length > 0),
    editorName,
    contents: head.contents.map(({ title }) => title),
    findings: findings.toSorted((a, b) => a.line - b.line),
  };
}

function isCapitals(text: string): boolean {
  return /\p{Lu}{2}/u.test(text) && !/\p{Ll}/u.test(text);
}

/** Misread capitals: one word of the name may be another. */
function isAlike(text: string, sections: readonly string[]): boolean {
  return sections.some((name) => likeness(name, text) >= 0.7);
}

function read(reading: Reading, passage: Passage): void {
  const text = passage.text;
  if (RULE.test(text)) return;
  if (reading.editorName !== null) {
    leftOver(reading, passage);
    return;
  }
  const editor = EDITOR.exec(text)?.[1];
  if (editor !== undefined) {
    close(reading);
    reading.editorName = editor.trim();
  } else if (reading.isSection(text)) {
    close(reading);
    reading.sections.push({ title: text, items: [] });
  } else if (reading.item === null || startsNext(reading, reading.item, text)) open(reading, passage);
  else readInto(reading, reading.item, passage);
}

/** After its citation everything but the way back and the address is the next title; before it, only what the contents name. */
function startsNext({ contents, sections }: Reading, item: OpenItem, text: string): boolean {
  if (item.cited) return !isBackLink(text) && !SOURCE.test(text);
  const done = new Set(sections.flatMap(({ items }) => items.map(({ title }) => titleKey(title))));
  const key = titleKey(text);
  const isListed = contents.some(({ title }) => titleKey(title) === key && !done.has(key));
  return isListed && item.passages.length > 0 && titleKey(item.title) !== key;
}

function isBackLink(text: string): boolean {
  return SIGNS.backLink.test(text) || text === './.';
}

function open(reading: Reading, passage: Passage): void {
  close(reading);
  if (passage.text === '') return;
  if (isBackLink(passage.text)) return;
  const { text: title, line } = passage;
  reading.item = { title: withoutPage(title), line, passages: [], citation: null, url: null, cited: false };
}

function readInto(reading: Reading, item: OpenItem, passage: Passage): void {
  const [, url, rest = ''] = SOURCE.exec(passage.text) ?? [];
  if (url !== undefined && URL.canParse(url)) item.url = url;
  const isEnd = (url !== undefined && isBackLink(rest)) || isBackLink(passage.text);
  if (isEnd) close(reading);
  if (isEnd || url !== undefined) return;
  const cited = citedParagraph(passage.text, reading.day);
  if (cited.text !== '' || passage.cells !== undefined) item.passages.push({ ...passage, text: cited.text });
  if (cited.citation !== null) {
    item.citation = cited.citation;
    item.cited = true;
  }
  if (cited.hasBackLink) close(reading);
}

function close(reading: Reading): void {
  const { item } = reading;
  reading.item = null;
  if (item === null) return;
  if (reading.sections.length === 0) {
    reading.sections.push({ title: '', items: [] });
    reading.findings.push({ line: item.line, kind: 'no-section', text: item.title });
  }
  if (item.citation === null) reading.findings.push({ line: item.line, kind: 'no-citation', text: item.title });
  const body = bodyOf(item.passages);
  const last = item.passages.at(-1)?.text ?? '';
  const { title, line, citation, url } = item;
  reading.sections.at(-1)?.items.push({ title, line, body, cut: /(?:\.\.\.|…)$/u.test(last), citation, url });
}

function leftOver({ findings }: Reading, { line, text }: Passage): void {
  if (text !== '') findings.push({ line, kind: 'left-over', text });
}

/** The titles above the bodies against those of the contents. */
function againstContents({ contents, sections }: Reading): Finding[] {
  const items = sections.flatMap((section) => section.items);
  if (contents.length === 0) return items.length === 0 ? [] : [{ line: 1, kind: 'no-contents', text: '' }];
  const missing = contents
    .filter(({ title }) => !items.some((item) => isSameTitle(item.title, title)))
    .map(({ line, title }): Finding => ({ line, kind: 'not-found', text: title }));
  const strange = items.flatMap((item): Finding[] => {
    const same = contents.find(({ title }) => isSameTitle(item.title, title));
    if (same === undefined) return [{ line: item.line, kind: 'not-in-contents', text: item.title }];
    return same.title === item.title
      ? []
      : [{ line: item.line, kind: 'title-differs', text: `${same.title} ≠ ${item.title}` }];
  });
  return [...missing, ...strange];
}
