import { describe, expect, it } from 'vitest';
import { dayClock } from '../../lambdas/local/day-clock.ts';

describe('the clock of a rehearsed day', () => {
  it('starts where it is set and runs', async () => {
    const clock = dayClock('2026-11-23T04:30:00+07:00');

    await clock.sleep(1100);

    expect(clock.now() > '2026-11-23T04:30:00+07:00').toBe(true);
  });

  it('stands still while it is held', async () => {
    const clock = dayClock('2026-11-23T04:30:00+07:00');

    clock.holdAt('2026-11-23T06:00:00+07:00');
    // Held, a wait is over at once: a day of it passes inside a test.
    await clock.sleep(86_400_000);

    expect(clock.now()).toBe('2026-11-23T06:00:00+07:00');
  });

  it('never goes back', () => {
    const clock = dayClock('2026-11-23T08:00:00+07:00');

    clock.holdAt('2026-11-23T06:00:00+07:00');

    expect(clock.now() >= '2026-11-23T08:00:00+07:00').toBe(true);
  });
});
