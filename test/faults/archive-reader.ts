import { load } from 'cheerio/slim';
import { manifestSchema } from '../../lambdas/core/archive/manifest.ts';
import { publicIssueSchema } from '../../lambdas/rendering/issue-json.ts';
import type { MemoryObjectStore } from '../support/memory/memory-object-store.ts';
import { readPage } from '../support/read-outputs.ts';

export const PUBLIC_ADDRESS = 'https://diembao.example.vn';

/** Pages made from the manifest; whatever they link to must be there. */
const DERIVED = ['index.html', 'latest/index.html', 'feed.xml', '404.html'];

/** Addresses of other functions than the archive. */
const ELSEWHERE = /^\/(subscriptions|desk)(\/|$)/;

/** A reader who looks at the archive at one moment, as CloudFront would serve it; remembers what was seen under old addresses. */
export function archiveReader(archive: MemoryObjectStore) {
  const remembered = new Map<string, string>();
  const problems: string[] = [];
  return {
    problems,
    /** Follows the manifest and every link of the derived pages; notes what is missing, half there or changed. */
    look(): void {
      for (const path of visiblePaths(archive, problems)) {
        for (const key of [...archive.objects.keys()].filter((each) => each.startsWith(path))) {
          const bytes = Buffer.from(archive.objects.get(key)?.body ?? []).toString('base64');
          if ((remembered.get(key) ?? bytes) !== bytes) problems.push(`${key} changed`);
          remembered.set(key, bytes);
        }
      }
      for (const page of DERIVED) problems.push(...deadLinks(archive, page));
    },
  };
}

/** Folders of the visible issues, each looked at whole: its files, its titles, its numbers. */
function visiblePaths(archive: MemoryObjectStore, problems: string[]): string[] {
  if (!archive.objects.has('manifest.json')) return [];
  const { issues } = manifestSchema.parse(JSON.parse(archive.text('manifest.json')));
  for (const { path, titles } of issues) {
    const missing = ['index.html', 'email.html', 'email.txt', 'issue.json', 'issue.pdf', 'issue.docx'].filter(
      (file) => !archive.objects.has(`${path}${file}`),
    );
    if (missing.length > 0) problems.push(`${path} is visible without ${missing.join(', ')}`);
    if (missing.length > 0) continue;
    const shown = readPage(archive.text(`${path}index.html`)).titles;
    const told = publicIssueSchema.parse(JSON.parse(archive.text(`${path}issue.json`))).sections;
    const inJson = told.flatMap((section) => section.clippings.map((clipping) => clipping.title));
    if (String(shown) !== String(titles) || String(inJson) !== String(titles))
      problems.push(`${path} is half an issue`);
  }
  return issues.map(({ path }) => path);
}

function deadLinks(archive: MemoryObjectStore, page: string): string[] {
  if (!archive.objects.has(page)) return [];
  return linksOf(archive.text(page)).flatMap((link) => {
    const url = new URL(link, `${PUBLIC_ADDRESS}/${page}`);
    if (url.origin !== PUBLIC_ADDRESS || ELSEWHERE.test(url.pathname)) return [];
    const key = decodeURIComponent(url.pathname.slice(1)).replace(/(^|\/)$/, '$1index.html');
    if (!archive.objects.has(key)) return [`${page} links to ${url.pathname}, which is not there`];
    const anchor = url.hash.slice(1);
    return anchor === '' || hasAnchor(archive.text(key), anchor) ? [] : [`${page}: no ${url.hash} in ${key}`];
  });
}

/** Every address a page or a feed names. */
function linksOf(markup: string): string[] {
  const $ = load(markup, { xml: markup.startsWith('<?xml') });
  return $('[href]')
    .toArray()
    .map((element) => $(element).attr('href') ?? '');
}

function hasAnchor(html: string, anchor: string): boolean {
  return load(html)(`[id="${anchor}"]`).length > 0;
}
