import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, at, dayOf, fromMillis, shift, toMillis } from '../../../lambdas/core/calendar/instant.ts';

const DAY_MS = 86_400_000;
/** Midnights in Viet Nam from 2000 to 2100. */
const midnights = fc
  .integer({ min: 10_957, max: 47_482 })
  .map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));

/** What holds of a way to tell the day of an instant: the last second before a midnight is the day before. */
const holdsAt =
  (tell: (instant: string) => string) =>
  (day: string): boolean =>
    tell(at(day, '00:00')) === day &&
    tell(shift(at(day, '00:00'), -1000)) === addDays(day, -1) &&
    tell(at(day, '23:59')) === day &&
    tell(new Date(toMillis(at(day, '00:00'))).toISOString()) === day;

describe('days in Viet Nam', () => {
  it('change at midnight there, however the instant is written', () => {
    fc.assert(fc.property(midnights, holdsAt(dayOf)));
  });

  it('would be wrong by the first ten letters of the instant, as the control shows', () => {
    expect(() =>
      fc.assert(
        fc.property(
          midnights,
          holdsAt((instant) => instant.slice(0, 10)),
        ),
      ),
    ).toThrow();
  });

  it.each([
    ['2024-02-28', '2024-02-29'],
    ['2024-02-29', '2024-03-01'],
    ['2023-02-28', '2023-03-01'],
    ['2100-02-28', '2100-03-01'],
    ['2024-12-31', '2025-01-01'],
    ['2026-04-30', '2026-05-01'],
  ])('go from %s to %s', (day, next) => {
    expect(addDays(day, 1)).toBe(next);
    expect(addDays(next, -1)).toBe(day);
    expect(dayOf(shift(at(day, '23:59'), 60_000))).toBe(next);
  });

  it('add up: there and back is where one was, and a sum is its parts', () => {
    const steps = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(midnights, steps, steps, (day, a, b) => {
        expect(addDays(addDays(day, a), -a)).toBe(day);
        expect(addDays(addDays(day, a), b)).toBe(addDays(day, a + b));
      }),
    );
  });

  it('come back to the second from an instant’s milliseconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 946_684_800, max: 4_102_444_800 }), (seconds) => {
        expect(toMillis(fromMillis(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});
