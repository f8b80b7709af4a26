import { fitRows } from '../logistic.ts';

/** A text for learning: its features, what each class starts with, and how much of it belongs to each class. */
export interface Example {
  readonly features: ReadonlyMap<string, number>;
  /** What the hand-written rules say of every class; learning only adds to it. */
  readonly offsets: readonly number[];
  /** Shares that sum to 1; two readers who disagree give a half each. */
  readonly target: readonly number[];
  /** How much the example counts. */
  readonly weight: number;
}

/** Feature → one weight a class. */
export type Weights = ReadonlyMap<string, readonly number[]>;

/** The feature of every example that is always there; it is not held back. */
export const BIAS = '';
const STEP = 0.3;

/** Learns a weight a class for every feature of the examples, see {@link fitRows}. */
export function fitLinear(
  examples: readonly Example[],
  fit: { readonly l2: number; readonly rounds: number },
): Weights {
  const classes = examples[0]?.offsets.length ?? 0;
  const index = new Map<string, number>();
  const rows = examples.map(({ features, ...rest }) => {
    const at = [...features.keys()].map((name) => {
      const known = index.get(name) ?? index.size;
      index.set(name, known);
      return known;
    });
    return { ...rest, at: Int32Array.from(at), value: Float64Array.from(features.values()) };
  });
  const size = { features: index.size, classes, free: index.get(BIAS) ?? -1 };
  const weights = fitRows(rows, size, { ...fit, step: STEP });
  return new Map([...index].map(([name, at]) => [name, [...weights.subarray(at * classes, (at + 1) * classes)]]));
}

/** What the weights say of a text, one score a class, its offsets included. */
export function scoreLinear(weights: Weights, example: Pick<Example, 'features' | 'offsets'>): number[] {
  const scores = [...example.offsets];
  for (const [name, value] of example.features)
    for (const [index, weight] of (weights.get(name) ?? []).entries())
      scores[index] = (scores[index] ?? 0) + weight * value;
  return scores;
}
