import { dayOf } from '../calendar/instant.ts';
import { findPlaces } from '../places/find-places.ts';
import { placeOn } from '../places/gazetteer.ts';
import type { StoryInput } from './story-input.ts';

/** Provinces an article names in title, lead and first lines, and among them those it is about: the title's, where it names one. */
export interface Places {
  readonly named: ReadonlySet<string>;
  readonly about: ReadonlySet<string>;
  readonly isTitled: boolean;
}

/** Characters of the text looked through for places. */
const READ_OF_TEXT = 240;

/** The provinces of an article, by their names of its day. */
export function placesOf(input: StoryInput): Places {
  const day = input.publishedAt === null ? null : dayOf(input.publishedAt);
  const found = findPlaces(`${input.title}\n${input.lead ?? ''}\n${input.text.slice(0, READ_OF_TEXT)}`);
  const ids = (hits: typeof found): Set<string> =>
    new Set(hits.map(({ place }) => (day === null ? place : placeOn(place, day))));
  const title = found.filter(({ index }) => index < input.title.length);
  const named = ids(found);
  const isTitled = title.length > 0;
  return { named, about: isTitled ? ids(title) : named, isTitled };
}

/** What two sets have in common, in the order of the first. */
export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((place) => b.has(place));
}

/** 1 where neither article is about a place the other names, half where that holds one way; 0 where one names none. */
export function elsewhere(a: Places, b: Places): number {
  return (apart(a.about, b.named) + apart(b.about, a.named)) / 2;
}

function apart(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  for (const place of a) if (b.has(place)) return 0;
  return 1;
}
