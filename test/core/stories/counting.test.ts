import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countIn } from '../../../lambdas/core/stories/counting.ts';

/** Larger than a stretch of the table, so that the keys of a list fall into several. */
const TABLE = 2 ** 18;
const key = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.integer({ min: 0, max: 3 }).map((few) => few * 2 ** 16),
);
const lists = fc.array(
  fc.array(key, { maxLength: 20 }).map((keys) => Int32Array.from(keys)),
  { maxLength: 12 },
);

/** The plain definition: a counter a key, one key after the other. */
function counted(all: readonly Int32Array[], most: number): number[][] {
  const counts = new Map<number, number>();
  const counterOf = (each: number): number => each & (TABLE - 1);
  for (const each of all.flatMap((list) => [...list]))
    counts.set(counterOf(each), Math.min(most, (counts.get(counterOf(each)) ?? 0) + 1));
  return all.map((list) => [...list].map((each) => counts.get(counterOf(each)) ?? 0));
}

describe('counting in stretches of a table', () => {
  it('counts what one counter a key counts, in whatever order the keys come, and stops at the limit', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 9 }), (all, most) => {
        const table = new Uint16Array(TABLE);
        expect(countIn(table, all, most).map((counts) => [...counts])).toEqual(counted(all, most));
        for (const each of all.flat()) for (const one of each) expect(table[one & (TABLE - 1)]).toBeGreaterThan(0);
      }),
      { numRuns: 50 },
    );
  });

  it('counts keys whose last bits are the same together, and no others (control)', () => {
    const counts = countIn(new Uint16Array(TABLE), [Int32Array.of(5, 5 + TABLE), Int32Array.of(5 + TABLE / 2)], 9);
    expect(counts.map((each) => [...each])).toEqual([[2, 2], [1]]);
  });
});
