import { type Day, daySchema } from '../../calendar/instant.ts';
import type { Finding, ImportedDaily } from './bulletin.ts';
import { titleKey } from './likeness.ts';
import type { Passage } from './passages.ts';
import { SIGNS } from './signs.ts';

/** What stands above the bodies of a daily. */
export interface DailyHead {
  readonly issueKey: Day | null;
  readonly face: ImportedDaily['face'];
  readonly contents: readonly { readonly number: number; readonly title: string; readonly line: number }[];
  /** Index of the first passage of the bodies. */
  readonly end: number;
  readonly findings: readonly Finding[];
}

/** Whether a passage is the name of a section; dots and a page behind it do not matter. */
export type IsSection = (text: string) => boolean;

const ISSUED = SIGNS.issued;
const FACE = SIGNS.dailyFace;
const NUMBERED = /^(\d{1,3})\.\s+(.+)$/u;

/** A line of the contents without what leads to its page. */
export function withoutPage(text: string): string {
  return text
    .replace(/\s*(?:\.{2,}|…|\t)[.…\s]*\d{0,4}\s*$/u, '')
    .replace(/\s{2,}\d{1,4}$/u, '')
    .trim();
}

/** Reads masthead and contents; the bodies begin where the first section of the contents comes for the second time. */
export function readHead(passages: readonly Passage[], isSection: IsSection): DailyHead {
  const contents: { number: number; title: string; line: number }[] = [];
  const seen = new Set<string>();
  const before: Passage[] = [];
  let end = passages.length;
  for (const [index, passage] of passages.entries()) {
    const text = withoutPage(passage.cells?.[0] ?? passage.text);
    const [, number, title] = NUMBERED.exec(text) ?? [];
    const repeats = isSection(text) && (seen.has(titleKey(text)) || hasText(passages, index, isSection));
    if (repeats) {
      end = index;
      break;
    }
    if (isSection(text)) seen.add(titleKey(text));
    else if (number !== undefined && title !== undefined && seen.size > 0) {
      contents.push({ number: Number(number), title, line: passage.line });
    } else if (passage.text !== '') before.push(passage);
  }
  return { ...faceOf(before), contents, end };
}

/** A section that is followed by a paragraph rather than by a numbered line is the body of a bulletin without contents. */
function hasText(passages: readonly Passage[], index: number, isSection: IsSection): boolean {
  const next = passages.slice(index + 1).find(({ text, cells }) => text !== '' || cells !== undefined);
  const words = withoutPage(next?.cells?.[0] ?? next?.text ?? '1. ');
  return !NUMBERED.test(words) && !isSection(words) && !/^(?:[-:| ]*)$/u.test(words);
}

function faceOf(before: readonly Passage[]): Pick<DailyHead, 'issueKey' | 'face' | 'findings'> {
  const issued = before.map(({ text }) => ISSUED.exec(text)).find((match) => match !== null);
  const frequency = before.find(({ text }) => /^\(.+\)$/u.test(text));
  const opening = before.findLast(({ text }) => text.endsWith(':') && !FACE.test(text));
  const rest = before.filter((each) => each !== frequency && each !== opening && !FACE.test(each.text));
  const subject = rest.find(({ text }) => /^[\p{Lu}\s–-]{8,}$/u.test(text));
  const names = rest.filter((each) => each !== subject && (subject === undefined || each.line < subject.line));
  const left = rest.filter((each) => each !== subject && !names.includes(each));
  return {
    issueKey: issued ? dayOfMatch(issued) : null,
    face: {
      bulletin: names.map(({ text }) => text).join(' ') || null,
      subject: subject?.text ?? null,
      frequency: frequency?.text ?? null,
      opening: opening?.text ?? null,
    },
    findings: left.map(({ line, text }) => ({ line, kind: 'left-over', text })),
  };
}

function dayOfMatch([, day = '', month = '', year = '']: RegExpExecArray): Day | null {
  const key = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return daySchema.safeParse(key).success ? key : null;
}
