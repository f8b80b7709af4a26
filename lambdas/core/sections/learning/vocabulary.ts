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
  const totals = Array.from({ length: heads }, () => ({ yes: 0, no: 0 }));
  const byFeature = new Map<string, Tally>();
  for (const { features, answers } of reports) {
    answers.forEach((answer, head) => {
      add(totals[head], answer);
    });
    for (const feature of features.keys()) {
      const tally = byFeature.get(feature) ?? {
        met: 0,
        heads: Array.from({ length: heads }, () => ({ yes: 0, no: 0 })),
      };
      byFeature.set(feature, tally);
      tally.met += 1;
      answers.forEach((answer, head) => {
        add(tally.heads[head], answer);
      });
    }
  }
  return [...byFeature]
    .filter(([, { met }]) => met >= MET_IN)
    .map(([feature, tally]) => ({
      feature,
      strength: Math.max(...tally.heads.map((each, head) => chiSquared(each, totals[head]))),
    }))
    .sort((a, b) => b.strength - a.strength || (a.feature < b.feature ? -1 : 1))
    .slice(0, most)
    .map(({ feature }) => feature);
}

interface Sides {
  yes: number;
  no: number;
}

interface Tally {
  met: number;
  readonly heads: Sides[];
}

function add(sides: Sides | undefined, answer: Counted['answers'][number]): void {
  if (!sides || !answer) return;
  sides[answer.answer ? 'yes' : 'no'] += answer.weight;
}

function chiSquared(having: Sides, all: Sides = { yes: 0, no: 0 }): number {
  const lacking = { yes: all.yes - having.yes, no: all.no - having.no };
  const difference = having.yes * lacking.no - having.no * lacking.yes;
  const total = all.yes + all.no;
  const margins = all.yes * all.no * (having.yes + having.no) * (lacking.yes + lacking.no);
  return margins > 0 ? (total * difference * difference) / margins : 0;
}
