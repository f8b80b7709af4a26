import { describe, expect, it } from 'vitest';
import { seedCalendar } from '../../../lambdas/core/calendar/calendar.ts';
import { differences } from '../../../lambdas/core/settings/difference.ts';

describe('the difference between two values of a setting', () => {
  it('names items of lists by what they are called, not by where they stand', () => {
    const before = { list: [{ id: 'a', title: 'A' }, { id: 'b', title: 'B' }] }; // biome-ignore format: one line a value
    const after = { list: [{ id: 'b', title: 'B' }, { id: 'a', title: 'Á' }, { id: 'c', title: 'C' }] }; // biome-ignore format: one line a value
    expect(differences(before, after)).toEqual([
      { kind: 'ordered', path: ['list'], after: 'b, a' },
      { kind: 'changed', path: ['list', 'a', 'title'], before: 'A', after: 'Á' },
      { kind: 'added', path: ['list', 'c'], after: 'c · C' },
    ]);
  });

  it('tells what went, and says nothing of the same value written otherwise', () => {
    expect(differences({ x: { m: 1, n: null } }, { x: {} })).toEqual([
      { kind: 'removed', path: ['x', 'm'], before: '1' },
      { kind: 'removed', path: ['x', 'n'], before: '' },
    ]);
    expect(differences({ x: 1, y: undefined, z: [1, 2] }, { z: [1, 2], x: 1 })).toEqual([]);
    expect(differences(seedCalendar(), JSON.parse(JSON.stringify(seedCalendar())))).toEqual([]);
  });

  it('takes a value that changes its kind as a whole', () => {
    expect(differences({ x: 25 }, { x: 'last' })).toEqual([
      { kind: 'changed', path: ['x'], before: '25', after: 'last' },
    ]);
    expect(differences({ pause: null }, { pause: { until: '2026-12-01' } })).toEqual([
      { kind: 'changed', path: ['pause'], before: '', after: '2026-12-01' },
    ]);
  });
});
