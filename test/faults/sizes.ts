/** True in `npm run faults`: everything; else a sample of the same, so that the suite stays short. */
export const ALL = process.env.FAULTS === 'all';

/** Time for the long versions on a busy machine. */
export const LONG = { timeout: 600_000 };

/** A small generator of the same numbers every time, in [0, 1). */
export function lcg(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** One of a list that is not empty. */
export function oneOf<T>(random: () => number, list: readonly T[]): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}
