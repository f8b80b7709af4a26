import { createChunks } from './chunks.ts';

/**
 * Words as the grouping sees them: a syllable, or a number with its groups, decimals and document code. Lists of
 * numbers beside one another, for nearly all of the work is done on those.
 */
export interface Reading {
  /** Words read. */
  readonly count: number;
  /** 32 bits of each word: the same word is the same number in every batch. */
  readonly hashes: Int32Array;
  /**
   * Bits of {@link IS}. `common`: one of the words every text is full of. `opens`, `closes`: nothing stands between the
   * word and the space before, after it.
   */
  readonly signs: Uint8Array;
  /** The word in lower case, tones in one place: `nội`, `5.700`, `57-nq/tw`; empty outside of what was read. */
  textAt(index: number): string;
}

/** Reads articles one after the other; what it read is overwritten by the next article. */
export interface Reader extends Reading {
  /** Begins a new article. */
  clear(): void;
  /** Reads the first `limit` words of a text behind what was read of the article; answers how many words that are in all. */
  read(text: string, limit: number): number;
}

/** Characters of a word with its space, a little generously: what is beyond that many of the limit is not looked at. */
const ROOM = 6;

/** A reader for one batch and articles of `most` words. */
export function createReader(most: number): Reader {
  const chunks = createChunks();
  const [hashes, signs, ids] = [new Int32Array(most), new Uint8Array(most), new Int32Array(most)];
  let count = 0;
  const put = (id: number, hash: number, sign: number): void => {
    hashes[count] = hash;
    signs[count] = sign;
    ids[count] = id;
    count += 1;
  };
  const putAll = (full: number): void => {
    for (let id = chunks.first; id < chunks.first + chunks.length && count < full; id++) {
      const word = chunks.wordAt(id);
      put(id, word.hash, word.signs);
    }
  };
  return {
    hashes,
    signs,
    get count() {
      return count;
    },
    textAt: (index) => (index < 0 || index >= count ? '' : chunks.wordAt(ids[index] ?? 0).text),
    clear: () => {
      count = 0;
    },
    read: (text, limit) => {
      const full = Math.min(most, count + limit);
      const end = Math.min(text.length, limit * ROOM);
      for (let start = 0; start < end && count < full; ) {
        const stop = chunks.look(text, start, end);
        if (chunks.length === 1) put(chunks.first, chunks.hash, chunks.signs);
        else putAll(full);
        start = stop + 1;
      }
      return count;
    },
  };
}
