import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNumberSet } from '../../../lambdas/core/stories/number-set.ts';

const MOST = 300;
/** Numbers that often are the same, or fall into one slot though they are not. */
const number = fc.oneof(
  fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -3, max: 3 }).map((few) => few * 2 ** 16),
);
const list = fc.array(number, { maxLength: MOST });

describe('a set of numbers', () => {
  const set = createNumberSet(MOST);
  const fill = (numbers: readonly number[]): void => {
    set.clear();
    for (const each of numbers) set.add(each);
  };
  const foundIn = (numbers: readonly number[], length: number): [number, number][] => {
    const found = set.find(Int32Array.from(numbers), length);
    return Array.from({ length: found }, (_, at) => [set.found.there[at] ?? -1, set.found.here[at] ?? -1]);
  };

  it('keeps each number once, in the order they come, again and again', () => {
    fc.assert(
      fc.property(list, (numbers) => {
        fill(numbers);
        expect([...set.numbers.subarray(0, set.count)]).toEqual([...new Set(numbers)]);
      }),
    );
  });

  it('finds what another list has of it, and where, as looking at every pair does', () => {
    fc.assert(
      fc.property(list, list, fc.nat(), (numbers, others, cut) => {
        const length = Math.min(cut, others.length);
        const own = [...new Set(numbers)];
        const plain = others.slice(0, length).flatMap((each, there) => {
          const here = own.indexOf(each);
          return here < 0 ? [] : [[there, here]];
        });
        fill(numbers);
        expect(foundIn(others, length)).toEqual(plain);
      }),
    );
  });

  it('finds nothing where only the slot is the same (control: the number itself is found)', () => {
    fill([7]);
    expect(foundIn([7 + 2 ** 20], 1)).toEqual([]);
    expect(foundIn([7 + 2 ** 20, 7], 2)).toEqual([[1, 0]]);
  });
});
