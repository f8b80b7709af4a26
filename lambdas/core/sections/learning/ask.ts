import type { Classification, SectionId } from '../section.ts';
import { type Features, isRun } from './features.ts';
import type { Model } from './model.ts';
import { sparseOf } from './sparse.ts';
import { type Linear, likelihood, type Sparse } from './yes-or-no.ts';

/** What the model holds of a report; likelihoods 0…1, those of the sections add up to 1. */
export interface Opinion {
  readonly sections: Readonly<Record<SectionId, number>>;
  /** The likeliest section. */
  readonly section: SectionId;
  /** Runs of syllables in the report that speak for that section rather than the rules' own, the strongest first. */
  readonly sectionWords: readonly string[];
  /** How likely an editor wants it in the bulletin. */
  readonly wanted: number;
  /** Runs of syllables that speak against it, the strongest first. */
  readonly unwantedWords: readonly string[];
}

interface Prepared {
  readonly numbers: ReadonlyMap<string, number>;
  readonly features: readonly string[];
  readonly wanted: Linear;
  readonly sections: ReadonlyMap<SectionId, Linear>;
}

const known = new WeakMap<Model, Prepared>();
const WORDS = 2;

/** Asks the model about a report by its features, which hold what the rules said of it. */
export function ask(model: Model, features: Features, rules: Classification): Opinion {
  const prepared = prepare(model);
  const input = sparseOf(features, prepared.numbers);
  const raw = [...prepared.sections].map(([id, linear]) => ({ id, value: likelihood(linear, input) }));
  const total = raw.reduce((sum, { value }) => sum + value, 0);
  const shares = raw.map(({ id, value }) => ({ id, share: value / total })).sort((a, b) => b.share - a.share);
  const section = shares[0]?.id ?? rules.section ?? '';
  const own = prepared.sections.get(section) ?? null;
  const against =
    rules.section === null || rules.section === section ? null : (prepared.sections.get(rules.section) ?? null);
  return {
    sections: Object.fromEntries(shares.map(({ id, share }) => [id, share])),
    section,
    sectionWords: strongest(prepared, input, (at) => weightAt(own, at) - weightAt(against, at)),
    wanted: likelihood(prepared.wanted, input),
    unwantedWords: strongest(prepared, input, (at) => -weightAt(prepared.wanted, at)),
  };
}

function strongest({ features }: Prepared, input: Sparse, weigh: (index: number) => number): string[] {
  const weighed = [...input.indices]
    .map((index, at) => ({ feature: features[index] ?? '', weight: weigh(index) * (input.values[at] ?? 0) }))
    .filter(({ feature, weight }) => weight > 0 && isRun(feature))
    .sort((a, b) => b.weight - a.weight || (a.feature < b.feature ? -1 : 1));
  return distinct(weighed.map(({ feature }) => feature)).slice(0, WORDS);
}

/** `một cửa` beside `một` and `cửa` would say the same thing three times: of runs that overlap the longest stays. */
function distinct(runs: readonly string[]): string[] {
  const kept: string[] = [];
  for (const run of runs.slice(0, 12)) {
    const longer = kept.findIndex((each) => ` ${run} `.includes(` ${each} `));
    const isPart = kept.some((each) => ` ${each} `.includes(` ${run} `));
    if (longer >= 0) kept[longer] = run;
    else if (!isPart) kept.push(run);
  }
  return kept;
}

function weightAt(linear: Linear | null, index: number): number {
  return linear?.weights[index] ?? 0;
}

function prepare(model: Model): Prepared {
  const before = known.get(model);
  if (before) return before;
  const features = Object.keys(model.terms);
  const linear = (at: number): Linear => ({
    bias: model.bias[at] ?? 0,
    weights: features.map((feature) => model.terms[feature]?.[at] ?? 0),
  });
  const prepared: Prepared = {
    numbers: new Map(features.map((feature, number) => [feature, number])),
    features,
    wanted: linear(0),
    sections: new Map(model.sections.map((id, at) => [id, linear(at + 1)])),
  };
  known.set(model, prepared);
  return prepared;
}
