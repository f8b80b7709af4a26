import type { Features } from './features.ts';

/** A report's features with the classes it speaks for: each a yes or a no that counts `weight`. */
export interface Counted {
  readonly features: Features;
  /** One entry a head, in one order for all; null where the report says nothing to it. */
  readonly answers: readonly ({ readonly answer: boolean; readonly weight: number } | null)[];
}

/** A feature met in fewer reports is an accident. */
const MET_IN = 3;

/**
 * The features that tell the classes apart best (chi-squared, by the head it serves best), at most `most`; the strongest
 * first, equal ones by code point.
 */
export function chooseVocabulary(reports: readonly Counted[], most: number): string[] {
  const heads = reports[0]?.answers.length ?? 0;
  const totals = emptySides(heads);
  const known = new Map(oftenMet(reports).map((feature) => [feature, emptySides(heads)]));
  for (const { features, answers } of reports) {
    addAll(totals, answers);
    for (const feature of features.keys()) addAll(known.get(feature), answers);
  }
  return [...known]
    .map(([feature, sides]) => ({ feature, strength: strengthOf(sides, totals) }))
    .sort((a, b) => b.strength - a.strength || (a.feature < b.feature ? -1 : 1))
    .slice(0, most)
    .map(({ feature }) => feature);
}

/** Counted first and alone: nine of ten runs of syllables stand in one report only. */
function oftenMet(reports: readonly Counted[]): string[] {
  const met = new Map<string, number>();
  for (const { features } of reports) {
    for (const feature of features.keys()) met.set(feature, (met.get(feature) ?? 0) + 1);
  }
  return [...met].filter(([, count]) => count >= MET_IN).map(([feature]) => feature);
}

interface Sides {
  yes: number;
  no: number;
}

function emptySides(heads: number): Sides[] {
  return Array.from({ length: heads }, () => ({ yes: 0, no: 0 }));
}

function addAll(sides: readonly Sides[] | undefined, answers: Counted['answers']): void {
  if (!sides) return;
  for (const [head, answer] of answers.entries()) {
    const side = sides[head];
    if (side && answer) side[answer.answer ? 'yes' : 'no'] += answer.weight;
  }
}

function strengthOf(sides: readonly Sides[], totals: readonly Sides[]): number {
  return Math.max(...sides.map((each, head) => chiSquared(each, totals[head])));
}

function chiSquared(having: Sides, all: Sides = { yes: 0, no: 0 }): number {
  const lacking = { yes: all.yes - having.yes, no: all.no - having.no };
  const difference = having.yes * lacking.no - having.no * lacking.yes;
  const total = all.yes + all.no;
  const margins = all.yes * all.no * (having.yes + having.no) * (lacking.yes + lacking.no);
  return margins > 0 ? (total * difference * difference) / margins : 0;
}
