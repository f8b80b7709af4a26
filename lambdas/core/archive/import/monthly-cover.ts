import { type Month, monthSchema } from '../../monthly/monthly-content.ts';
import type { Finding, ImportedMonthly } from './bulletin.ts';
import { titleKey } from './likeness.ts';
import type { Passage } from './passages.ts';
import { SIGNS } from './signs.ts';

/** Cover and contents of a monthly. */
export interface MonthlyCover {
  readonly issueKey: Month | null;
  readonly number: number | null;
  readonly face: ImportedMonthly['face'];
  readonly contents: readonly { readonly title: string; readonly line: number }[];
  /** Index of the first passage of the bodies. */
  readonly end: number;
  readonly findings: readonly Finding[];
}

const MONTH = SIGNS.month;
const NUMBER = SIGNS.number;
const CONTENTS = SIGNS.contents;
const AGENCY = SIGNS.agency;
const BOARD = SIGNS.board;
/** What ends the lines under a label of the cover. */
const LABEL = SIGNS.label;
const NAME = SIGNS.name;

/** Whether a passage is the name of one of the two sections. */
export function isMonthlySection(text: string): boolean {
  return titleKey(text).startsWith('tin cai cach hanh chinh') && !/\p{Ll}/u.test(text);
}

/** Reads cover and contents; a text that begins with its articles has neither. */
export function readCover(passages: readonly Passage[]): MonthlyCover {
  const at = passages.findIndex(({ text }) => CONTENTS.test(text));
  const first = passages.findIndex(({ text }) => isMonthlySection(text));
  const cover = passages.slice(0, at === -1 ? Math.max(first, 0) : at);
  const { contents, end } = at === -1 ? { contents: [], end: Math.max(first, 0) } : readContents(passages, at + 1);
  const texts = cover.map(({ text }) => text);
  const month = texts.map((text) => MONTH.exec(text)).find((match) => match !== null);
  const number = texts.map((text) => NUMBER.exec(text)).find((match) => match !== null);
  const { face, used } = faceOf(cover);
  const isKnown = (text: string): boolean => MONTH.test(text) || NUMBER.test(text) || NAME.test(text) || used.has(text);
  const findings = cover.filter(({ text }) => text !== '' && !isKnown(text));
  return {
    issueKey: month ? monthOf(month) : null,
    number: number ? Number(number[1]) : null,
    face,
    contents,
    end,
    findings: findings.map(({ line, text }) => ({ line, kind: 'left-over', text })),
  };
}

function readContents(passages: readonly Passage[], from: number): Pick<MonthlyCover, 'contents' | 'end'> {
  const contents: { title: string; line: number }[] = [];
  const seen = new Set<string>();
  for (const [index, { text, line, isItem }] of passages.entries()) {
    if (index < from) continue;
    if (isMonthlySection(text)) {
      if (seen.has(titleKey(text))) return { contents, end: index };
      seen.add(titleKey(text));
    } else if (isItem || /^[•+-]/u.test(text)) {
      contents.push({ title: text.replace(/^[•+-]\s*/u, '').replace(/\s*[.…]{2,}\s*\d*$/u, ''), line });
    } else if (contents.length > 0 && text !== '') {
      return { contents, end: index };
    }
  }
  return { contents, end: passages.length };
}

function faceOf(cover: readonly Passage[]): { face: ImportedMonthly['face']; used: ReadonlySet<string> } {
  const texts = cover.map(({ text }) => text);
  const used = new Set<string>();
  const after = (label: RegExp): string | null => {
    const index = texts.findIndex((text) => label.test(text));
    const labelled = texts[index];
    if (labelled === undefined) return null;
    const same = label.exec(labelled)?.[1]?.trim() ?? '';
    const rest = texts.slice(index + 1);
    const next = rest.findIndex((text) => LABEL.test(text));
    const value = same === '' ? rest.slice(0, next === -1 ? 1 : next) : [same];
    for (const each of [labelled, ...value]) used.add(each);
    return value.length === 0 ? null : value.join(' ');
  };
  const face = {
    subject: texts.find((text) => SIGNS.subject.test(text)) ?? null,
    agency: after(AGENCY),
    board: after(BOARD),
    website: texts.find((text) => /^[\p{L}\d.-]+\.vn\/?$/u.test(text)) ?? null,
    email: texts.find((text) => /^[^\s@]+@[^\s@]+$/u.test(text)) ?? null,
  };
  for (const value of Object.values(face)) if (value !== null) used.add(value);
  return { face, used };
}

function monthOf([, month = '', year = '']: RegExpExecArray): Month | null {
  const key = `${year}-${month.padStart(2, '0')}`;
  return monthSchema.safeParse(key).success ? key : null;
}
