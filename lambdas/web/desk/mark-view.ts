import { type Day, isBefore } from '../../core/calendar/instant.ts';
import type { Candidate, Clipping, Draft } from '../../core/drafting/draft.ts';
import { phrase } from '../../core/drafting/words.ts';
import { placeName } from '../../core/places/gazetteer.ts';
import type { Mark } from '../../core/stories/mark.ts';
import { formatDay } from '../../core/vietnamese/dates.ts';
import { deskMessages } from './messages.ts';

/** A short mark on a card: its kind, for the colour, and its word. */
export interface MarkView {
  readonly kind: 'new' | 'undated' | Mark['kind'];
  readonly text: string;
}

/** The marks of a clipping: came after the draft was laid out, ran already or goes on, has no day. */
export function clippingMarks(clipping: Clipping, draft: Draft): MarkView[] {
  const words = { ...deskMessages().marks, origins: deskMessages().origins };
  const { firstSeenAt, mark, citation } = clipping;
  const isNew = clipping.origin === undefined && firstSeenAt !== undefined && isBefore(draft.createdAt, firstSeenAt);
  return [
    ...(isNew ? [{ kind: 'new' as const, text: words.new }] : []),
    ...markOf(mark),
    ...(clipping.origin === undefined ? [] : [{ kind: 'new' as const, text: words.origins[clipping.origin] }]),
    ...(citation.day === null && clipping.origin !== 'own' ? [{ kind: 'undated' as const, text: words.undated }] : []),
  ];
}

/** The marks of a story that waits. */
export function candidateMarks({ mark, publishedAt }: Candidate): MarkView[] {
  const undated = publishedAt === null ? [{ kind: 'undated' as const, text: deskMessages().marks.undated }] : [];
  return [...markOf(mark), ...undated];
}

/** What an earlier issue printed, as a sentence; empty where it printed nothing of the kind. */
export function toldOf(mark: Mark | null | undefined): string {
  return mark ? phrase(deskMessages().marks.told[mark.kind], formatDay(mark.issueKey), unquoted(mark.title)) : '';
}

/** A title that is one quotation stands in the sentence's own quotation marks. */
function unquoted(title: string): string {
  return /^“([^“”]+)”$/u.exec(title)?.[1] ?? title;
}

/** The name of a place on the day of an issue. */
export function placeText(place: string | null, day: Day): string | null {
  return place === null ? null : placeName(place, day);
}

function markOf(mark: Mark | null | undefined): MarkView[] {
  return mark ? [{ kind: mark.kind, text: phrase(deskMessages().marks[mark.kind], formatDay(mark.issueKey)) }] : [];
}
