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

/** Steps over all examples; later ones change the third decimal of a probability only. */
const STEPS = 40;
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
      const slope = at(gradient, index) + (index === features ? 0 : CAUTION * at(weights, index));
      travelled[index] = at(travelled, index) + slope * slope;
      weights[index] = at(weights, index) - (STEP_SIZE * slope) / Math.sqrt(at(travelled, index));
    }
  }
  return { bias: at(weights, features), weights: [...weights.subarray(0, features)] };
}

/** How likely the answer is yes, 0…1. */
export function likelihood(linear: Linear, input: Sparse): number {
  const { indices, values } = input;
  return sigmoid(
    indices.reduce((sum, index, place) => sum + at(linear.weights, index) * at(values, place), linear.bias),
  );
}

function gradientOf(examples: readonly Example[], weights: Float64Array): Float64Array {
  const last = weights.length - 1;
  const gradient = new Float64Array(weights.length);
  for (const { input, answer, weight } of examples) {
    const { indices, values } = input;
    let sum = at(weights, last);
    for (let place = 0; place < indices.length; place += 1) sum += at(weights, at(indices, place)) * at(values, place);
    const error = weight * (sigmoid(sum) - (answer ? 1 : 0));
    for (let place = 0; place < indices.length; place += 1) {
      const index = at(indices, place);
      gradient[index] = at(gradient, index) + error * at(values, place);
    }
    gradient[last] = at(gradient, last) + error;
  }
  return gradient;
}

function at(list: Float64Array | Int32Array | readonly number[], index: number): number {
  return list[index] ?? 0;
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
