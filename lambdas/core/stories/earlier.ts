import { type Day, dayOf, type Instant } from '../calendar/instant.ts';
import { decideOnText, isElsewhere, isSeries, type Verdict } from './decide.ts';
import { createFeaturing } from './features.ts';
import { type Comparing, createComparing } from './likeness.ts';
import type { Mark } from './mark.ts';
import { shared } from './places.ts';
import { sharedSigns, signsOf } from './signs.ts';
import type { StoryInput } from './story-input.ts';
import { type Weighed, weigh, weighedIn } from './weighed.ts';

/** A clipping of an earlier issue, as the marking sees it. */
export interface Printed {
  readonly issueKey: Day;
  readonly title: string;
  readonly text: string;
  /** Ids of the articles it was made of or named: the story's, the printed one's, the other papers'. */
  readonly articleIds: readonly string[];
  readonly site: string;
  readonly publishedAt: Instant | null;
}

/** What the earlier issues say of a story's articles, the lead first; null: nothing. */
export type Marker = (articles: readonly StoryInput[]) => Mark | null;

/** Articles of a story that are held against what was printed: more say nothing new. */
const SPEAKERS = 3;
/** Terms of their heads two reports share at least when one tells or goes on from the other's story. */
const LEAST_IN_COMMON = 4;
/** So much of the text is the printed one's: it ran, whatever else was added. */
const RAN = 0.5;
/** A report with less than this share of figures, days and documents that were not printed brings nothing new. */
const NEWS = 0.5;
/** How far below "one story" a report may lie that goes on from it, where they share what the story turns on. */
const GOES_ON = -2.5;
/** A title that speaks of the same thing as the printed one, though in other words. */
const SAME_SUBJECT = 0.4;

interface Known {
  readonly clipping: Printed;
  readonly weighed: Weighed;
}

/**
 * A marker that knows what earlier issues printed, newest first. `already-run`: the same article, or a report of the
 * same news. `follow-up`: a later report with new facts that shares what the printed story turned on – a document, a
 * person, or its subject in the same place.
 */
export function markerOf(printed: readonly Printed[]): Marker {
  const featuring = createFeaturing();
  const comparing = createComparing();
  const batch = printed.map((clipping) => featuring(inputOf(clipping)));
  const { weighed, rarity } = weigh(batch);
  const known = weighed.flatMap((each, index): Known[] => {
    const clipping = printed[index];
    return clipping === undefined ? [] : [{ clipping, weighed: each }];
  });
  return (articles) => {
    const same = known.find(({ clipping }) => articles.some(({ id }) => clipping.articleIds.includes(id)));
    if (same !== undefined) return markOf(same.clipping, 'already-run');
    const speakers = [...new Map(articles.map((each) => [each.id, each])).values()].slice(0, SPEAKERS);
    const own = speakers.map((article) => weighedIn(featuring(article), rarity));
    return markByText(own, known, comparing);
  };
}

function markByText(own: readonly Weighed[], known: readonly Known[], comparing: Comparing): Mark | null {
  const found = own.flatMap((report) =>
    known
      .filter(({ weighed }) => comparing.headInCommon(weighed, report) >= LEAST_IN_COMMON)
      .flatMap(({ clipping, weighed }) => {
        const verdict = decideOnText(weighed, report, comparing);
        const kind = kindOf(report, weighed, verdict);
        return kind === null ? [] : [{ clipping, kind, score: verdict.score }];
      }),
  );
  const best = found.sort((a, b) => b.score - a.score);
  const first = best.find(({ kind }) => kind === 'already-run') ?? best[0];
  return first === undefined ? null : markOf(first.clipping, first.kind);
}

/** What a report is to a printed one; null: nothing, or another number of the same series. */
function kindOf(report: Weighed, printed: Weighed, { score, alike }: Verdict): Mark['kind'] | null {
  if (isSeries(report, printed) || isElsewhere(report, printed, alike)) return null;
  const isLater = isDayAfter(report.input, printed.input);
  if (alike.text >= RAN) return 'already-run';
  if (score > 0) return isLater && newsIn(report, printed) >= NEWS ? 'follow-up' : 'already-run';
  return score > GOES_ON && isLater && sharesCore(report, printed, alike.cross) ? 'follow-up' : null;
}

/** Share of a report's figures, days and documents that were not printed. */
function newsIn(report: Weighed, printed: Weighed): number {
  const own = signsOf(report, 'figures', 'headDates', 'documents').map(report.book.textOf);
  const old = new Set(signsOf(printed, 'figures', 'dates', 'documents').map(printed.book.textOf));
  return own.length === 0 ? 0 : own.filter((sign) => !old.has(sign)).length / own.length;
}

/** A document or a full name in common; or the same subject in the same province. */
function sharesCore(report: Weighed, printed: Weighed, cross: number): boolean {
  const isFullName = (name: string): boolean => name.split(' ').length > 2;
  return (
    sharedSigns(report, printed, 'documents').length > 0 ||
    sharedSigns(report, printed, 'names').map(report.book.textOf).some(isFullName) ||
    (cross >= SAME_SUBJECT && shared(report.places().about, printed.places().about).length > 0)
  );
}

/** An unknown time is no later day. */
function isDayAfter(report: StoryInput, printed: StoryInput): boolean {
  const [own, earlier] = [report.publishedAt, printed.publishedAt];
  return own !== null && earlier !== null && dayOf(own) > dayOf(earlier);
}

function markOf({ issueKey, title }: Printed, kind: Mark['kind']): Mark {
  return { kind, issueKey, title };
}

function inputOf({ articleIds, title, text, site, publishedAt }: Printed): StoryInput {
  return { id: articleIds[0] ?? title, title, lead: null, text, sourceId: site, publishedAt, rank: 0 };
}
