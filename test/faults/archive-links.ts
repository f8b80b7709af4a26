import { load } from 'cheerio/slim';
import { PRIVATE_ARCHIVE_KEYS } from '../../lambdas/names.ts';

export const PUBLIC_ADDRESS = 'https://diembao.example.vn';

/** Addresses of other functions than the archive. */
const ELSEWHERE = /^\/(subscriptions|desk)(\/|$)/u;

/** A link inside the archive: the key it leads to, and the place in that page. */
export interface Target {
  readonly key: string;
  readonly anchor: string;
  /** As it stands behind the address, for a message. */
  readonly path: string;
}

/** What a file leads to and what can be led to in it. */
export interface Linked {
  readonly targets: readonly Target[];
  /** Links that are wrong whatever else is in the archive. */
  readonly problems: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/** Full addresses of the archive in any text: of feeds, sitemaps and data, whatever their elements are called. */
const FULL = new RegExp(`${PUBLIC_ADDRESS.replaceAll('.', '\\.')}/[^\\s"'<>&\\\\)]*`, 'gu');

const known = new Map<string, Linked>();

/**
 * The links of a file, found by what kind of file it is; remembered by its entity tag, for a sweep reads the same ones
 * thousands of times, and reading addresses was most of its work.
 */
export function linksOf(key: string, etag: string, text: () => string): Linked {
  const name = `${etag} ${key}`;
  const found = known.get(name) ?? readLinks(key, text());
  known.set(name, found);
  return found;
}

function readLinks(key: string, text: string): Linked {
  if (/\.(?:xml|json|txt)$/u.test(key)) return { ...followed(key, text.match(FULL) ?? []), anchors: new Set() };
  if (!key.endsWith('.html')) return { targets: [], problems: [], anchors: new Set() };
  const $ = load(text);
  const attributes = (name: string): string[] =>
    $(`[${name}]`)
      .toArray()
      .map((element) => $(element).attr(name) ?? '');
  const links = [...attributes('href'), ...attributes('src'), ...(text.match(FULL) ?? [])];
  return { ...followed(key, links), anchors: new Set(attributes('id')) };
}

function followed(page: string, links: readonly string[]): Pick<Linked, 'targets' | 'problems'> {
  const targets: Target[] = [];
  const problems: string[] = [];
  for (const link of new Set(links)) {
    const url = URL.parse(link, `${PUBLIC_ADDRESS}/${page}`);
    if (url === null) problems.push(`${page}: ${link} is no address`);
    else if (url.origin !== PUBLIC_ADDRESS || ELSEWHERE.test(url.pathname)) continue;
    else {
      const key = decodeURIComponent(url.pathname.slice(1)).replace(/(^|\/)$/u, '$1index.html');
      if (isPrivate(key)) problems.push(`${page} links to ${url.pathname}, which is private`);
      else targets.push({ key, anchor: url.hash.slice(1), path: url.pathname });
    }
  }
  return { targets, problems };
}

function isPrivate(key: string): boolean {
  return PRIVATE_ARCHIVE_KEYS.some((prefix) => key.startsWith(prefix));
}
