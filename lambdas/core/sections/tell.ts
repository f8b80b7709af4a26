import type { Day } from '../calendar/instant.ts';
import type { PlaceFound } from '../places/about-place.ts';
import { placeById, placeName } from '../places/gazetteer.ts';
import { syllables } from '../vietnamese/syllables.ts';
import type { Lexicon } from './lexicon.ts';
import type { Relevance } from './relevance.ts';
import type { SectionScore } from './section-choice.ts';

/** What was found of a report, to be told in a line on its card. */
export interface Findings {
  readonly relevant: Relevance;
  readonly place: PlaceFound | null;
  readonly day: Day | null;
  /** The section it has, or null where it is no reform news. */
  readonly best: SectionScore | null;
  /** Whether what was learned turned the verdict. */
  readonly isLearned: boolean;
}

const MOST = { phrases: 3, cues: 2 };
/** Phrases found in a text that say less than this are of no interest. */
const TOLD = 0.15;

/** The reasons of a verdict, the weightiest first: phrases, place, what speaks for the section, what speaks against. */
export function tell({ relevant, place, day, best, isLearned }: Findings, { reasons }: Lexicon): string[] {
  const said = (template: string, word: string): string => template.replace('{0}', word);
  const speaksFor = unlike(
    relevant.phrases.filter(({ weight }) => weight >= TOLD).map(({ phrase }) => phrase),
    [],
  ).slice(0, MOST.phrases);
  const where = place === null ? [] : [nameOf(place.place, day)];
  const cues = unlike((best?.cues ?? []).filter(isTelling), [...speaksFor, ...where]).slice(0, MOST.cues);
  const against = relevant.phrases.find(({ weight }) => weight <= -TOLD);
  const { phrase: learned } = relevant.learned;
  return [
    ...speaksFor.map((phrase) => said(reasons.phrase, phrase)),
    ...where.map((name) => said(reasons.place, name)),
    ...cues.map(printed),
    ...(against === undefined ? [] : [said(reasons.against, against.phrase)]),
    ...(isLearned && learned !== null ? [said(reasons.learned, learned)] : []),
    ...(relevant.foreign === null ? [] : [said(reasons.foreign, relevant.foreign)]),
  ];
}

/**
 * Those that bring a syllable of their own: beside `bộ máy` and `tinh gọn`, `tinh gọn … bộ máy` tells nothing. Of words that
 * overlap the longest stands for all: `cắt giảm … thủ tục` for `cắt … thủ tục`.
 */
function unlike(words: readonly string[], told: readonly string[]): string[] {
  const known = new Set(told.flatMap((word) => syllables(word)));
  return longest(words).filter((word) => {
    const own = syllables(word).filter((syllable) => !known.has(syllable));
    for (const syllable of own) known.add(syllable);
    return own.length > 0;
  });
}

/** Every word, or at its place the longest of those that hold all its syllables in their order. */
function longest(words: readonly string[]): string[] {
  const split = words.map((word) => ({ word, parts: syllables(word) }));
  return split.map(({ parts }) => {
    const holding = split.filter((other) => isWithin(parts, other.parts));
    return holding.reduce((most, other) => (other.parts.length > most.parts.length ? other : most)).word;
  });
}

function isWithin(parts: readonly string[], whole: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = whole.indexOf(part, from);
    from = at + 1;
    return at >= 0;
  });
}

/** A single small syllable (`xã`, `luật`) or half a sentence tells an editor nothing; a short form in capitals does. */
function isTelling(cue: string): boolean {
  if (cue.includes('…')) return false;
  return cue.includes(' ') || (cue !== '' && cue !== cue.toLowerCase());
}

function nameOf(place: string, day: Day | null): string {
  return day === null ? (placeById(place)?.name ?? place) : placeName(place, day);
}

/** Phrases are lower case in the lexicon; the short forms of offices are printed in capitals. */
function printed(cue: string): string {
  return cue.replace(/(?<!\p{L})(?:ubnd|hđnd|tp|tthc|cchc|kpi|pci|vcci|gs|pgs|ts|đbqh)(?!\p{L})/gu, (short) =>
    short.toUpperCase(),
  );
}
