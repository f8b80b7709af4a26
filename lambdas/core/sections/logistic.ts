/** A text for learning: the numbers of its features with their values, and how much of it belongs to each class. */
export interface Row {
  readonly at: Int32Array;
  readonly value: Float64Array;
  /** What is known of every class beforehand; learning only adds to it. */
  readonly offsets: readonly number[];
  /** Shares that sum to 1. */
  readonly target: readonly number[];
  /** How much the text counts. */
  readonly weight: number;
}

/** How weights are fitted: `l2` holds them near nothing, `rounds` are steps over all rows. */
export interface Fit {
  readonly l2: number;
  readonly step: number;
  readonly rounds: number;
}

/** How many features and classes there are, and the feature that is not held back, or -1. */
export interface Size {
  readonly features: number;
  readonly classes: number;
  readonly free: number;
}

const FIRST_GRADIENT = 1e-8;

/**
 * Multinomial logistic regression with L2, by full steps of AdaGrad from nothing: no chance in it, the same rows in the same
 * order give the same weights to the last bit. The weights of a feature stand together, one a class.
 */
export function fitRows(rows: readonly Row[], size: Size, fit: Fit): Float64Array {
  const weights = new Float64Array(size.features * size.classes);
  const squares = new Float64Array(weights.length).fill(FIRST_GRADIENT);
  const gradient = new Float64Array(weights.length);
  const shares = new Float64Array(size.classes);
  for (let round = 0; round < fit.rounds; round += 1) {
    for (let at = 0; at < weights.length; at += 1) gradient[at] = (weights[at] ?? 0) * fit.l2;
    if (size.free >= 0) gradient.fill(0, size.free * size.classes, (size.free + 1) * size.classes);
    for (const row of rows) addSlopes(gradient, row, { weights, shares });
    for (let at = 0; at < weights.length; at += 1) {
      const slope = gradient[at] ?? 0;
      squares[at] = (squares[at] ?? 0) + slope * slope;
      weights[at] = (weights[at] ?? 0) - (fit.step * slope) / Math.sqrt(squares[at] ?? 1);
    }
  }
  return weights;
}

interface Present {
  readonly weights: Float64Array;
  /** Room for one number a class: new lists for every text in every round took most of the time. */
  readonly shares: Float64Array;
}

function addSlopes(gradient: Float64Array, { at, value, offsets, target, weight }: Row, present: Present): void {
  const { weights, shares } = present;
  const classes = shares.length;
  for (let each = 0; each < classes; each += 1) shares[each] = offsets[each] ?? 0;
  for (let index = 0; index < at.length; index += 1) {
    const first = (at[index] ?? 0) * classes;
    const strength = value[index] ?? 0;
    for (let each = 0; each < classes; each += 1)
      shares[each] = (shares[each] ?? 0) + (weights[first + each] ?? 0) * strength;
  }
  softmax(shares);
  for (let each = 0; each < classes; each += 1) {
    const slope = ((shares[each] ?? 0) - (target[each] ?? 0)) * weight;
    for (let index = 0; index < at.length; index += 1) {
      const place = (at[index] ?? 0) * classes + each;
      gradient[place] = (gradient[place] ?? 0) + slope * (value[index] ?? 0);
    }
  }
}

/** Makes shares that sum to 1 of scores, in their place. */
function softmax(scores: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let each = 0; each < scores.length; each += 1) most = Math.max(most, scores[each] ?? 0);
  let sum = 0;
  for (let each = 0; each < scores.length; each += 1) {
    const raised = Math.exp((scores[each] ?? 0) - most);
    scores[each] = raised;
    sum += raised;
  }
  for (let each = 0; each < scores.length; each += 1) scores[each] = (scores[each] ?? 0) / sum;
}
