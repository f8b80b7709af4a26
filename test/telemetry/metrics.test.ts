import { afterEach, describe, expect, it, vi } from 'vitest';
import { countFindings, countMetrics } from '../../lambdas/telemetry/metrics.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** What is written for CloudWatch. */
function written(count: () => void): string {
  vi.stubEnv('POWERTOOLS_METRICS_NAMESPACE', 'DiemBao/test');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  const lines: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  count();
  return lines.join('\n');
}

describe('what is counted', () => {
  it('is told also when it is none where silence is bad news, and not where silence is fine', () => {
    expect(written(() => countMetrics({ DraftReady: 0 }))).toContain('"DraftReady":0');
    expect(written(() => countFindings({ Recovered: 2, BooksUnbalanced: 0 }))).toMatch(
      /^(?!.*BooksUnbalanced).*"Recovered":2/,
    );
    expect(written(() => countFindings({ ZaloParked: 0 }))).toBe('');
  });
});
