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

/** How the model is fitted: `l2` holds weights near nothing, `rounds` are steps over all examples. */
export interface Fit {
  readonly l2: number;
  readonly rounds: number;
}

/** Feature → one weight a class. */
export type Weights = ReadonlyMap<string, readonly number[]>;

/** The feature of every example that is always there. */
export const BIAS = '';
const STEP = 0.3;
const FIRST_GRADIENT = 1e-8;

/**
 * Multinomial logistic regression with L2, by full steps of AdaGrad from nothing: no randomness, the same examples in the
 * same order give the same weights. The bias is not held back.
 */
export function fitLinear(examples: readonly Example[], fit: Fit): Weights {
  const classes = examples[0]?.offsets.length ?? 0;
  const matrix = indexed(examples);
  const weights = new Float64Array(matrix.names.length * classes);
  const squares = new Float64Array(weights.length).fill(FIRST_GRADIENT);
  for (let round = 0; round < fit.rounds; round += 1) {
    const gradient = gradientOf(matrix, weights, { examples, classes, l2: fit.l2 });
    for (let at = 0; at < weights.length; at += 1) {
      const slope = gradient[at] ?? 0;
      squares[at] = (squares[at] ?? 0) + slope * slope;
      weights[at] = (weights[at] ?? 0) - (STEP * slope) / Math.sqrt(squares[at] ?? 1);
    }
  }
  return new Map(
    matrix.names.map((name, index) => [name, [...weights.subarray(index * classes, (index + 1) * classes)]]),
  );
}

/** What the weights say of a text, one score a class, its offsets included. */
export function scoreLinear(weights: Weights, example: Pick<Example, 'features' | 'offsets'>): number[] {
  const scores = [...example.offsets];
  for (const [name, value] of example.features)
    for (const [index, weight] of (weights.get(name) ?? []).entries())
      scores[index] = (scores[index] ?? 0) + weight * value;
  return scores;
}

interface Matrix {
  readonly names: readonly string[];
  readonly rows: readonly { readonly at: Int32Array; readonly value: Float64Array }[];
}

function indexed(examples: readonly Example[]): Matrix {
  const index = new Map<string, number>();
  const rows = examples.map(({ features }) => {
    const at = [...features.keys()].map((name) => {
      const known = index.get(name) ?? index.size;
      index.set(name, known);
      return known;
    });
    return { at: Int32Array.from(at), value: Float64Array.from(features.values()) };
  });
  return { names: [...index.keys()], rows };
}

interface Slope {
  readonly examples: readonly Example[];
  readonly classes: number;
  readonly l2: number;
}

function gradientOf(matrix: Matrix, weights: Float64Array, { examples, classes, l2 }: Slope): Float64Array {
  const gradient = Float64Array.from(weights, (weight) => weight * l2);
  const bias = matrix.names.indexOf(BIAS);
  if (bias >= 0) gradient.fill(0, bias * classes, (bias + 1) * classes);
  for (const [row, example] of examples.entries()) {
    const { at, value } = matrix.rows[row] ?? { at: [], value: [] };
    const scores = [...example.offsets];
    for (let index = 0; index < at.length; index += 1)
      for (let each = 0; each < classes; each += 1)
        scores[each] = (scores[each] ?? 0) + (weights[(at[index] ?? 0) * classes + each] ?? 0) * (value[index] ?? 0);
    const shares = softmax(scores);
    for (let each = 0; each < classes; each += 1) {
      const slope = ((shares[each] ?? 0) - (example.target[each] ?? 0)) * example.weight;
      for (let index = 0; index < at.length; index += 1) {
        const place = (at[index] ?? 0) * classes + each;
        gradient[place] = (gradient[place] ?? 0) + slope * (value[index] ?? 0);
      }
    }
  }
  return gradient;
}

/** Scores as shares that sum to 1. */
export function softmax(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  const raised = scores.map((score) => Math.exp(score - most));
  const sum = raised.reduce((all, each) => all + each, 0);
  return raised.map((each) => each / sum);
}
