import { z } from 'zod';
import { dayOf } from '../calendar/instant.ts';
import { formatDate } from '../vietnamese/dates.ts';
import type { ChangedItem, Correction } from './correction.ts';
import seed from './notices.json' with { type: 'json' };
import type { IssueContent, WithdrawnPart } from './snapshot.ts';

/** What an edition calls its issue and the items of it. */
const editionWordsSchema = z.object({
  withdrawnItem: z.string(),
  withdrawnIssue: z.string(),
  withdrawnPart: z.string(),
  correctedItem: z.string(),
  removed: z.string(),
});

const wordsSchema = z.object({
  version: z.literal(1),
  withdrawnOn: z.string(),
  correctionSubject: z.string(),
  correction: z.string(),
  correctedOther: z.string(),
  editions: z.object({ daily: editionWordsSchema, monthly: editionWordsSchema }),
  what: z.object({
    title: z.string(),
    text: z.string(),
    citation: z.string(),
    place: z.string(),
    section: z.string(),
    added: z.string(),
  }),
});

type EditionWords = z.infer<typeof editionWordsSchema>;

/** The words in which an issue tells what became of it after it was published. */
export const noticeWords = wordsSchema.parse(seed);

/** What stands above the contents: every correction, oldest first, then what was withdrawn; empty for most issues. */
export function noticesOf({
  content,
  withdrawn = [],
}: {
  readonly content: Pick<IssueContent, 'edition' | 'corrections'>;
  readonly withdrawn?: readonly WithdrawnPart[] | undefined;
}): string[] {
  const words = noticeWords.editions[content.edition];
  const whole = withdrawn.find((part) => part.number === null);
  if (whole !== undefined) return [withdrawnNotice(whole, words)];
  const { corrections = [] } = content;
  return [
    ...corrections.map((correction) => correctionNotice(correction, words)),
    ...withdrawn.map((part) => withdrawnNotice(part, words)),
  ];
}

/** Names that links into a withdrawn issue end at, beside its notice; empty for every other. */
export function placesGone(withdrawn: readonly WithdrawnPart[] = []): readonly string[] {
  return withdrawn.flatMap(({ places = [] }) => places);
}

function correctionNotice({ at, revision, items, why, by }: Correction, words: EditionWords): string {
  const what =
    items.length === 0 ? noticeWords.correctedOther : items.map((item) => itemPhrase(item, words)).join('; ');
  const reason = why.trim().replace(/[.;]+$/u, '');
  return filled(noticeWords.correction, formatDate(dayOf(at)), revision, what, reason, by);
}

function itemPhrase({ number, what }: ChangedItem, { correctedItem, removed }: EditionWords): string {
  const changes = { ...noticeWords.what, removed };
  return filled(correctedItem, number, what.map((each) => changes[each]).join(', '));
}

function withdrawnNotice({ number, at }: WithdrawnPart, words: EditionWords): string {
  const day = formatDate(dayOf(at));
  return number === null ? filled(words.withdrawnIssue, day) : filled(words.withdrawnPart, day, number);
}

/** The subject under which a correction is mailed to those who got the issue. */
export function correctionSubject(subject: string): string {
  return filled(noticeWords.correctionSubject, subject);
}

/** `(gỡ ngày 24/11/2026)`, where the citation of a withdrawn item stood. */
export function withdrawnCitation(at: string): string {
  return filled(noticeWords.withdrawnOn, formatDate(dayOf(at)));
}

function filled(message: string, ...values: readonly (string | number)[]): string {
  return message.replace(/\{(\d)\}/gu, (gap, index: string) => String(values[Number(index)] ?? gap));
}
