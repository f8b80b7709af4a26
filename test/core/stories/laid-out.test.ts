import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../lambdas/core/stories/laid-out.ts';

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

/** How often each key's entry is named, for every key of every list, by way of the layout. */
function counted(all: readonly Int32Array[]): number[][] {
  const table = new Uint32Array(TABLE);
  const { entries, gather } = layOut(all, TABLE);
  for (const entry of entries) table[entry] = (table[entry] ?? 0) + 1;
  entries.set(entries.map((entry) => table[entry] ?? 0));
  return all.map((list) => {
    const counts = new Uint32Array(list.length);
    gather(list, counts);
    return [...counts];
  });
}

/** The plain definition. */
function countedPlainly(all: readonly Int32Array[]): number[][] {
  const entryOf = (each: number): number => each & (TABLE - 1);
  const named = all.flatMap((list) => [...list].map(entryOf));
  return all.map((list) => [...list].map((each) => named.filter((entry) => entry === entryOf(each)).length));
}

describe('keys laid out by stretches of a table', () => {
  it('are counted as they are one by one, in whatever order they come', () => {
    fc.assert(
      fc.property(lists, (all) => {
        expect(counted(all)).toEqual(countedPlainly(all));
      }),
      { numRuns: 50 },
    );
  });

  it('share an entry where their last bits are the same, and else do not (control)', () => {
    expect(counted([Int32Array.of(5, 5 + TABLE), Int32Array.of(5 + TABLE / 2)])).toEqual([[2, 2], [1]]);
  });
});
