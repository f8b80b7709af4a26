import { describe } from 'vitest';
import { createSystemClock } from '../../lambdas/aws/system-clock.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { clockContract } from './clock.contract.ts';
import { MORNING } from './samples.ts';

describe('the clock in hand', () => {
  const clock = memoryClock(MORNING);
  clockContract(() => clock);
});

describe('the clock of the machine', () => {
  clockContract(() => createSystemClock());
});
