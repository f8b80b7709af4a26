import { manifestSchema } from '../../lambdas/core/archive/manifest.ts';
import { revisionsOf } from '../../lambdas/core/archive/manifest-of.ts';
import { issuePath } from '../../lambdas/core/issue/issue-path.ts';
import { noticeWords } from '../../lambdas/core/issue/notices.ts';
import { publicIssueSchema } from '../../lambdas/rendering/issue-json.ts';
import type { MemoryObjectStore } from '../support/memory/memory-object-store.ts';
import { readPage } from '../support/read-outputs.ts';
import { type Linked, linksOf } from './archive-links.ts';

export { PUBLIC_ADDRESS } from './archive-links.ts';

/** Where a reader may come in; whatever is derived beside these is found by following links. */
const DOORS = ['index.html', 'latest/index.html', 'feed.xml', 'feed.json', 'sitemap.xml', 'robots.txt', '404.html'];

/** Files every issue has. */
const OUTPUTS = ['index.html', 'email.html', 'email.txt', 'issue.json', 'issue.pdf', 'issue.docx'];

/** A reader of the archive. */
export interface ArchiveReader {
  readonly problems: string[];
  /** Keys reached by links at the last look. */
  reached(): ReadonlySet<string>;
  /** Follows the manifest and every link there is; notes what is missing, half there, or changed under an old address. */
  look(): void;
}

/** A reader who looks at the archive at one moment, as CloudFront would serve it; remembers what was seen under old addresses. */
export function archiveReader(archive: MemoryObjectStore): ArchiveReader {
  const remembered = new Map<string, string>();
  const problems: string[] = [];
  let reached: ReadonlySet<string> = new Set();
  return {
    problems,
    reached: () => reached,
    look(): void {
      for (const path of visiblePaths(archive, problems)) {
        for (const [key, { etag }] of archive.objects) {
          if (!key.startsWith(path)) continue;
          if ((remembered.get(key) ?? etag) !== etag) problems.push(`${key} changed`);
          remembered.set(key, etag);
        }
      }
      reached = crawl(archive, problems);
    },
  };
}

/** Folders of the visible revisions, old ones too; of each issue the newest is looked at whole: its files, titles, numbers. */
function visiblePaths(archive: MemoryObjectStore, problems: string[]): string[] {
  if (!archive.objects.has('manifest.json')) return [];
  const { issues } = manifestSchema.parse(JSON.parse(archive.text('manifest.json')));
  for (const { path, titles } of issues) problems.push(...wholeness(archive, path, titles));
  return issues.flatMap((issue) =>
    revisionsOf(issue).map(({ revision }) => issuePath(issue.edition, issue.issueKey, revision)),
  );
}

const told = new Map<string, readonly string[]>();

function wholeness(archive: MemoryObjectStore, path: string, titles: readonly string[]): string[] {
  const missing = OUTPUTS.filter((file) => !archive.objects.has(`${path}${file}`));
  if (missing.length > 0) return [`${path} is visible without ${missing.join(', ')}`];
  const page = titlesIn(archive, `${path}index.html`, (text) => readPage(text).titles);
  const data = titlesIn(archive, `${path}issue.json`, (text) =>
    publicIssueSchema.parse(JSON.parse(text)).sections.flatMap(({ clippings }) => clippings.map(({ title }) => title)),
  );
  return agree(page, titles) && agree(data, titles) ? [] : [`${path} is half an issue`];
}

/** While an item is being withdrawn one list may still name it; any other difference is half an issue. */
function agree(shown: readonly string[], listed: readonly string[]): boolean {
  const isGone = (title: string | undefined): boolean => title === noticeWords.editions.daily.withdrawnItem;
  return (
    shown.length === listed.length &&
    shown.every((title, index) => title === listed[index] || isGone(title) || isGone(listed[index]))
  );
}

function titlesIn(
  archive: MemoryObjectStore,
  key: string,
  read: (text: string) => readonly string[],
): readonly string[] {
  const name = `${archive.objects.get(key)?.etag} ${key}`;
  const titles = told.get(name) ?? read(archive.text(key));
  told.set(name, titles);
  return titles;
}

/** Goes through every door and along every link inside the archive; returns what was reached. */
function crawl(archive: MemoryObjectStore, problems: string[]): ReadonlySet<string> {
  const reached = new Set(DOORS.filter((door) => archive.objects.has(door)));
  for (const page of reached) {
    const { targets, problems: wrong } = linksIn(archive, page);
    problems.push(...wrong);
    for (const { key, anchor, path } of targets) {
      if (!archive.objects.has(key)) problems.push(`${page} links to ${path}, which is not there`);
      else if (!hasPlace(archive, key, anchor)) problems.push(`${page}: no #${anchor} in ${key}`);
      else reached.add(key);
    }
  }
  return reached;
}

function hasPlace(archive: MemoryObjectStore, key: string, anchor: string): boolean {
  return anchor === '' || !key.endsWith('.html') || linksIn(archive, key).anchors.has(anchor);
}

function linksIn(archive: MemoryObjectStore, key: string): Linked {
  return linksOf(key, archive.objects.get(key)?.etag ?? '', () => archive.text(key));
}
