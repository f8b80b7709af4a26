/** Different numbers in the order they came; emptied at once and used again for the next list. */
export interface NumberSet {
  /** The numbers; only the first `count` are of this list. */
  readonly numbers: Int32Array;
  readonly count: number;
  clear(): void;
  /** Takes a number, unless it is there. */
  add(number: number): void;
  /** Finds which of the first `length` numbers of a list are here; answers how many. Their places stand in `found`. */
  find(list: Int32Array, length: number): number;
  /** Of each number found its place in the list gone through, and its place here. */
  readonly found: { readonly there: Uint16Array; readonly here: Uint16Array };
}

/** Slots for each number: few numbers find theirs taken. */
const ROOM = 8;

/**
 * An empty set of at most `most` numbers whose last bits are spread evenly; lists gone through are no longer. Lists are
 * compared by going through one of them, without sorting either: first every number that may be here is picked out,
 * without a branch the processor could guess wrong, then those few are looked up.
 */
export function createNumberSet(most: number): NumberSet {
  const numbers = new Int32Array(most);
  const slots = new Uint16Array(2 ** Math.ceil(Math.log2(most * ROOM)));
  const taken = new Uint8Array(slots.length);
  const mask = slots.length - 1;
  const found = { there: new Uint16Array(most), here: new Uint16Array(most) };
  /** The slot a number stands in, or the empty one where it shall; a slot holds the number's place with one added. */
  const slotOf = (number: number): number => {
    let slot = number & mask;
    for (let place = slots[slot] ?? 0; place !== 0 && numbers[place - 1] !== number; place = slots[slot] ?? 0)
      slot = (slot + 1) & mask;
    return slot;
  };
  const sieve = (list: Int32Array, length: number): number => {
    const { there } = found;
    let count = 0;
    for (let place = 0; place < length; place++) {
      there[count] = place;
      count += taken[(list[place] ?? 0) & mask] ?? 0;
    }
    return count;
  };
  const set = {
    numbers,
    found,
    count: 0,
    clear: () => {
      slots.fill(0);
      taken.fill(0);
      set.count = 0;
    },
    add: (number: number) => {
      const slot = slotOf(number);
      if (slots[slot] !== 0) return;
      numbers[set.count] = number;
      set.count += 1;
      slots[slot] = set.count;
      taken[number & mask] = 1;
    },
    find: (list: Int32Array, length: number) => {
      const { there, here } = found;
      const picked = sieve(list, length);
      let count = 0;
      for (let at = 0; at < picked; at++) {
        const place = there[at] ?? 0;
        const own = slots[slotOf(list[place] ?? 0)] ?? 0;
        if (own === 0) continue;
        there[count] = place;
        here[count] = own - 1;
        count += 1;
      }
      return count;
    },
  };
  return set;
}
