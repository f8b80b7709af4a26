import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSorter } from '../../../lambdas/core/stories/sorter.ts';

const MOST = 300;

describe('the sorter of terms', () => {
  it('gives what sorting and dropping doubles gives, few numbers or many, and again with the same tables', () => {
    const sort = createSorter(MOST);
    const term = fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(term, { maxLength: MOST }), fc.nat(), (terms, cut) => {
        const count = Math.min(cut, terms.length);
        const plain = [...new Set(terms.slice(0, count))].sort((a, b) => a - b);
        expect([...sort(Int32Array.from(terms), count)]).toEqual(plain);
      }),
    );
  });
});
