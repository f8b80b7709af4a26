import { type Day, dayOf, fromMillis, type Instant, toMillis } from '../../core/calendar/instant.ts';
import { citationText } from '../../core/drafting/citation.ts';
import type { Candidate, Clipping, Draft } from '../../core/drafting/draft.ts';
import { partedReasons } from '../../core/drafting/merge-reasons.ts';
import { numbered, orderedSections } from '../../core/drafting/order.ts';
import { phrase } from '../../core/drafting/words.ts';
import { blockTexts } from '../../core/extraction/article.ts';
import { printedTitle } from '../../core/issue/freeze.ts';
import { placeName } from '../../core/places/gazetteer.ts';
import type { Section } from '../../core/sections/section.ts';
import { formatDate, formatDay, weekdayName } from '../../core/vietnamese/dates.ts';
import { formatCount } from '../../core/vietnamese/numbers.ts';
import { cardCautions } from './caution-view.ts';
import { deskMessages, failureText, leftOutText } from './messages.ts';

/** One clipping as a card of the draft page. */
export type Card = ReturnType<typeof cardOf>;

/** The sections with their numbered cards, empty ones too: a section can only be filled where it is seen. */
export function sectionsView(draft: Draft, sections: readonly Section[]) {
  const cautions = cardCautions(draft, sections);
  return numbered(orderedSections(draft.clippings, sections)).map(({ section, clippings }) => {
    const cards = clippings.map(({ number, clipping }, index) =>
      cardOf(clipping, {
        number,
        isFirst: index === 0,
        isLast: index === clippings.length - 1,
        day: draft.issueKey,
        cautions: cautions.get(number) ?? [],
      }),
    );
    return { id: section.id, title: section.title, count: cards.length, cards };
  });
}

interface CardPlace {
  readonly number: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly day: Day;
  readonly cautions: readonly string[];
}

function cardOf(clipping: Clipping, at: CardPlace) {
  const paragraphs = blockTexts(clipping.body);
  const { id, section, edited, cut } = clipping;
  const { chosen, merged } = partedReasons(clipping.reasons);
  return {
    ...{ id, section, reasons: chosen, merged, edited, cut, paragraphs },
    cautions: at.cautions,
    number: at.number,
    isFirst: at.isFirst,
    isLast: at.isLast,
    title: printedTitle(clipping),
    citation: citationText(clipping.citation),
    site: clipping.citation.site,
    day: clipping.citation.day === null ? null : formatDay(clipping.citation.day),
    authors: clipping.citation.authors.join(', '),
    place: placeText(clipping.place, at.day),
    others: clipping.others.map((other) => ({ site: other.site, title: other.title, url: webLink(other.url) })),
    printing: deskMessages().printing[clipping.printing],
    words: formatCount(paragraphs.join(' ').split(/\s+/u).filter(Boolean).length),
    url: webLink(clipping.url),
  };
}

/** Newcomers or stories left out, as short rows. */
export function candidatesView(candidates: readonly Candidate[], day: Day) {
  return candidates.map((candidate) => ({
    id: candidate.id,
    title: candidate.title,
    site: candidate.site,
    section: candidate.section,
    place: placeText(candidate.place, day),
    reasons: candidate.reasons,
    why: leftOutText(candidate.why),
    url: webLink(candidate.url),
    lead: candidate.lead ?? '',
    published: publishedText(candidate),
  }));
}

/** When the paper published it; a draft older than that field knows only when it was first seen. */
function publishedText({ publishedAt, firstSeenAt }: Candidate): string {
  const words = deskMessages().candidate;
  if (publishedAt === undefined) return phrase(words.seen, momentText(firstSeenAt));
  return publishedAt === null ? words.undated : phrase(words.published, momentText(publishedAt));
}

/** What was read and what was not, for the line above the draft. */
export function gatheredView(draft: Draft) {
  const { gathered, window } = draft;
  return {
    read: gathered.read,
    sources: gathered.sources,
    missing: gathered.missing.map(({ name, failure }) => ({ name, why: failureText(failure) })),
    articles: formatCount(gathered.articles),
    stories: formatCount(gathered.stories),
    from: momentText(window.from),
    to: momentText(window.to),
  };
}

/** Who did what, newest first. */
export function logView(log: Draft['log']) {
  return log.map(({ at, by, did }) => ({ at: momentText(at), by, did })).reverse();
}

/** A day as a headline. */
export function dayView(day: Day) {
  return { issueKey: day, weekday: weekdayName(day), date: formatDate(day) };
}

/** `06:12, 05/9`. */
export function momentText(instant: Instant): string {
  return `${fromMillis(toMillis(instant)).slice(11, 16)}, ${formatDay(dayOf(instant))}`;
}

/** Only http and https become links; anything else stays unlinked. */
export function webLink(address: string): string | null {
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
}

function placeText(place: string | null, day: Day): string | null {
  return place === null ? null : placeName(place, day);
}
