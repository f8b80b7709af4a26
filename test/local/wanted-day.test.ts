import { describe, expect, it } from 'vitest';
import { wantedDay } from '../../lambdas/local/wanted-day.ts';

describe('the day of the issue', () => {
  it('is today in Viet Nam, whatever the zone of the machine', () => {
    expect(wantedDay(null, Date.parse('2026-11-22T17:30:00Z'))).toEqual({ kind: 'day', day: '2026-11-23', note: null });
  });

  it('is the next issue day at a weekend, which is said', () => {
    const wanted = wantedDay(null, Date.parse('2026-11-21T03:00:00Z'));

    expect(wanted).toMatchObject({ kind: 'day', day: '2026-11-23' });
    expect(wanted.kind === 'day' && wanted.note).toContain('2026-11-21');
  });

  it('is refused with its reason when it was asked for and has no issue', () => {
    const wanted = wantedDay('2026-11-22', Date.parse('2026-11-20T03:00:00Z'));

    expect(wanted).toEqual({ kind: 'no-issue', message: expect.stringContaining('2026-11-22') });
  });
});
