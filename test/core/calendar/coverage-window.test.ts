import { describe, expect, it } from 'vitest';
import { coverageWindow, isInWindow } from '../../../lambdas/core/calendar/coverage-window.ts';

const now = '2024-09-05T06:00:10+07:00';

describe('coverageWindow', () => {
  it('starts where the last published issue ended: Monday covers the weekend', () => {
    const window = coverageWindow({
      issueDay: '2024-09-09',
      now: '2024-09-09T06:00:00+07:00',
      lastCutOff: '2024-09-06T07:31:00+07:00',
      since: null,
    });
    expect(window).toEqual({ from: '2024-09-06T07:31:00+07:00', to: '2024-09-09T06:00:00+07:00' });
  });

  it('looks back 24 hours from 06:00 for the very first issue, however late it is made', () => {
    const first = { issueDay: '2024-09-05', lastCutOff: null, since: null };
    expect(coverageWindow({ ...first, now })).toEqual({ from: '2024-09-04T06:00:00+07:00', to: now });
    expect(coverageWindow({ ...first, now: '2024-09-05T11:00:00+07:00' }).from).toBe('2024-09-04T06:00:00+07:00');
    expect(coverageWindow({ ...first, now: '2024-09-05T05:00:00+07:00' }).from).toBe('2024-09-04T05:00:00+07:00');
  });

  it('is widened by since and never narrowed', () => {
    const asked = { issueDay: '2024-09-05', now, lastCutOff: '2024-09-04T07:30:00+07:00' };
    expect(coverageWindow({ ...asked, since: '2024-08-01T00:00:00+07:00' }).from).toBe('2024-08-01T00:00:00+07:00');
    expect(coverageWindow({ ...asked, since: '2024-09-05T00:00:00+07:00' }).from).toBe('2024-09-04T07:30:00+07:00');
  });
});

describe('isInWindow', () => {
  const window = { from: '2024-09-04T07:30:00+07:00', to: '2024-09-05T06:00:00+07:00' };
  const at = (publishedAt: string | null, firstSeenAt: string) => isInWindow({ publishedAt, firstSeenAt }, window);

  it('takes what was published in the window, compared as times and not as text', () => {
    expect(at('2024-09-05T01:00:00+07:00', '2024-09-05T05:00:00+07:00')).toBe('in');
    expect(at('2024-09-04T18:00:00Z', '2024-09-05T05:00:00+07:00')).toBe('in');
  });

  it('takes what was found late, and leaves what is history', () => {
    expect(at('2024-09-02T09:00:00+07:00', '2024-09-05T05:00:00+07:00')).toBe('in');
    expect(at('2024-08-20T09:00:00+07:00', '2024-09-05T05:00:00+07:00')).toBe('too-old');
  });

  it('leaves what the issue before had', () => {
    expect(at('2024-09-04T06:00:00+07:00', '2024-09-04T06:30:00+07:00')).toBe('too-old');
    expect(at('2024-09-04T07:30:00+07:00', '2024-09-04T07:30:00+07:00')).toBe('too-old');
  });

  it('leaves what comes later', () => {
    expect(at('2024-09-05T09:00:00+07:00', '2024-09-05T05:00:00+07:00')).toBe('not-yet');
    expect(at('2024-09-05T05:59:00+07:00', '2024-09-05T06:10:00+07:00')).toBe('not-yet');
  });

  it('has an answer of its own for what has no date', () => {
    expect(at(null, '2024-09-05T05:00:00+07:00')).toBe('undated');
    expect(at(null, '2024-09-03T05:00:00+07:00')).toBe('too-old');
  });
});
