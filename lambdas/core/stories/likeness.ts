import { dayOf } from '../calendar/instant.ts';
import { findPlaces } from '../places/find-places.ts';
import { placeOn } from '../places/gazetteer.ts';
import type { Features } from './features.ts';
import type { Rarity, SignKind } from './rarity.ts';

/** How alike two articles are, part by part; all from 0 to 1. */
export interface Likeness {
  /** Share of the shorter text's runs of three syllables that the other has too. */
  readonly text: number;
  /** Likeness of the titles, of the heads and of all that is read: cosines of terms weighed by rarity. */
  readonly title: number;
  readonly head: number;
  readonly whole: number;
  /** Share of each title's terms that the other article uses anywhere, in the mean. */
  readonly cross: number;
  /** Shares of the names, figures, days and document numbers of the poorer article. */
  readonly names: number;
  readonly figures: number;
  readonly dates: number;
  readonly documents: number;
  /** 1 when neither is about a place the other names at its beginning, half when that holds one way; 0 without places. */
  readonly elsewhere: number;
  /** 1 when both name days at the beginning and none in common. */
  readonly otherDay: number;
  /** 1 when both titles count a series and stand at different numbers: `tháng 8`, `tháng 9`. */
  readonly otherPeriod: number;
  readonly samePaper: number;
  /** Hours between them over 48; 0 where a time is unknown. */
  readonly gap: number;
}

/** Provinces an article names in title, lead and first lines, and among them those it is about: the title's, where it names one. */
export interface Places {
  readonly named: ReadonlySet<string>;
  readonly about: ReadonlySet<string>;
  readonly isTitled: boolean;
}

/** An article with its weights in the batch. */
export interface Weighed extends Features {
  readonly rarity: Rarity;
  /** Length of each list of terms as a vector, and the sum of the title's weights. */
  readonly norms: { readonly title: number; readonly head: number; readonly whole: number };
  readonly titleWeight: number;
  readonly signWeights: Readonly<Record<SignKind, number>>;
  /** Provinces, by their names of the day; found when first asked for. */
  places(): Places;
}

/** Characters of the text looked through for places. */
const PLACES_IN_TEXT = 240;
const GAP_HOURS = 48;
const HOUR = 3_600_000;

/** An article as it weighs in a batch. */
export function weighedIn(features: Features, rarity: Rarity): Weighed {
  let places: Places | null = null;
  const { title, head, whole } = features;
  return {
    ...features,
    rarity,
    norms: { title: norm(title, rarity), head: norm(head, rarity), whole: norm(whole, rarity) },
    titleWeight: title.reduce((sum, term) => sum + rarity.ofTerm(term), 0),
    signWeights: {
      documents: signWeight(features, 'documents', rarity),
      figures: signWeight(features, 'figures', rarity),
      names: signWeight(features, 'names', rarity),
      dates: signWeight(features, 'dates', rarity),
    },
    places: () => {
      places ??= placesOf(features);
      return places;
    },
  };
}

/** What is seen of the likeness of two articles without reading both through: `text` and `whole` are missing. */
export type Glance = Omit<Likeness, 'text' | 'whole'>;

/** Compares two articles of a batch; `seen` is the glance at them, where there was one. */
export function likeness(a: Weighed, b: Weighed, seen: Glance = glanceAt(a, b)): Likeness {
  return {
    ...seen,
    text: containment(a.shingles, b.shingles),
    whole: cosine(sums(a, b, 'whole'), a.norms.whole, b.norms.whole),
  };
}

/** Glances at two articles: a tenth of the work of comparing them. */
export function glanceAt(a: Weighed, b: Weighed): Glance {
  return {
    title: cosine(sums(a, b, 'title'), a.norms.title, b.norms.title),
    head: cosine(sums(a, b, 'head'), a.norms.head, b.norms.head),
    cross: (crossing(a, b) + crossing(b, a)) / 2,
    names: signShare(a, b, 'names'),
    figures: signShare(a, b, 'figures'),
    dates: signShare(a, b, 'dates'),
    documents: signShare(a, b, 'documents'),
    elsewhere: elsewhere(a.places(), b.places()),
    otherDay: apart(a.headDates, b.headDates),
    otherPeriod: apart(a.periods, b.periods),
    samePaper: a.input.sourceId === b.input.sourceId ? 1 : 0,
    gap: Math.min(1, hoursBetween(a, b) / GAP_HOURS),
  };
}

/** Hours between two articles; 0 where a time is unknown. */
export function hoursBetween(a: Features, b: Features): number {
  return a.time === null || b.time === null ? 0 : Math.abs(a.time - b.time) / HOUR;
}

/** What two sets have in common, in the order of the first. */
export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...a].filter((sign) => b.has(sign));
}

/** Share of the shorter list that the longer one has too. */
export function containment(a: Int32Array, b: Int32Array): number {
  const shorter = Math.min(a.length, b.length);
  return shorter === 0 ? 0 : inCommon(a, b) / shorter;
}

/** Terms two sorted lists have in common. */
export function inCommon(a: Int32Array, b: Int32Array): number {
  let i = 0;
  let j = 0;
  let count = 0;
  while (i < a.length && j < b.length) {
    const [one, other] = [a[i] ?? 0, b[j] ?? 0];
    if (one === other) count += 1;
    i += one <= other ? 1 : 0;
    j += other <= one ? 1 : 0;
  }
  return count;
}

/** Sum of the squared weights of what two sorted lists have in common. */
function squaresInCommon(a: Int32Array, b: Int32Array, rarity: Rarity): number {
  let i = 0;
  let j = 0;
  let sum = 0;
  while (i < a.length && j < b.length) {
    const [one, other] = [a[i] ?? 0, b[j] ?? 0];
    if (one === other) sum += rarity.ofTerm(one) ** 2;
    i += one <= other ? 1 : 0;
    j += other <= one ? 1 : 0;
  }
  return sum;
}

function sums(a: Weighed, b: Weighed, part: 'title' | 'head' | 'whole'): number {
  return squaresInCommon(a[part], b[part], a.rarity);
}

function crossing(a: Weighed, b: Weighed): number {
  let sum = 0;
  for (let index = 0; index < a.title.length; index++) {
    const term = a.title[index] ?? 0;
    if (holds(b.whole, term)) sum += a.rarity.ofTerm(term);
  }
  return a.titleWeight === 0 ? 0 : sum / a.titleWeight;
}

/** Is a term in a sorted list? Terms are spread evenly over all numbers: it stands near where its share of them says. */
function holds(terms: Int32Array, term: number): boolean {
  let at = Math.min(terms.length - 1, Math.floor(((term + 2 ** 31) / 2 ** 32) * terms.length));
  while (at > 0 && (terms[at] ?? 0) > term) at -= 1;
  while (at < terms.length - 1 && (terms[at] ?? 0) < term) at += 1;
  return terms[at] === term;
}

function cosine(sum: number, a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : sum / (a * b);
}

function norm(terms: Int32Array, rarity: Rarity): number {
  let sum = 0;
  for (let index = 0; index < terms.length; index++) sum += rarity.ofTerm(terms[index] ?? 0) ** 2;
  return Math.sqrt(sum);
}

function signWeight(features: Features, kind: SignKind, rarity: Rarity): number {
  let sum = 0;
  for (const sign of features[kind]) sum += rarity.ofSign(kind, sign);
  return sum;
}

/** One is added to the poorer article's signs, so that a single one in common is not the whole. */
function signShare(a: Weighed, b: Weighed, kind: SignKind): number {
  let sum = 0;
  if (a[kind].size === 0 || b[kind].size === 0) return sum;
  for (const sign of a[kind]) if (b[kind].has(sign)) sum += a.rarity.ofSign(kind, sign);
  return sum / (Math.min(a.signWeights[kind], b.signWeights[kind]) + 1);
}

function apart(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  for (const sign of a) if (b.has(sign)) return 0;
  return 1;
}

function elsewhere(a: Places, b: Places): number {
  return (apart(a.about, b.named) + apart(b.about, a.named)) / 2;
}

function placesOf({ input }: Features): Places {
  const day = input.publishedAt === null ? null : dayOf(input.publishedAt);
  const found = findPlaces(`${input.title}\n${input.lead ?? ''}\n${input.text.slice(0, PLACES_IN_TEXT)}`);
  const ids = (hits: typeof found): Set<string> =>
    new Set(hits.map(({ place }) => (day === null ? place : placeOn(place, day))));
  const title = found.filter(({ index }) => index < input.title.length);
  const named = ids(found);
  const isTitled = title.length > 0;
  return { named, about: isTitled ? ids(title) : named, isTitled };
}
