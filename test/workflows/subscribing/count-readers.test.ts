import { describe, expect, it } from 'vitest';
import { shift } from '../../../lambdas/core/calendar/instant.ts';
import { countReaders } from '../../../lambdas/workflows/subscribing/count-readers.ts';
import { makeWorld, START } from '../../faults/mailing-world.ts';

/** Counts the forty readers of a house whose clock goes on by `step` milliseconds whenever it is read. */
function countedBy(step: number) {
  let passed = 0;
  const now = () => {
    passed += step;
    return shift(START, passed);
  };
  return countReaders({ subscribers: makeWorld().ports.subscribers, clock: { now } }, { millis: 1_000 });
}

describe('the count of readers', () => {
  it('waits longer for a short list, whose parts say little of the rest', async () => {
    expect(await countedBy(150)).toMatchObject({ figures: { active: 40 }, parts: 256, isEstimate: false });
  });

  it('ends all the same, and says that it is an estimate', async () => {
    const { parts, isEstimate } = await countedBy(600);
    expect({ isEstimate, isShort: parts < 256 }).toEqual({ isEstimate: true, isShort: true });
  });
});
