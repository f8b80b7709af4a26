import type { Parts } from '../phrases.ts';
import { eachGram } from './grams.ts';
import type { LearnedWeights } from './weights.ts';

/** How the parts of a report are weighed for learned phrases. */
export type Shares = Pick<LearnedWeights, 'parts' | 'textRead'>;

/** Runs of one to three syllables, only those `wanted`, with their share. */
export function gramFeatures(report: Parts, shares: Shares, wanted: (gram: string) => boolean): Map<string, number> {
  return sharesOf(report, shares, (sequence, visit) =>
    eachGram(sequence, (gram) => {
      if (wanted(gram)) visit(gram);
    }),
  );
}

/** Calls back with every phrase that is looked for in a sequence, as often as it stands. */
type Finder = (sequence: readonly string[], visit: (phrase: string) => void) => void;

/**
 * The phrases a finder finds in a report with their share: once for the title, once for the lead, a few times for the
 * beginning of the text, so that a long text says no more than a short one.
 */
export function sharesOf(report: Parts, { parts, textRead }: Shares, find: Finder): Map<string, number> {
  const features = new Map<string, number>();
  for (const [sequence, share, cap] of [
    [report.title, parts.title, 1],
    [report.lead, parts.lead, 1],
    [report.text.slice(0, textRead), parts.text, parts.textCap],
  ] as const) {
    const times = new Map<string, number>();
    find(sequence, (gram) => times.set(gram, (times.get(gram) ?? 0) + 1));
    for (const [gram, count] of times) features.set(gram, (features.get(gram) ?? 0) + share * Math.min(cap, count));
  }
  return features;
}

/** What learned weights add, with the phrases that add most, the weightiest first. */
export interface Added {
  readonly score: number;
  readonly phrases: readonly { readonly phrase: string; readonly weight: number }[];
}

/** Sums what the weights say of the features, within the cap. */
export function addedBy(
  features: ReadonlyMap<string, number>,
  adds: ReadonlyMap<string, number>,
  { always, most }: { always: number; most: number },
): Added {
  const phrases = [...features]
    .map(([phrase, share]) => ({ phrase, weight: (adds.get(phrase) ?? 0) * share }))
    .filter(({ weight }) => weight !== 0)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  const sum = phrases.reduce((all, { weight }) => all + weight, always);
  return { score: Math.max(-most, Math.min(most, sum)), phrases };
}
