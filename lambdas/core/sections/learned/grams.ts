/** The longest phrase that is learned, in syllables. */
export const LONGEST = 3;

/** Calls back with every run of one to {@link LONGEST} syllables that holds no figure, as often as it stands. */
export function eachGram(syllables: readonly string[], visit: (gram: string) => void): void {
  const isWord = syllables.map((syllable) => !/\d/.test(syllable));
  for (let start = 0; start < syllables.length; start += 1) {
    let gram = '';
    for (let size = 0; size < LONGEST; size += 1) {
      const syllable = syllables[start + size];
      if (syllable === undefined || isWord[start + size] !== true) break;
      gram = size === 0 ? syllable : `${gram} ${syllable}`;
      visit(gram);
    }
  }
}
