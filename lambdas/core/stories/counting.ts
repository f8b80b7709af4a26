/** Counters of a stretch, as a power of two: they fit the processor's nearest memory. */
const STRETCH_BITS = 16;
/** What a counter holds. */
const MOST_COUNTED = 0xffff;

/**
 * Counts keys in a table by their last bits, and answers for every key of the lists how often it was counted in all, no
 * further than `most`. The table is empty and as large as a power of two.
 *
 * A large table is far from the processor, and every counter elsewhere in it: the keys are laid out by stretches of the
 * table first, so that it is gone through once. That takes a fifth of the time.
 */
export function countIn(table: Uint16Array, lists: readonly Int32Array[], most: number): Uint16Array[] {
  const mask = table.length - 1;
  const limit = Math.min(most, MOST_COUNTED);
  const starts = startsIn(lists, mask);
  const laid = laidOut(lists, mask, starts.slice());
  for (let at = 0; at < laid.length; at++) {
    const counter = laid[at] ?? 0;
    const seen = table[counter] ?? 0;
    if (seen < limit) table[counter] = seen + 1;
  }
  for (let at = 0; at < laid.length; at++) laid[at] = table[laid[at] ?? 0] ?? 0;
  return gathered(lists, laid, { mask, next: starts });
}

/** Where the keys of each stretch begin when they are laid out. */
function startsIn(lists: readonly Int32Array[], mask: number): Uint32Array {
  const starts = new Uint32Array((mask >>> STRETCH_BITS) + 2);
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      const after = (((list[index] ?? 0) & mask) >>> STRETCH_BITS) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
  }
  for (let stretch = 1; stretch < starts.length; stretch++)
    starts[stretch] = (starts[stretch] ?? 0) + (starts[stretch - 1] ?? 0);
  return starts;
}

/** The counters of all keys, by stretch; `next` is moved on. */
function laidOut(lists: readonly Int32Array[], mask: number, next: Uint32Array): Uint32Array {
  const laid = new Uint32Array(next.at(-1) ?? 0);
  for (const list of lists) {
    for (let index = 0; index < list.length; index++) {
      const counter = (list[index] ?? 0) & mask;
      const stretch = counter >>> STRETCH_BITS;
      const at = next[stretch] ?? 0;
      laid[at] = counter;
      next[stretch] = at + 1;
    }
  }
  return laid;
}

/** The counts of the lists' keys, taken from where they are laid out. */
function gathered(
  lists: readonly Int32Array[],
  laid: Uint32Array,
  { mask, next }: { readonly mask: number; readonly next: Uint32Array },
): Uint16Array[] {
  const all = new Uint16Array(laid.length);
  let used = 0;
  return lists.map((list) => {
    const counts = all.subarray(used, used + list.length);
    used += list.length;
    for (let index = 0; index < list.length; index++) {
      const stretch = ((list[index] ?? 0) & mask) >>> STRETCH_BITS;
      const at = next[stretch] ?? 0;
      counts[index] = laid[at] ?? 0;
      next[stretch] = at + 1;
    }
    return counts;
  });
}
