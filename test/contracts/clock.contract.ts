import { expect, test } from 'vitest';
import { instantSchema, toMillis } from '../../lambdas/core/calendar/instant.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';

/** What every clock does. */
export function clockContract(clock: () => Clock): void {
  test("tells an instant in Viet Nam's offset", () => {
    expect(instantSchema.parse(clock().now())).toMatch(/\+07:00$/);
  });

  test('tells the same moment in milliseconds', () => {
    expect(Math.abs((clock().millis?.() ?? 0) - toMillis(clock().now()))).toBeLessThan(2_000);
  });

  test('has let the time pass that was slept', async () => {
    const before = toMillis(clock().now());
    await clock().sleep(1_100);
    expect(toMillis(clock().now()) - before).toBeGreaterThanOrEqual(1_000);
  });
}
