import { type Features, MOST_TERMS } from './features.ts';
import { createNumberSet, type NumberSet } from './number-set.ts';
import { KIND, kindOf } from './signs.ts';
import type { Weighed } from './weighed.ts';

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

/** What is seen of the likeness of two articles without looking for the same text and for places. */
export type Glance = Omit<Likeness, 'text' | 'elsewhere'>;

/**
 * Compares articles two by two. The one looked at last lies open: its terms and runs are looked up at a step each, so it
 * is best held against many others in a row.
 */
export interface Comparing {
  /** Glances at two articles of a batch. */
  glanceAt(a: Weighed, b: Weighed): Glance;
  /** Share of the shorter text's runs that the other has too. */
  textOf(a: Features, b: Features): number;
  /** Runs the texts of two articles have in common. */
  runsInCommon(a: Features, b: Features): number;
  /** Terms of their heads two articles have in common. */
  headInCommon(a: Features, b: Features): number;
}

const GAP_HOURS = 48;
const HOUR = 3_600_000;

/** A desk to compare articles on. */
export function createComparing(): Comparing {
  const terms = createOpened((article) => article.terms);
  const runs = createOpened((article) => article.runs);
  const runsInCommon = (a: Features, b: Features): number => {
    const [through, open] = runs.isOpen(a) ? [b, a] : [a, b];
    return runs.open(open).find(through.runs, through.runs.length);
  };
  return {
    glanceAt: (a, b) => {
      const [through, open] = terms.isOpen(a) ? [b, a] : [a, b];
      return glance(through, open, terms.open(open));
    },
    runsInCommon,
    textOf: (a, b) => {
      const shorter = Math.min(a.runs.length, b.runs.length);
      return shorter === 0 ? 0 : runsInCommon(a, b) / shorter;
    },
    headInCommon: (a, b) => {
      const opened = terms.open(b);
      const found = opened.find(a.terms, a.ofHead);
      return opened.found.here.subarray(0, found).filter((place) => place < b.ofHead).length;
    },
  };
}

/** One list of one article at a time, ready to be looked things up in. */
interface Opened {
  isOpen(article: Features): boolean;
  open(article: Features): NumberSet;
}

function createOpened(listOf: (article: Features) => Int32Array): Opened {
  const set = createNumberSet(MOST_TERMS);
  let opened: Int32Array | null = null;
  return {
    isOpen: (article) => listOf(article) === opened,
    open: (article) => {
      const list = listOf(article);
      if (list === opened) return set;
      opened = list;
      set.clear();
      for (let index = 0; index < list.length; index++) set.add(list[index] ?? 0);
      return set;
    },
  };
}

/** Hours between two articles; 0 where a time is unknown. */
export function hoursBetween(a: Features, b: Features): number {
  return a.time === null || b.time === null ? 0 : Math.abs(a.time - b.time) / HOUR;
}

function glance(a: Weighed, b: Weighed, terms: NumberSet): Glance {
  const both = termsInCommon(a, b, terms);
  const signs = signsInCommon(a, b);
  return {
    title: cosine(both.title, a.norms.title, b.norms.title),
    head: cosine(both.head, a.norms.head, b.norms.head),
    whole: cosine(both.whole, a.norms.whole, b.norms.whole),
    cross: (part(both.ofTitleA, a.titleWeight) + part(both.ofTitleB, b.titleWeight)) / 2,
    names: signShare(a, b, { kind: KIND.names, ...signs }),
    figures: signShare(a, b, { kind: KIND.figures, ...signs }),
    dates: signShare(a, b, { kind: KIND.dates, ...signs }),
    documents: signShare(a, b, { kind: KIND.documents, ...signs }),
    otherDay: otherSigns(a, b, { kind: KIND.headDates, ...signs }),
    otherPeriod: otherSigns(a, b, { kind: KIND.periods, ...signs }),
    samePaper: a.input.sourceId === b.input.sourceId ? 1 : 0,
    gap: Math.min(1, hoursBetween(a, b) / GAP_HOURS),
  };
}

/** Of the terms two articles have in common: the squared weights of the titles', the heads' and all, and the weight of those in each title. */
function termsInCommon(a: Weighed, b: Weighed, opened: NumberSet) {
  const { weights } = a.rarity;
  let title = 0;
  let head = 0;
  let whole = 0;
  let ofTitleA = 0;
  let ofTitleB = 0;
  const { there, here } = opened.found;
  const found = opened.find(a.terms, a.terms.length);
  for (let at = 0; at < found; at++) {
    const index = there[at] ?? 0;
    const place = here[at] ?? 0;
    const weight = weights[a.seen[index] ?? 0] ?? 0;
    const square = weight * weight;
    whole += square;
    if (index < a.ofHead && place < b.ofHead) head += square;
    if (index < a.ofTitle && place < b.ofTitle) title += square;
    if (index < a.ofTitle) ofTitleA += weight;
    if (place < b.ofTitle) ofTitleB += weight;
  }
  return { title, head, whole, ofTitleA, ofTitleB };
}

/** Weights of the signs two articles have in common, by kind, and which kinds those are, as bits. */
interface SignsInCommon {
  readonly weights: readonly number[];
  readonly kinds: number;
}

function signsInCommon(a: Weighed, b: Weighed): SignsInCommon {
  const weights = [0, 0, 0, 0, 0, 0];
  let kinds = 0;
  for (let i = 0, j = 0; i < a.signs.length && j < b.signs.length; ) {
    const one = a.signs[i] ?? 0;
    const other = b.signs[j] ?? 0;
    if (one === other) {
      const kind = kindOf(one);
      kinds |= 1 << kind;
      weights[kind] = (weights[kind] ?? 0) + a.rarity.ofSign(one, a);
    }
    if (one <= other) i += 1;
    if (other <= one) j += 1;
  }
  return { weights, kinds };
}

function cosine(sum: number, a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : sum / (a * b);
}

function part(sum: number, whole: number): number {
  return whole === 0 ? 0 : sum / whole;
}

type OfKind = SignsInCommon & { readonly kind: number };

/** One is added to the poorer article's signs, so that a single one in common is not the whole. */
function signShare(a: Weighed, b: Weighed, { kind, weights }: OfKind): number {
  return (weights[kind] ?? 0) / (Math.min(a.signWeights[kind] ?? 0, b.signWeights[kind] ?? 0) + 1);
}

/** 1 where both have signs of a kind and none in common. */
function otherSigns(a: Weighed, b: Weighed, { kind, kinds }: OfKind): number {
  const bit = 1 << kind;
  return (a.kinds & b.kinds & bit) !== 0 && (kinds & bit) === 0 ? 1 : 0;
}
