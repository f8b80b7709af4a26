/** An example with few of all features: their numbers and, in the same order, their values. */
export interface Sparse {
  readonly indices: readonly number[];
  readonly values: readonly number[];
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

/** Steps over all examples; later ones change the third decimal of a probability only. */
const STEPS = 120;
const STEP_SIZE = 0.5;
/** Pull towards nothing, in examples: what one or two decisions say is not believed. */
const CAUTION = 0.6;

/**
 * Logistic regression on all examples at once with AdaGrad steps and an L2 penalty: no chance in it, so the same examples
 * in the same order give the same weights to the last bit.
 */
export function trainLinear(examples: readonly Example[], features: number): Linear {
  const weights = new Float64Array(features + 1);
  const travelled = new Float64Array(features + 1).fill(1e-8);
  for (let step = 0; step < STEPS; step += 1) {
    const gradient = gradientOf(examples, weights);
    for (let index = 0; index <= features; index += 1) {
      const slope = (gradient[index] ?? 0) + (index === features ? 0 : CAUTION * (weights[index] ?? 0));
      travelled[index] = (travelled[index] ?? 0) + slope * slope;
      weights[index] = (weights[index] ?? 0) - (STEP_SIZE * slope) / Math.sqrt(travelled[index] ?? 1);
    }
  }
  return { bias: weights[features] ?? 0, weights: [...weights.subarray(0, features)] };
}

/** How likely the answer is yes, 0…1. */
export function likelihood(linear: Linear, input: Sparse): number {
  return sigmoid(
    linear.bias + input.indices.reduce((sum, index, at) => sum + product(linear, index, input.values[at]), 0),
  );
}

function gradientOf(examples: readonly Example[], weights: Float64Array): Float64Array {
  const last = weights.length - 1;
  const gradient = new Float64Array(weights.length);
  for (const { input, answer, weight } of examples) {
    const { indices, values } = input;
    let sum = weights[last] ?? 0;
    for (let at = 0; at < indices.length; at += 1) sum += (weights[indices[at] ?? 0] ?? 0) * (values[at] ?? 0);
    const error = weight * (sigmoid(sum) - (answer ? 1 : 0));
    for (let at = 0; at < indices.length; at += 1) {
      const index = indices[at] ?? 0;
      gradient[index] = (gradient[index] ?? 0) + error * (values[at] ?? 0);
    }
    gradient[last] = (gradient[last] ?? 0) + error;
  }
  return gradient;
}

function product(linear: Linear, index: number, value = 0): number {
  return (linear.weights[index] ?? 0) * value;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
