import type { DeadLetters } from '../../../lambdas/ports/dead-letters.ts';

/** Dead letters in memory; the test puts them there. */
export function memoryDeadLetters(letters: Record<string, number> = {}): DeadLetters & {
  readonly letters: Record<string, number>;
} {
  return { letters, count: async () => ({ ...letters }) };
}
