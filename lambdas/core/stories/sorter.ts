/** The first `count` numbers of a list, sorted, each once, in a list of their own. */
export type Sorter = (numbers: Int32Array, count: number) => Int32Array;

const BITS = 8;
const BUCKETS = 2 ** BITS;
const LAST = 32 - BITS;
/** The sign bit turned over: negative numbers come before the others. */
const SIGN = 0x80000000;
/** Fewer are sorted faster by comparing. */
const FEW = 48;

/**
 * A sorter of lists up to `most` long. Sorts by the four bytes of the numbers, the last byte first: the same steps
 * whatever the numbers are, half the time of comparing them.
 */
export function createSorter(most: number): Sorter {
  const [one, other]: [Int32Array, Int32Array] = [new Int32Array(most), new Int32Array(most)];
  const starts = new Uint32Array(BUCKETS + 1);
  return (numbers, count) => {
    if (count < FEW) return once(numbers.slice(0, count).sort());
    let [from, to]: [Int32Array, Int32Array] = [numbers, one];
    for (let shift = 0; shift <= LAST; shift += BITS) {
      pass({ from, to, count, shift, starts });
      [from, to] = [to, shift === 0 ? other : from];
    }
    return once(from.subarray(0, count));
  };
}

interface Pass {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly count: number;
  readonly shift: number;
  readonly starts: Uint32Array;
}

/** Lays the numbers in the order of one of their bytes; numbers with the same byte keep theirs. */
function pass({ from, to, count, shift, starts }: Pass): void {
  starts.fill(0);
  for (let index = 0; index < count; index++) {
    const bucket = (((from[index] ?? 0) ^ SIGN) >>> shift) & (BUCKETS - 1);
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + (starts[bucket] ?? 0);
  for (let index = 0; index < count; index++) {
    const number = from[index] ?? 0;
    const bucket = ((number ^ SIGN) >>> shift) & (BUCKETS - 1);
    const at = starts[bucket] ?? 0;
    to[at] = number;
    starts[bucket] = at + 1;
  }
}

/** A sorted list without what stands in it twice; overwrites it. */
function once(sorted: Int32Array): Int32Array {
  let count = 0;
  for (let index = 0; index < sorted.length; index++) {
    const number = sorted[index] ?? 0;
    if (count === 0 || number !== sorted[count - 1]) sorted[count++] = number;
  }
  return sorted.slice(0, count);
}
