import { describe, expect, it } from 'vitest';
import { newIssue } from '../../../lambdas/core/issue/issue.ts';
import { dueRungs, type Ladder, ladderSchema, seedLadder, type Waiting } from '../../../lambdas/core/issue/ladder.ts';

const DAY = '2026-11-23';
const drafting = newIssue(DAY);
const waiting: Waiting = { day: DAY, issue: drafting, isIssueDay: true, isSealed: false };
const idsAt = (time: string, more: Partial<Waiting> = {}) =>
  dueRungs(seedLadder(), { ...waiting, ...more }, `${DAY}T${time}:00+07:00`).map(({ id }) => id);

describe('the ladder of a day', () => {
  it('climbs a rung at each of its hours and not before', () => {
    expect(idsAt('06:14')).toEqual([]);
    expect(idsAt('06:15')).toEqual(['ready']);
    expect(idsAt('07:29')).toEqual(['ready', 'reminder']);
    expect(idsAt('07:45')).toEqual(['ready', 'reminder', 'deputy', 'head']);
  });

  it('says nothing of a draft that is not there, and tells all the same that none is', () => {
    expect(idsAt('07:45', { issue: null })).toEqual(['reminder', 'deputy', 'head']);
  });

  it('writes to nobody in the evening, though the house comes back only then, but for a rung that is itself so late', () => {
    expect(idsAt('16:59')).toEqual(['ready', 'reminder', 'deputy', 'head']);
    for (const late of ['17:00', '19:30', '23:59']) expect(idsAt(late), late).toEqual([]);
    const rungs = seedLadder().rungs.map((rung) => (rung.id === 'head' ? { ...rung, at: '18:00' } : rung));
    const atNight = (time: string) => dueRungs({ ...seedLadder(), rungs }, waiting, `${DAY}T${time}:00+07:00`);
    expect(['17:59', '18:00', '19:59', '20:00'].map((time) => atNight(time).map(({ id }) => id))).toEqual([
      [],
      ['head'],
      ['head'],
      [],
    ]);
  });

  it.each<[string, Partial<Waiting>]>([
    ['the calendar has no issue', { isIssueDay: false }],
    ['the draft is sealed though the register does not know yet', { isSealed: true }],
    ['it is approved', { issue: { ...drafting, state: 'approved' } }],
    ['it is withdrawn', { issue: { ...drafting, state: 'withdrawn' } }],
    [
      'it was decided that the day has none',
      { issue: { ...drafting, declined: { by: 'x', name: 'x', at: `${DAY}T06:30:00+07:00`, why: 'x' } } },
    ],
  ])('is silent where %s', (_, more) => {
    expect(idsAt('07:45')).toHaveLength(4);
    expect(idsAt('07:45', more)).toEqual([]);
  });
});

describe('the setting of the ladder', () => {
  const withRung = (index: number, change: object) => {
    const seed = seedLadder();
    return { ...seed, rungs: seed.rungs.map((rung, at) => (at === index ? { ...rung, ...change } : rung)) };
  };
  const isFit = (ladder: unknown): boolean => ladderSchema.safeParse(ladder).success;

  it('writes to nobody until the house says whom', () => {
    expect(seedLadder().rungs.flatMap(({ to }) => to)).toEqual([]);
  });

  it('keeps the order of the rungs and of their hours, and takes plain addresses only', () => {
    const ladder: Ladder = seedLadder();
    expect(isFit(withRung(1, { to: ['duyet@sonoivu.example.vn'] }))).toBe(true);
    expect(isFit(withRung(1, { at: '06:14' }))).toBe(false);
    expect(isFit(withRung(1, { at: '7:15' }))).toBe(false);
    expect(isFit({ ...ladder, rungs: ladder.rungs.toReversed() })).toBe(false);
    expect(isFit({ ...ladder, rungs: ladder.rungs.slice(1) })).toBe(false);
    for (const address of ['a@b.vn, c@d.vn', 'Ban <a@b.vn>', 'a@b.vn\r\nBcc: c@d.vn', ''])
      expect(isFit(withRung(0, { to: [address] })), address).toBe(false);
  });
});
