import { type Day, daySchema } from '../../calendar/instant.ts';
import type { Citation } from '../../drafting/draft.ts';
import { SIGNS } from './signs.ts';

/** `(Baophapluat.vn 05/9, Lê Hồng)` at the very end of a paragraph. */
const CITATION = /\s*\(([^()]{2,80}?)(?:\s+(\d{1,2})\s*\/\s*(\d{1,2}))?(?:,\s*([^()]{1,120}))?\)\s*$/u;

/** A site: letters and dots, no spaces. */
const SITE = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)+$/u;

/** `Về đầu trang`, with the end mark of the last item or without. */
const BACK = SIGNS.backLinkAtEnd;

/** What follows the citation of a paper of which only titles are printed. */
const READ_ON = SIGNS.readOn;

/** A paragraph without the citation that closes it, and the citation. */
export interface Cited {
  readonly text: string;
  readonly citation: Citation | null;
  readonly hasBackLink: boolean;
}

/** Takes the way back and the citation off the end of a paragraph; the year of the citation's day is the issue's, or the one before. */
export function citedParagraph(paragraph: string, issueDay: Day): Cited {
  const hasBackLink = BACK.test(paragraph);
  const text = paragraph.replace(BACK, '').replace(READ_ON, '').trim();
  const [whole, site = '', dayOfMonth, month, rest] = CITATION.exec(text) ?? [];
  const isCitation = whole !== undefined && (dayOfMonth !== undefined || SITE.test(site.trim()));
  if (!isCitation) return { text, citation: null, hasBackLink };
  const day = dayOfMonth === undefined ? null : dayIn(issueDay, Number(dayOfMonth), Number(month));
  return {
    text: text.slice(0, -whole.length).trim(),
    citation: { site: site.trim(), day, ...people(rest) },
    hasBackLink,
  };
}

function people(rest = ''): Pick<Citation, 'authors' | 'agency'> {
  const parts = rest.split(/\s*,\s*(?=Theo\s)/iu);
  const agency = parts.find((part) => /^theo\s/iu.test(part)) ?? null;
  const authors = parts
    .filter((part) => part !== agency && part.trim() !== '')
    .flatMap((part) => part.split(/\s+[–—-]\s+/u));
  return { authors: authors.map((author) => author.trim()), agency: agency?.replace(/^theo\s+/iu, '').trim() ?? null };
}

/** The last such day that is not after the issue's; null where the calendar has none. */
function dayIn(issueDay: Day, dayOfMonth: number, month: number): Day | null {
  const two = (value: number): string => String(value).padStart(2, '0');
  const year = Number(issueDay.slice(0, 4));
  const candidates = [year, year - 1].map((each) => `${each}-${two(month)}-${two(dayOfMonth)}`);
  return candidates.find((day) => day <= issueDay && daySchema.safeParse(day).success) ?? null;
}
