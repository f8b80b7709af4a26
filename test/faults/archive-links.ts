import { load } from 'cheerio/slim';

export const PUBLIC_ADDRESS = 'https://diembao.example.vn';

/** What a file leads to and what can be led to in it. */
export interface Linked {
  /** Addresses as they stand in it, relative ones too. */
  readonly links: readonly string[];
  readonly anchors: ReadonlySet<string>;
}

/** Full addresses of the archive in any text: of feeds, sitemaps and data, whatever their elements are called. */
const FULL = new RegExp(`${PUBLIC_ADDRESS.replaceAll('.', '\\.')}/[^\\s"'<>&\\\\)]*`, 'gu');

const known = new Map<string, Linked>();

/** The links of a file, found by what kind of file it is; remembered by its entity tag, for a sweep reads the same ones often. */
export function linksOf(key: string, etag: string, text: () => string): Linked {
  const name = `${etag} ${key.split('.').at(-1)}`;
  const found = known.get(name) ?? readLinks(key, text());
  known.set(name, found);
  return found;
}

function readLinks(key: string, text: string): Linked {
  if (/\.(?:xml|json|txt)$/u.test(key)) return { links: text.match(FULL) ?? [], anchors: new Set() };
  if (!key.endsWith('.html')) return { links: [], anchors: new Set() };
  const $ = load(text);
  const attributes = (name: string): string[] =>
    $(`[${name}]`)
      .toArray()
      .map((element) => $(element).attr(name) ?? '');
  const links = [...attributes('href'), ...attributes('src'), ...(text.match(FULL) ?? [])];
  return { links, anchors: new Set(attributes('id')) };
}
