import { dayOf, toMillis } from '../calendar/instant.ts';
import { placeOn } from '../places/gazetteer.ts';
import type { Window } from './draft.ts';
import { type JudgedStory, leadArticle } from './judged-story.ts';

/** A story from the window's end is worth so much more than one from its beginning. */
const FRESH = 0.15;
/** So much more for each other paper that told it, up to four. */
const TOLD = 0.05;
const MOST_TOLD = 4;
/** The second story of a province is worth this share of itself to the local section, the third the square of it. */
const AGAIN = 0.6;

/** What a story is worth to an issue: its score, a little more when it is fresh and when several papers told it. */
export function worthOf(judged: JudgedStory, window: Window): number {
  const { instant } = leadArticle(judged).published;
  const told = Math.min(MOST_TOLD, judged.articles.length - 1);
  return judged.classification.score * (1 + FRESH * freshness(instant, window) + TOLD * told);
}

/** From 0, published when the window began or before, to 1, at its end. */
function freshness(instant: string | null, { from, to }: Window): number {
  const span = toMillis(to) - toMillis(from);
  if (instant === null || span <= 0) return 0;
  return Math.max(0, Math.min(1, (toMillis(instant) - toMillis(from)) / span));
}

/**
 * A story with what it is worth; `place` is the province of the day where provinces are to vary, else null;
 * `target` is how many clippings its section is to have.
 */
export interface Weighed {
  readonly judged: JudgedStory;
  readonly worth: number;
  readonly target: number;
  readonly place: string | null;
}

/** The best `count` of the stories, in the order taken: one province again and again counts less each time. */
export function best(stories: readonly Weighed[], count: number): Weighed[] {
  const taken: Weighed[] = [];
  let rest = [...stories].sort(byWorth);
  while (taken.length < count && rest.length > 0) {
    const next = rest.toSorted((a, b) => worthBeside(b, taken) - worthBeside(a, taken))[0];
    if (next === undefined) break;
    taken.push(next);
    rest = rest.filter((each) => each !== next);
  }
  return taken;
}

/** What a story adds beside those taken already. */
export function worthBeside(story: Weighed, taken: readonly Weighed[]): number {
  if (story.place === null) return story.worth;
  return story.worth * AGAIN ** taken.filter(({ place }) => place === story.place).length;
}

/** Worth, then the number of papers that told it, then the id. */
export function byWorth(a: Weighed, b: Weighed): number {
  return (
    b.worth - a.worth ||
    b.judged.articles.length - a.judged.articles.length ||
    (a.judged.story.id < b.judged.story.id ? -1 : 1)
  );
}

/** The province of a story at the end of the window: merged provinces are one. */
export function provinceOf({ classification: { place } }: JudgedStory, window: Window): string | null {
  return place === null ? null : placeOn(place, dayOf(window.to));
}
