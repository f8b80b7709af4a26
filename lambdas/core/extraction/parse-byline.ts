import { fold } from '../vietnamese/fold.ts';
import { normalise } from '../vietnamese/normalise.ts';
import agencies from './agencies.json' with { type: 'json' };
import type { Byline } from './article.ts';

/** Longest first, so that `bài, ảnh` is not read as `bài`. */
const DUTIES = agencies.duties.toSorted((a, b) => b.length - a.length).join('|');
const DUTY = new RegExp(
  `^(?:(?:${DUTIES})\\s*[:：]|(?:theo|by|nguồn)\\s+(?=\\S)|(?:pv|phóng viên)\\s+(?=\\S))\\s*`,
  'iu',
);
const SEPARATOR = /\s+[-–—]\s+|\s*[–—]\s*|\s*[,;&/|•()]\s*|\s+và\s+|\s+(?:and|und|et)\s+/iu;
const OFFICES: ReadonlySet<string> = new Set(agencies.offices);
const AGENCIES = agencies.agencies.map((name) => ({ name, folded: fold(name) }));
/** A printed byline is a line, not a paragraph. */
const LONGEST = 120;
const LONGEST_NAME = 40;

/**
 * Reads a byline as printed: `Đăng Minh – Thanh Tuấn` has two authors, `Bài, ảnh: ANH KHOA` one,
 * `Theo TTXVN/Vietnam+` none but an agency, and what follows a name as its office (`- Vụ Cải cách hành chính, Bộ Nội vụ`)
 * is no author. Null for what is no byline: addresses, numbers, sentences.
 */
export function parseByline(text: string): Byline | null {
  const printed = normalise(text)
    .replaceAll('\n', ' ')
    .replace(/^[-–•*\s]+|[\s.;,]+$/gu, '')
    .replace(/^\(([^()]*)\)$/, '$1');
  if (printed === '' || printed.length > LONGEST || /https?:|@|\d{4}/.test(printed)) return null;
  const names = withoutDuty(printed)
    .split(SEPARATOR)
    .map((part) => withoutDuty(part.trim()))
    .filter((part) => part !== '');
  const folded = names.map(fold);
  const agency = AGENCIES.find((known) => folded.some((name) => isOrBegins(name, known.folded)));
  const firstOffice = names.findIndex(isOffice);
  const persons = firstOffice < 0 ? names : names.slice(0, firstOffice);
  const authors = [...new Set(persons.filter(isName).map(inTitleCase))];
  if (authors.length === 0 && agency === undefined) return null;
  return { printed, authors, agency: agency?.name ?? null };
}

function isOrBegins(folded: string, name: string): boolean {
  return folded.startsWith(name) && (folded.length === name.length || folded[name.length] === ' ');
}

function withoutDuty(text: string): string {
  return text.replace(DUTY, '');
}

/** With marks, for `Vũ` is a name and `Vụ` an office; an office is said in three words (`Sở Nội vụ`), or begins with two. */
function isOffice(part: string): boolean {
  const words = part.toLowerCase().split(' ');
  const begins = [1, 2, 3].filter((count) => OFFICES.has(words.slice(0, count).join(' ')));
  return begins.some((count) => words.length > Math.max(count, 2) || (count === 1 && words[0] === 'ubnd'));
}

function isName(part: string): boolean {
  if (part.length > LONGEST_NAME || part.split(' ').length > 6 || !/^\p{Lu}/u.test(part)) return false;
  const folded = fold(part);
  if (AGENCIES.some((agency) => isOrBegins(folded, agency.folded))) return false;
  return !/[:!?"“”]|\d{2}|\.\p{L}{2,}$/u.test(part);
}

/** `ANH KHOA` → `Anh Khoa`; initials and single short names (`TP`) stay. */
function inTitleCase(name: string): string {
  if (!name.includes(' ') || /\p{Ll}/u.test(name)) return name;
  return name
    .split(' ')
    .map((word) => (word.endsWith('.') ? word : word.slice(0, 1) + word.slice(1).toLowerCase()))
    .join(' ');
}
