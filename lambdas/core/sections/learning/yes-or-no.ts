import { fitRows, type Row } from '../logistic.ts';

/** An example with few of all features: their numbers and, in the same order, their values. */
export interface Sparse {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A sparse example with its answer and how much it counts. */
export interface Example {
  readonly input: Sparse;
  readonly answer: boolean;
  readonly weight: number;
}

/** The weights of a linear yes-or-no: positive is yes. */
export interface Linear {
  readonly bias: number;
  readonly weights: readonly number[];
}

/**
 * Two classes that pull on one answer: steps of a quarter each are steps of a half of what lies between them, and what holds
 * each back by 1.2 is a pull of 0.6, in examples: what one or two decisions say is not believed. Later rounds change the third
 * decimal of a probability only.
 */
const FIT = { l2: 1.2, step: 0.25, rounds: 40 };
const UNDECIDED = [0, 0] as const;
const ANSWERED = { no: [1, 0], yes: [0, 1] } as const;

/** Learns the answer from all examples at once, see {@link fitRows}; the bias is one more feature, and not held back. */
export function trainLinear(examples: readonly Example[], features: number): Linear {
  const rows = examples.map(
    ({ input, answer, weight }): Row => ({
      at: Int32Array.from([...input.indices, features]),
      value: Float64Array.from([...input.values, 1]),
      offsets: UNDECIDED,
      target: answer ? ANSWERED.yes : ANSWERED.no,
      weight,
    }),
  );
  const both = fitRows(rows, { features: features + 1, classes: 2, free: features }, FIT);
  const between = Array.from({ length: features + 1 }, (_, index) => at(both, 2 * index + 1) - at(both, 2 * index));
  return { bias: at(between, features), weights: between.slice(0, features) };
}

/** How likely the answer is yes, 0…1. */
export function likelihood(linear: Linear, input: Sparse): number {
  const { indices, values } = input;
  const sum = indices.reduce((all, index, place) => all + at(linear.weights, index) * at(values, place), linear.bias);
  return 1 / (1 + Math.exp(-sum));
}

function at(list: Float64Array | readonly number[], index: number): number {
  return list[index] ?? 0;
}
