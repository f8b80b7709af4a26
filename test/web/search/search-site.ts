import { join } from 'node:path';
import { emptyManifest, manifestIssueOf, withIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import { paragraph } from '../../../lambdas/core/extraction/article.ts';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import type { MonthlyArticle, MonthlyContent } from '../../../lambdas/core/monthly/monthly-content.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { createPagefindIndexer } from '../../../lambdas/indexing/pagefind-indexer.ts';
import { renderSearch } from '../../../lambdas/rendering/site/search-page.ts';
import { indexYears } from '../../../lambdas/workflows/publishing/index-year.ts';
import { buildBrowserScripts } from '../../../lib/bundling/browser-scripts.ts';
import { type ArchiveServer, startArchiveServer } from '../../support/archive-server.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { type MemoryObjectStore, memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { SAMPLE_ADDRESS, SAMPLE_APPROVAL, sampleContent } from '../../support/sample-snapshot.ts';

const JSON_TYPE = { contentType: 'application/json' };
const ANY = { kind: 'any' } as const;

/** Invented clippings of three issues in two years: title and text by place. */
const ISSUES: Readonly<Record<string, readonly (readonly [title: string, text: string])[]>> = {
  '2026-11-23': [
    ['Bàn về tuyến đường sắt nội vùng', 'Tuyến đường sắt mới nối ba xã. Người dân góp ý hai tuần.'],
    ['Dưỡng sát mặt đất', 'Vườn cây được dưỡng sát gốc, một cách làm cũ.'],
    ['Bộ phận một cửa mở thêm giờ', 'Bộ phận một cửa của phường mở cả sáng thứ Bảy.'],
    ['Một xã thay cửa', 'Trụ sở thay cửa gỗ; nhà kho chỉ còn một lối.'],
    ['Thực hiện việc thuê chỗ', 'Phường thực hiện việc thuê chỗ làm việc.'],
  ],
  '2026-11-20': [
    ['Cắt giảm thủ tục', 'Thực hiện Nghị quyết 57-NQ/TW, tỉnh bỏ nhiều thủ tục.'],
    ['Năm 57 tuổi vẫn học số', 'Bác 57 tuổi học dùng máy; <b>nq</b> & tw là tên hai con đường.'],
  ],
  '2025-06-02': [['Đường sắt năm cũ', 'Chuyện đường sắt của năm trước và thủ tục khi ấy.']],
};

async function publish(archive: MemoryObjectStore): Promise<void> {
  let manifest = emptyManifest();
  for (const [issueKey, clippings] of Object.entries(ISSUES)) {
    const content = sampleContent();
    const given = [...clippings];
    const sections = content.sections.flatMap((section) => {
      const some = section.clippings.flatMap((clipping) => {
        const [title, text] = given.shift() ?? [];
        const words = { title: title ?? '', body: [paragraph(text ?? '')], printing: 'full' as const };
        return title === undefined ? [] : [{ ...clipping, ...words }];
      });
      return some.length > 0 ? [{ ...section, clippings: some }] : [];
    });
    const snapshot = freeze({ ...content, issueKey, sections }, SAMPLE_APPROVAL, 1);
    await archive.put(`snapshots/${snapshot.fingerprint}.json`, JSON.stringify(snapshot), JSON_TYPE, ANY);
    manifest = withIssue(manifest, manifestIssueOf(snapshot, '2026-11-23T07:30:00+07:00'));
  }
  const monthly = freeze(monthlyOfOne(), SAMPLE_APPROVAL, 1);
  await archive.put(`snapshots/${monthly.fingerprint}.json`, JSON.stringify(monthly), JSON_TYPE, ANY);
  manifest = withIssue(manifest, manifestIssueOf(monthly, '2025-06-30T09:30:00+07:00'));
  await archive.put('manifest.json', JSON.stringify(manifest), JSON_TYPE, ANY);
}

/** June's monthly with one article, whose paper a monthly cites in small letters. */
function monthlyOfOne(): MonthlyContent {
  const article: MonthlyArticle = {
    id: 'bai1',
    title: 'Đò chở sách',
    sapo: null,
    body: [{ kind: 'paragraph', runs: [{ text: 'Con đò chở sách về ấp.' }] }],
    byline: null,
    via: null,
    site: 'phulang.example',
    url: null,
    publishedOn: null,
    affiliation: null,
    printing: 'full',
  };
  const { masthead } = seedMonthly();
  const sections = [{ id: 'trung-uong' as const, title: 'TIN TRUNG ƯƠNG', articles: [article] }];
  return { edition: 'monthly', issueKey: '2025-06', masthead, sections, editorName: 'Thu Hằng' };
}

/** An archive of two years, indexed by Pagefind and served with the search page; `content` is the page's rights. */
export async function searchSite(content?: string): Promise<ArchiveServer> {
  const archive = memoryObjectStore();
  await publish(archive);
  await indexYears({ clock: memoryClock('2026-11-23T08:00:00+07:00'), archive, indexer: createPagefindIndexer() }, 5);
  const scripts = await buildBrowserScripts(join(import.meta.dirname, '../../..'));
  const script = new TextDecoder().decode(scripts.find(({ file }) => file === 'search.js')?.contents);
  for (const { key, body, contentType } of renderSearch(SAMPLE_ADDRESS, script)) {
    await archive.put(key, body, { contentType }, ANY);
  }
  return startArchiveServer((key) => {
    const object = archive.objects.get(key);
    if (object === undefined) return null;
    const { contentType, cacheControl = null } = object.headers;
    return { body: object.body, contentType, cacheControl };
  }, content);
}
