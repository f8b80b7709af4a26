import { expect, test } from 'vitest';
import type { DeadLetters } from '../../lambdas/ports/dead-letters.ts';

/** What every count of dead letters does; `giveUp` gives up a message of the queue `deliver`. */
export function deadLettersContract(letters: () => DeadLetters, giveUp: () => Promise<void>): void {
  test('counts the messages given up, by the name of their queue', async () => {
    const before = await letters().count();
    expect(before).toMatchObject({ gather: 0, deliver: 0 });
    await giveUp();
    await giveUp();
    expect(await letters().count()).toEqual({ ...before, deliver: 2 });
  });
}
