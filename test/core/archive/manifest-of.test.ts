import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../../lambdas/core/archive/manifest.ts';
import { emptyManifest, manifestIssueOf, withIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import { sampleContent, sampleSnapshot } from '../../support/sample-snapshot.ts';

const AT = '2026-11-23T07:31:00+07:00';
const LATER = '2026-11-23T10:00:00+07:00';

const issueOf = (issueKey: string, revision = 1, publishedAt = AT) =>
  manifestIssueOf(sampleSnapshot({ ...sampleContent(), issueKey }, revision), publishedAt);

describe('the manifest', () => {
  it('lists the titles of the snapshot in order', () => {
    const issue = issueOf('2026-11-23');
    expect(issue).toMatchObject({ path: 'daily/2026/11/23/1/', clippings: 10, publishedAt: AT });
    expect(issue.titles[9]).toBe('Lời xin lỗi đúng hạn');
    expect(() => manifestSchema.parse(withIssue(emptyManifest(), issue))).not.toThrow();
  });

  it('has the newest day first, whatever came first', () => {
    const days = ['2026-11-20', '2026-11-24', '2026-11-23'];
    const manifest = days.map((day) => issueOf(day)).reduce(withIssue, emptyManifest());
    expect(manifest.issues.map((issue) => issue.issueKey)).toEqual(['2026-11-24', '2026-11-23', '2026-11-20']);
  });

  it('puts a correction in the place of what it corrects', () => {
    const manifest = [issueOf('2026-11-23'), issueOf('2026-11-24'), issueOf('2026-11-23', 2, LATER)];
    const issues = manifest.reduce(withIssue, emptyManifest()).issues;
    expect(issues.map((issue) => [issue.issueKey, issue.revision])).toEqual([
      ['2026-11-24', 1],
      ['2026-11-23', 2],
    ]);
  });

  it('does not change when a publication is repeated, later or after a correction', () => {
    const once = withIssue(emptyManifest(), issueOf('2026-11-23'));
    expect(withIssue(once, issueOf('2026-11-23', 1, LATER))).toBe(once);
    const corrected = withIssue(once, issueOf('2026-11-23', 2, LATER));
    expect(withIssue(corrected, issueOf('2026-11-23', 1, LATER))).toBe(corrected);
  });

  it('refuses to change what a revision already shows', () => {
    const once = withIssue(emptyManifest(), issueOf('2026-11-23'));
    const other = { ...issueOf('2026-11-23'), fingerprint: '0'.repeat(64) };
    expect(() => withIssue(once, other)).toThrow(/already visible/);
  });
});
