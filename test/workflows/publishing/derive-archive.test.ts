import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import { emptyManifest, manifestIssueOf, withIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import type { DailyContent, DailySnapshot } from '../../../lambdas/core/issue/snapshot.ts';
import { enterIntoCatalogue } from '../../../lambdas/workflows/publishing/catalogue-files.ts';
import { refreshDerived } from '../../../lambdas/workflows/publishing/derive-archive.ts';
import type { DerivedScope } from '../../../lambdas/workflows/publishing/site-contents.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { SAMPLE_ADDRESS, SAMPLE_APPROVAL } from '../../support/sample-snapshot.ts';
import { bytesOf, contentOn } from './archive-world.ts';

/** An archive in memory, without renderings: what is derived needs only snapshots, manifest and catalogue. */
async function archiveOf(snapshots: readonly DailySnapshot[]) {
  const archive = memoryObjectStore();
  const written: string[] = [];
  const { put } = archive;
  archive.put = async (...given) => {
    written.push(given[0]);
    return put(...given);
  };
  const show = async (snapshot: DailySnapshot, scope: DerivedScope): Promise<string[]> => {
    const body = JSON.stringify(snapshot);
    await put(`snapshots/${snapshot.fingerprint}.json`, body, { contentType: 'x' }, { kind: 'any' });
    await enterIntoCatalogue(archive, snapshot);
    const before = archive.objects.has('manifest.json') ? JSON.parse(archive.text('manifest.json')) : emptyManifest();
    const after = withIssue(before, manifestIssueOf(snapshot, SAMPLE_APPROVAL.at));
    await put('manifest.json', JSON.stringify(after), { contentType: 'x' }, { kind: 'any' });
    written.length = 0;
    await refreshDerived(archive, SAMPLE_ADDRESS, scope);
    return [...written];
  };
  for (const snapshot of snapshots) await show(snapshot, scopeOf(snapshot));
  return { archive, show };
}

const snapshotOf = (content: DailyContent, revision = 1): DailySnapshot => freeze(content, SAMPLE_APPROVAL, revision);
const scopeOf = ({ content }: DailySnapshot): DerivedScope => ({
  kind: 'issue',
  edition: 'daily',
  issueKey: content.issueKey,
});
const [OLD, FRIDAY, MONDAY] = ['2025-03-03', '2026-11-20', '2026-11-23'].map((day) => snapshotOf(contentOn(day)));
if (!OLD || !FRIDAY || !MONDAY) throw new Error('three issues');

/** The issue as it is when its clippings of Bắc Ninh turn out to be of Quảng Ninh. */
function moved({ content }: DailySnapshot): DailySnapshot {
  const sections = content.sections.map((section) => ({
    ...section,
    clippings: section.clippings.map((each) => ({
      ...each,
      place: each.place === 'bac-ninh' ? 'quang-ninh' : each.place,
    })),
  }));
  return snapshotOf({ ...content, sections }, 2);
}

describe('what is derived from manifest and catalogue', () => {
  it('is written for the issue’s own year, month and subjects only', async () => {
    const { show } = await archiveOf([OLD, FRIDAY]);
    const written = await show(MONDAY, scopeOf(MONDAY));
    // The month before leads to this one.
    expect(written.filter((key) => /2025/u.test(key))).toEqual([
      'thang/2025/03/index.html',
      'thang/2025/index.html',
      'sitemap-2025.xml',
    ]);
    expect(written.filter((key) => key.startsWith('daily/'))).toEqual([
      'daily/2026/11/23/index.html',
      'daily/2026/11/20/index.html',
    ]);
    expect(new Set(written).size).toBe(written.length);
    expect(written.length).toBeLessThan(45);
  });

  it('is the same, byte for byte, whether it grew issue by issue or is made anew', async () => {
    const { archive } = await archiveOf([OLD, FRIDAY, MONDAY]);
    const grown = bytesOf({ archive });
    await refreshDerived(archive, SAMPLE_ADDRESS);
    const anew = bytesOf({ archive });
    expect(Object.keys(grown).filter((key) => grown[key] !== anew[key])).toEqual([]);
  });

  it('is made again from the snapshots after catalogue and overview were lost', async () => {
    const { archive } = await archiveOf([OLD, FRIDAY, MONDAY]);
    await refreshDerived(archive, SAMPLE_ADDRESS);
    const before = bytesOf({ archive });
    for (const key of archive.objects.keys()) if (!/^(?:snapshots\/|manifest)/u.test(key)) archive.objects.delete(key);
    await refreshDerived(archive, SAMPLE_ADDRESS);
    expect(bytesOf({ archive })).toEqual(before);
  });

  it('forgets what a correction took away, and knows what it brought', async () => {
    const { archive, show } = await archiveOf([FRIDAY, MONDAY]);
    const listed = (place: string) =>
      load(archive.text(`dia-phuong/${place}/2026/index.html`))('ul.entries a')
        .toArray()
        .filter((link) => link.attribs.href?.includes('/2026/11/23/')).length;
    expect(listed('bac-ninh')).toBe(1);
    await show(moved(MONDAY), scopeOf(MONDAY));
    expect([listed('bac-ninh'), listed('quang-ninh')]).toEqual([0, 1]);
    expect(archive.text('daily/2026/11/23/index.html')).toContain('href="2/issue.pdf"');
  });

  it('says that nothing is left where a subject lost its last clipping', async () => {
    const { archive, show } = await archiveOf([MONDAY]);
    await show(moved(MONDAY), scopeOf(MONDAY));
    expect(archive.text('dia-phuong/bac-ninh/2026/index.html')).toContain('Không còn tin nào ở trang này.');
    expect(archive.text('dia-phuong/index.html')).not.toContain('bac-ninh');
  });
});
