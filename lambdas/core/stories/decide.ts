import { gazetteer, placeById } from '../places/gazetteer.ts';
import { formatCount } from '../vietnamese/numbers.ts';
import { type Likeness, likeness, shared } from './compare.ts';
import { type Features, words } from './features.ts';
import type { Kind, Rarity } from './weights.ts';

/** A pair of articles with the strength of the belief that they tell one story: above 0, yes. */
export interface Verdict {
  readonly score: number;
  /** Why, in Vietnamese; empty for a no. */
  readonly why: string;
}

/** Weight of each part of the likeness, fitted on labelled pairs of the Vietnamese press and rounded. */
const WEIGHTS: Readonly<Record<keyof Likeness, number>> = {
  text: 2.6,
  title: 2.4,
  gist: 2.4,
  documents: 0.6,
  figures: 4.2,
  names: 1.9,
  places: 0.2,
  elsewhere: -1.1,
};
const THRESHOLD = 2.7;
/** More of the same text than this proves no more. */
const TEXT_ENOUGH = 0.4;
/** One paper rarely tells one story twice: its second report is a follow-up more often. */
const SAME_PAPER = 0.8;
/** Titles alike but for their figures (`Giá vàng hôm nay 30/6`, `… 1/7`) are a series, unless the text is a copy. */
const SERIES_COPY = 0.95;
/** An editor reads a line a paper: the two strongest findings, likeness in per cent only where there is nothing better. */
const EVIDENCE = 2;

const familyNames: ReadonlySet<string> = new Set(gazetteer.personNames.map((name) => name.toLowerCase()));

/** Do two articles tell the same story? */
export function decide(a: Features, b: Features, rarity: Rarity): Verdict {
  const alike = likeness(a, b, rarity);
  const parts = Object.entries(WEIGHTS).map(([part, weight]) => weight * partOf(alike, part));
  const samePaper = a.input.sourceId === b.input.sourceId ? SAME_PAPER : 0;
  const score = parts.reduce((sum, part) => sum + part, 0) - THRESHOLD - samePaper;
  if (score <= 0 || (isSeries(a, b) && alike.text < SERIES_COPY)) return { score: Math.min(score, -1), why: '' };
  return { score, why: evidence(a, b, alike, rarity) };
}

function partOf(alike: Likeness, part: string): number {
  const value = Object.entries(alike).find(([name]) => name === part)?.[1] ?? 0;
  return part === 'text' ? Math.min(value, TEXT_ENOUGH) : value;
}

function isSeries(a: Features, b: Features): boolean {
  const pattern = (title: string): string => title.replace(/\d+/g, '#').toLowerCase();
  const opening = (title: string): string => pattern(title).split(/[:–|]/)[0] ?? '';
  const figures = (title: string): string => (title.match(/\d+/g) ?? []).join(' ');
  const [one, other] = [a.input.title, b.input.title];
  const sameOpening = opening(one) === opening(other) && opening(one).includes('#');
  return figures(one) !== figures(other) && (pattern(one) === pattern(other) || sameOpening);
}

function evidence(a: Features, b: Features, alike: Likeness, rarity: Rarity): string {
  const rarest = (kind: Kind): string | undefined =>
    shared(a[kind], b[kind])
      .filter((term) => kind !== 'names' || isPerson(term))
      .sort((x, y) => rarity.of(kind, y) - rarity.of(kind, x))[0];
  const named = (
    [
      ['document', 'documents'],
      ['figure', 'figures'],
      ['name', 'names'],
    ] as const
  ).flatMap(([phrase, kind]) => {
    const term = rarest(kind);
    return term === undefined ? [] : [words.evidence[phrase].replace('{0}', printed(term, kind))];
  });
  const place = rarest('places');
  const where = place === undefined ? [] : [words.evidence.place.replace('{0}', placeById(place)?.name ?? place)];
  const shares = [
    words.evidence.title.replace('{0}', percent(alike.title)),
    words.evidence.text.replace('{0}', percent(alike.text)),
  ];
  return [...named, ...where, ...(alike.text > alike.title ? shares.slice(1) : shares.slice(0, 1))]
    .slice(0, EVIDENCE)
    .join(', ');
}

/** Only persons are told as evidence: of a body's name the capitals hold but a part (`Bộ Nội` of `Bộ Nội vụ`). */
function isPerson(name: string): boolean {
  return name.split(' ').length > 2 && familyNames.has(name.split(' ')[0] ?? '');
}

/** Features are lower case; capitals come back where they are certain. */
function printed(term: string, kind: Kind): string {
  if (kind === 'documents') return /^\d/.test(term) ? term.toUpperCase() : term;
  return kind === 'names' ? term.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase()) : term;
}

function percent(share: number): string {
  return formatCount(Math.round(share * 100));
}
