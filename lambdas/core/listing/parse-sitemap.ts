import { Parser } from 'htmlparser2';
import type { Instant } from '../calendar/instant.ts';
import { decodeText } from '../vietnamese/charset.ts';
import { canonicalUrl } from './canonical-url.ts';
import type { Entry } from './entry.ts';
import { withoutRepeats } from './listing.ts';
import { parsePressDate } from './parse-date.ts';
import { plainText } from './plain-text.ts';

/** A sitemap named by an index. */
export interface SitemapLink {
  readonly url: string;
  readonly changedAt: Instant | null;
}

/** What a sitemap's bytes came to: its articles, the sitemaps an index names (newest first), or why it is neither. */
export type SitemapOutcome =
  | { readonly kind: 'listing'; readonly entries: Entry[] }
  | { readonly kind: 'index'; readonly sitemaps: SitemapLink[] }
  | { readonly kind: 'not-a-listing'; readonly detail: string };

/** The protocol allows 50,000 addresses; no paper publishes more than this in the days that count. */
const MOST_ENTRIES = 500;
const MOST_ROWS = 50_000;
const LONGEST_VALUE = 4_000;
/** A sitemap is five deep; the parser's own time grows with the square of the depth. */
const DEEPEST = 50;
/** Characters read between two looks at the depth. */
const PIECE = 16_384;

/** One `<url>` or `<sitemap>`, its values by local name; `image:loc` and its like are left out. */
type Row = Record<string, string>;

/**
 * Reads a sitemap (sitemaps.org 0.9) or a sitemap index from unpacked bytes. A Google News sitemap gives titles and times
 * of publication; a plain one gives addresses whose last change is not taken for the publication: no date then.
 */
export function parseSitemap(bytes: Uint8Array, about: { url: string; contentType: string | null }): SitemapOutcome {
  const { root, rows } = rowsOf(decodeText(bytes, about.contentType));
  if (root === 'sitemapindex') return { kind: 'index', sitemaps: sitemapsOf(rows, about.url) };
  if (root !== 'urlset') {
    return { kind: 'not-a-listing', detail: root === 'html' ? 'HTML instead of a sitemap' : 'no sitemap' };
  }
  const newest = rows.toSorted((a, b) => changedMillis(b) - changedMillis(a)).slice(0, MOST_ENTRIES);
  return { kind: 'listing', entries: withoutRepeats(newest.flatMap((row) => entryOf(row, about.url))) };
}

function entryOf(row: Row, base: string): Entry[] {
  const url = canonicalUrl(row.loc ?? '', base);
  if (url === null) return [];
  const title = plainText(row.title ?? '');
  const date = dateOf(row);
  const problems = [...(title === '' ? ['title: missing'] : []), ...(date.problem === null ? [] : [date.problem])];
  return [{ url, title, summary: null, publishedAt: date.instant, problems }];
}

function dateOf(row: Row): { instant: Instant | null; problem: string | null } {
  if (row.publication_date !== undefined) return parsePressDate(row.publication_date);
  return {
    instant: null,
    problem: row.lastmod === undefined ? 'date: missing' : 'date: only the last change is given',
  };
}

function sitemapsOf(rows: readonly Row[], base: string): SitemapLink[] {
  return rows
    .toSorted((a, b) => changedMillis(b) - changedMillis(a))
    .flatMap((row): SitemapLink[] => {
      const url = canonicalUrl(row.loc ?? '', base);
      return url === null ? [] : [{ url, changedAt: parsePressDate(row.lastmod ?? '').instant }];
    });
}

/** For the order alone; unknown times sort last, in the order of the file. */
function changedMillis(row: Row): number {
  return Date.parse(row.publication_date ?? row.lastmod ?? '') || 0;
}

/** Walks the text once without building a tree, a piece at a time, and stops where it is nested as no sitemap is. */
function rowsOf(text: string): { root: string | null; rows: Row[] } {
  const rows: Row[] = [];
  let root: string | null = null;
  let row: Row | null = null;
  let field: string | null = null;
  let depth = 0;
  const parser = new Parser(
    {
      onopentag: (name) => {
        depth += 1;
        const { prefix, local } = nameOf(name);
        root ??= local;
        if (local === 'url' || local === 'sitemap') row = {};
        else field = prefix === '' || prefix === 'news' || prefix === 'n' ? local : null;
      },
      ontext: (value) => {
        if (row === null || field === null) return;
        const before: string = row[field] ?? '';
        if (before.length < LONGEST_VALUE) row[field] = (before + value).slice(0, LONGEST_VALUE);
      },
      onclosetag: (name) => {
        depth -= 1;
        const { local } = nameOf(name);
        if ((local === 'url' || local === 'sitemap') && row !== null) {
          if (rows.length < MOST_ROWS) rows.push(trimmed(row));
          row = null;
        }
        field = null;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  for (let start = 0; start < text.length && depth < DEEPEST; start += PIECE)
    parser.write(text.slice(start, start + PIECE));
  return { root, rows };
}

function nameOf(name: string): { prefix: string; local: string } {
  const parts = name.toLowerCase().split(':');
  return { prefix: parts.length > 1 ? (parts[0] ?? '') : '', local: parts.at(-1) ?? '' };
}

function trimmed(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value.trim()]));
}
