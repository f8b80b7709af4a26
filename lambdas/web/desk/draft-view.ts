import { type Day, dayOf, fromMillis, type Instant, toMillis } from '../../core/calendar/instant.ts';
import { citationText } from '../../core/drafting/citation.ts';
import type { Clipping, Draft } from '../../core/drafting/draft.ts';
import { partedReasons } from '../../core/drafting/merge-reasons.ts';
import { numbered, orderedSections } from '../../core/drafting/order.ts';
import { phrase } from '../../core/drafting/words.ts';
import { blockTexts } from '../../core/extraction/article.ts';
import { printedTitle } from '../../core/issue/freeze.ts';
import type { Section } from '../../core/sections/section.ts';
import { formatDate, formatDay, weekdayName } from '../../core/vietnamese/dates.ts';
import { formatCount } from '../../core/vietnamese/numbers.ts';
import { cardCautions } from './caution-view.ts';
import { partedText } from './compare-view.ts';
import { clippingMarks, placeText, toldOf } from './mark-view.ts';
import { deskMessages, failureText } from './messages.ts';

/** Reasons shown on a card. */
const REASONS = 5;

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
        draft,
        cautions: cautions.get(number) ?? [],
      }),
    );
    return { id: section.id, title: section.title, count: cards.length, cards };
  });
}

/** A clipping as one that a story can be merged into: its number and title, as an editor chooses it. */
export interface Target {
  readonly id: string;
  readonly number: number;
  readonly label: string;
}

/** Every clipping as a {@link Target}, in the order of print. */
export function targetsView(draft: Draft, sections: readonly Section[]): Target[] {
  const { target } = deskMessages().card;
  return numbered(orderedSections(draft.clippings, sections)).flatMap(({ clippings }) =>
    clippings.map(({ number, clipping }) => ({
      id: clipping.id,
      number,
      label: phrase(target, number, shortened(printedTitle(clipping))),
    })),
  );
}

/** Reasons a card has room for, the strongest first and each once; why papers were joined is told on lines of its own. */
export function shownReasons(reasons: readonly string[]): { chosen: string[]; merged: string[] } {
  const { chosen, merged } = partedReasons(reasons);
  return { chosen: [...new Set(chosen)].slice(0, REASONS), merged };
}

/** A title that does not make a list of choices too wide. */
function shortened(title: string): string {
  return title.length <= 70 ? title : `${title.slice(0, title.lastIndexOf(' ', 69))}…`;
}

interface CardPlace {
  readonly number: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly draft: Draft;
  readonly cautions: readonly string[];
}

function cardOf(clipping: Clipping, at: CardPlace) {
  const paragraphs = blockTexts(clipping.body);
  const { id, section, edited, cut, ownWords = [] } = clipping;
  const { chosen, merged } = shownReasons(clipping.reasons);
  return {
    ...{ id, section, reasons: chosen, merged, edited, cut },
    paragraphs: paragraphs.map((text) => partedText(text, ownWords)),
    isOwnWords: ownWords.length > 0,
    picked: clipping.pickedForMonthly === true,
    cautions: at.cautions,
    number: at.number,
    isFirst: at.isFirst,
    isLast: at.isLast,
    title: printedTitle(clipping),
    citation: citationText(clipping.citation),
    site: clipping.citation.site,
    day: clipping.citation.day === null ? null : formatDay(clipping.citation.day),
    authors: clipping.citation.authors.join(', '),
    place: placeText(clipping.place, at.draft.issueKey),
    marks: clippingMarks(clipping, at.draft),
    told: toldOf(clipping.mark),
    leadReasons: clipping.others.length === 0 ? [] : (clipping.leadReasons ?? []),
    others: clipping.others.map(({ articleId, site, title, url }) => ({ articleId, site, title, url: webLink(url) })),
    late: at.draft.tray
      .filter(({ joins }) => joins === id)
      .map((candidate) => ({
        id: candidate.id,
        site: candidate.site,
        title: candidate.title,
        url: webLink(candidate.url),
      })),
    printing: deskMessages().printing[clipping.printing],
    words: formatCount(paragraphs.join(' ').split(/\s+/u).filter(Boolean).length),
    url: webLink(clipping.url),
  };
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
  return log
    .map(({ at, by, did, touched }) => ({ at: momentText(at), by, did, touched: touched?.join(' ') ?? '' }))
    .reverse();
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
