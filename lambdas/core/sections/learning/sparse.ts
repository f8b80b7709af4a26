import { type Features, isRun } from './features.ts';
import type { Sparse } from './yes-or-no.ts';

/** All runs of a report together weigh this, so that a long text says no more than a headline. */
const RUNS_LENGTH = 2;

/** The features a model knows, by their numbers; the runs of syllables brought to one length, the rules' findings as they are. */
export function sparseOf(features: Features, numbers: ReadonlyMap<string, number>): Sparse {
  const known = [...features].flatMap(([feature, value]) => {
    const index = numbers.get(feature);
    return index === undefined ? [] : [{ index, value, isRun: isRun(feature) }];
  });
  const length = Math.sqrt(known.reduce((sum, { isRun: counts, value }) => sum + (counts ? value * value : 0), 0));
  const scale = length > 0 ? RUNS_LENGTH / length : 0;
  return {
    indices: Int32Array.from(known, ({ index }) => index),
    values: Float64Array.from(known, ({ value, isRun: isScaled }) => (isScaled ? value * scale : value)),
  };
}
