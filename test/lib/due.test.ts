import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { fromThenOn } from '../../lib/kit/due.ts';

/** What CloudWatch makes of the expression for a period that starts at `time` in Viet Nam, when 0 was told, or nothing. */
function valueAt(expression: string, time: string, told: 0 | null = 0): unknown {
  const start = new Date(`2026-11-23T${time}:00+07:00`);
  const program = expression.replaceAll(' OR ', ' || ').replaceAll(' AND ', ' && ').replace('IF(', 'choose(');
  return runInNewContext(program, {
    told,
    FILL: (value: number | null, silence: number) => value ?? silence,
    HOUR: () => start.getUTCHours(),
    MINUTE: () => start.getUTCMinutes(),
    choose: (condition: boolean, yes: number, no: number) => (condition ? yes : no),
  });
}

describe('a heartbeat that counts from an hour on', () => {
  it.each([
    ['06:30', ['00:00', '06:00', '06:19', '23:45'], ['06:20', '06:30', '07:00', '12:00', '23:44']],
    ['09:00', ['00:00', '06:30', '08:49'], ['08:50', '09:00', '13:30', '23:30']],
    ['07:00', ['00:00', '06:49', '23:50'], ['06:50', '07:00', '23:30']],
    ['07:10', ['00:00', '06:59', '23:50'], ['07:00', '07:10', '23:30']],
  ])('from %s says nothing of windows begun at %j and the truth at %j', (from, quiet, loud) => {
    const expression = fromThenOn(from, 1);

    expect(quiet.map((time) => valueAt(expression, time))).toEqual(quiet.map(() => 1));
    expect(loud.map((time) => valueAt(expression, time))).toEqual(loud.map(() => 0));
    expect(loud.map((time) => valueAt(expression, time, null))).toEqual(loud.map(() => 1));
    const listening = fromThenOn(from, 0);
    expect(quiet.map((time) => valueAt(listening, time, null))).toEqual(quiet.map(() => 1));
    expect(loud.map((time) => valueAt(listening, time, null))).toEqual(loud.map(() => 0));
  });
});
