import type { Month } from '../../monthly/monthly-content.ts';
import { bodyOf } from './body.ts';
import type { Finding, ImportedArticle, ImportedMonthly } from './bulletin.ts';
import { isSameTitle, likeness, titleKey } from './likeness.ts';
import { isMonthlySection, type MonthlyCover, readCover } from './monthly-cover.ts';
import type { Passage } from './passages.ts';
import { SIGNS } from './signs.ts';

interface OpenArticle {
  title: string;
  readonly line: number;
  readonly passages: Passage[];
  via: string | null;
  site: string | null;
}

interface Reading {
  readonly contents: MonthlyCover['contents'];
  readonly sections: { title: string; articles: ImportedArticle[] }[];
  readonly findings: Finding[];
  article: OpenArticle | null;
}

const VIA = SIGNS.via;
const SOURCE = SIGNS.monthlySource;
const BYLINE = SIGNS.byline;
const FOOTNOTE = /^\(\*\)\s*(.+)$/u;
const SIGNED = /^(.{3,60}?)\s*\(\*\)$/u;
/** Longest byline and longest line of a title broken over several, characters. */
const SHORT = 80;
/** Lines a title may be broken into. */
const TITLE_LINES = 4;

/** Reads a printed monthly, or a signed contribution that stands alone. Damaged input costs findings, never text. */
export function parseMonthly(passages: readonly Passage[], month: Month | null): ImportedMonthly {
  const cover = readCover(passages);
  const reading: Reading = { contents: cover.contents, sections: [], findings: [...cover.findings], article: null };
  for (const passage of passages.slice(cover.end)) read(reading, passage);
  close(reading);
  const articles = reading.sections.flatMap((section) => section.articles);
  const isContribution = articles.length === 1 && articles[0]?.affiliation !== null && cover.contents.length === 0;
  const findings = [...reading.findings, ...againstContents(cover.contents, articles)];
  const issueKey = cover.issueKey ?? month;
  if (issueKey === null) findings.push({ line: 1, kind: 'no-date', text: '' });
  return {
    kind: isContribution ? 'contribution' : 'monthly',
    issueKey,
    number: cover.number,
    face: cover.face,
    sections: reading.sections.filter((section) => section.articles.length > 0),
    contents: cover.contents.map(({ title }) => title),
    findings: findings.toSorted((a, b) => a.line - b.line),
  };
}

function read(reading: Reading, passage: Passage): void {
  const { text } = passage;
  if (isMonthlySection(text)) {
    close(reading);
    reading.sections.push({ title: text, articles: [] });
    return;
  }
  const { article } = reading;
  const via = VIA.exec(text)?.[1];
  const site = SOURCE.exec(text)?.[1];
  if (article && via !== undefined) article.via = via;
  else if (article && site !== undefined) {
    article.site = site;
    close(reading);
  } else if (article === null || beginsNext(reading, article, text)) open(reading, passage);
  else if (isMoreTitle(reading, article, passage)) article.title = `${article.title} ${text}`;
  else article.passages.push(passage);
}

/** Only a title of the contents may begin an article before the one above has named its source. */
function beginsNext({ contents, sections }: Reading, article: OpenArticle, text: string): boolean {
  const done = new Set(sections.flatMap(({ articles }) => articles.map(({ title }) => titleKey(title))));
  const key = titleKey(text);
  return (
    article.passages.length > 0 &&
    titleKey(article.title) !== key &&
    contents.some(({ title }) => titleKey(title) === key && !done.has(key))
  );
}

/** A title broken over lines: until it is one of the contents, or while lines stop short and none is a sentence. */
function isMoreTitle({ contents }: Reading, article: OpenArticle, { text, isStrong, isItem, cells }: Passage): boolean {
  if (article.passages.length > 0 || isItem || cells !== undefined) return false;
  const both = `${article.title} ${text}`;
  if (contents.some(({ title }) => isSameTitle(title, article.title))) {
    return contents.some(
      ({ title }) => likeness(title, both) > likeness(title, article.title) && isSameTitle(title, both),
    );
  }
  if (contents.some(({ title }) => isSameTitle(title, both))) return true;
  const isLine = text.length <= SHORT && !/[.!?:;…”"]$/u.test(text) && !SIGNED.test(text) && !isStrong;
  return isLine && article.title.split(' ').length < TITLE_LINES * 12 && !/[.!?]$/u.test(article.title);
}

function open(reading: Reading, { text, line }: Passage): void {
  close(reading);
  if (text !== '') reading.article = { title: text, line, passages: [], via: null, site: null };
}

function close(reading: Reading): void {
  const { article, sections, findings } = reading;
  reading.article = null;
  if (article === null) return;
  const footnote = article.passages.find(({ text }) => FOOTNOTE.test(text));
  const signature = article.passages.slice(0, 2).find(({ text }) => SIGNED.test(text));
  const closing = article.passages.at(-1);
  const isByline = closing !== undefined && closing !== footnote && isBylineText(closing.text, article.site !== null);
  const byline = isByline ? closing : signature;
  const rest = article.passages.filter((passage) => passage !== footnote && passage !== byline);
  const sapo = sapoOf(rest);
  if (sections.length === 0) {
    sections.push({ title: '', articles: [] });
    if (footnote === undefined) findings.push({ line: article.line, kind: 'no-section', text: article.title });
  }
  if (article.site === null && footnote === undefined) {
    findings.push({ line: article.line, kind: 'no-source', text: article.title });
  }
  sections.at(-1)?.articles.push({
    title: article.title,
    line: article.line,
    sapo: sapo?.text ?? null,
    body: bodyOf(sapo === null ? rest : rest.slice(1)),
    byline: byline === undefined ? null : (SIGNED.exec(byline.text)?.[1]?.trim() ?? byline.text),
    via: article.via,
    site: article.site,
    affiliation: footnote === undefined ? null : (FOOTNOTE.exec(footnote.text)?.[1] ?? null),
  });
}

/** `Bài, ảnh: …`, or before a source line a name or two: short, capitalised, no sentence. */
function isBylineText(text: string, hasSource: boolean): boolean {
  if (BYLINE.test(text) && text.length <= SHORT) return true;
  const words = text.split(' ');
  const isName = /^\p{Lu}/u.test(text) && words.length <= 14 && text.length <= SHORT && !/[.!?:;…”")]$/u.test(text);
  return hasSource && isName && words.slice(0, 2).every((word) => /^\p{Lu}/u.test(word));
}

/** The lead, where the print tells it apart: a whole paragraph in bold before the first other one. */
function sapoOf([first, second]: readonly Passage[]): Passage | null {
  return first?.isStrong && second !== undefined && !second.isStrong && /[.!?…”]$/u.test(first.text) ? first : null;
}

function againstContents(contents: MonthlyCover['contents'], articles: readonly ImportedArticle[]): Finding[] {
  if (contents.length === 0) return [];
  const missing = contents
    .filter(({ title }) => !articles.some((article) => isSameTitle(article.title, title)))
    .map(({ line, title }): Finding => ({ line, kind: 'not-found', text: title }));
  const strange = articles
    .filter((article) => !contents.some(({ title }) => isSameTitle(article.title, title)))
    .map(({ line, title }): Finding => ({ line, kind: 'not-in-contents', text: title }));
  return [...missing, ...strange];
}
