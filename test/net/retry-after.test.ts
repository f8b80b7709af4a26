import { describe, expect, it } from 'vitest';
import { retryAfterSeconds } from '../../lambdas/net/retry-after.ts';

const NOW = '2026-11-23T07:00:00+07:00';

describe('retryAfterSeconds', () => {
  it.each([
    ['120', 120],
    [' 0 ', 0],
    ['99999999', 86_400],
    ['Mon, 23 Nov 2026 00:05:00 GMT', 300],
    ['Sun, 22 Nov 2026 00:05:00 GMT', 0],
    ['Mon, 23 Nov 2126 00:05:00 GMT', 86_400],
    ['soon', null],
    ['-5', null],
    ['', null],
    [undefined, null],
  ])('reads %j as %j', (header, seconds) => {
    expect(retryAfterSeconds(header, NOW)).toBe(seconds);
  });
});
