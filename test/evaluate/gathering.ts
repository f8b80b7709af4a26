import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf } from '../../lambdas/core/calendar/instant.ts';
import { blockTexts } from '../../lambdas/core/extraction/article.ts';
import { type Extraction, extractArticle } from '../../lambdas/core/extraction/extract-article.ts';
import { canonicalUrl } from '../../lambdas/core/listing/canonical-url.ts';
import { parseFeed } from '../../lambdas/core/listing/parse-feed.ts';
import { decodeText } from '../../lambdas/core/vietnamese/charset.ts';
import { normalise } from '../../lambdas/core/vietnamese/normalise.ts';
import { type GoldItem, type GoldRow, goldItems, goldPages } from './gathering/rows.ts';

/** Where a paper gave no offset its clock may be anywhere. */
const ANYWHERE_MS = 14 * 3_600_000;
const SECONDS_MS = 60_000;

type Article = Extract<Extraction, { kind: 'article' }>;
type Check = (article: Article, row: GoldRow) => string | null;

/** What is asked of an article; each says what is wrong, or null. */
const CHECKS: Readonly<Record<string, Check>> = {
  title: ({ title }, row) => {
    const right = [row.title, ...(row.title_accept ?? [])].map(normalise).includes(title);
    return right ? null : `"${title}" for "${row.title}"`;
  },
  author: ({ byline }, row) => {
    const said = byline?.authors.join(', ') ?? '';
    const accepted = row.author_accept?.map((name) => name ?? '') ?? [(row.authors ?? []).join(', ')];
    const right = [said, byline?.printed, byline?.agency].some((one) => accepted.includes(one ?? ''));
    return right ? null : `"${said}" (${byline?.printed ?? 'no byline'}) for ${JSON.stringify(accepted)}`;
  },
  date: ({ published }, row) =>
    isRightDate(published.instant, row)
      ? null
      : `${published.instant} (${published.evidence}) for ${row.published_time ?? row.published_raw}`,
  must: (article, row) => {
    const said = saidBy(article);
    const lost = (row.must_contain ?? []).filter((text) => !said.includes(squeezed(text)));
    return lost.length === 0 ? null : lost.map((text) => `lost "${text.slice(0, 70)}"`).join('; ');
  },
  'must not': (article, row) => {
    const said = saidBy(article);
    const kept = (row.must_not_contain ?? []).filter((text) => said.includes(squeezed(text)));
    return kept.length === 0 ? null : kept.map((text) => `kept "${text.slice(0, 70)}"`).join('; ');
  },
};

/** Pages and feeds with what a person found in them: what is right, and every mistake by name. */
export async function evaluate(folder: string): Promise<string> {
  const rows = goldPages(folder);
  const feeds = goldItems(folder);
  if (rows.length === 0 && feeds.size === 0) return `No gold.jsonl and no feeds/gold_feeds.jsonl in ${folder}.`;
  return [...pagesTable(folder, rows), '', ...feedsTable(folder, feeds)].join('\n');
}

function pagesTable(folder: string, rows: readonly GoldRow[]): string[] {
  const names = Object.keys(CHECKS);
  const wrong: string[] = [];
  const lines = [...Map.groupBy(rows, ({ lang }) => lang)].map(([lang, group]) => {
    const articles = group.filter(({ page_type }) => page_type === 'article');
    const found = articles.map((row) => ({ row, said: read(folder, row) }));
    const right = names.map(
      (name) =>
        found.filter(({ row, said }) => {
          const fault = said.kind === 'not-article' ? said.reason : (CHECKS[name]?.(said, row) ?? null);
          if (fault !== null) wrong.push(`- ${row.file}: ${name}: ${fault}`);
          return fault === null;
        }).length,
    );
    const lists = group.filter(({ page_type }) => page_type === 'list');
    const refused = lists.filter((row) => read(folder, row).kind === 'not-article').length;
    return line([lang, articles.length, ...right, `${refused}/${lists.length}`]);
  });
  return [line(['pages', 'articles', ...names, 'lists out']), ...lines, ...wrong];
}

function read(folder: string, row: GoldRow): Extraction {
  const html = decodeText(readFileSync(join(folder, row.file)), null);
  return extractArticle({ html, url: row.url ?? 'https://page.example/', rules: null, listed: null });
}

function feedsTable(folder: string, feeds: ReadonlyMap<string, readonly GoldItem[]>): string[] {
  const lines = [...feeds].map(([feed, items]) => {
    const outcome = parseFeed(readFileSync(join(folder, 'feeds', feed)), {
      url: 'https://feed.example/',
      contentType: null,
    });
    const entries = outcome.kind === 'listing' ? outcome.entries : [];
    const byUrl = new Map(entries.map((entry) => [entry.url, entry]));
    const counts = { right: 0, unknown: 0, wrong: 0, lost: 0 };
    for (const item of items) {
      const entry = byUrl.get(canonicalUrl(item.link) ?? '');
      const told = entry?.publishedAt ?? null;
      if (entry === undefined) counts.lost += 1;
      else if (told === null) counts[item.published === null ? 'right' : 'unknown'] += 1;
      else counts[item.published !== null && isNear(told, item.published, 0) ? 'right' : 'wrong'] += 1;
    }
    return line([feed, items.length, ...Object.values(counts)]);
  });
  return [line(['feeds', 'items', 'right', 'unknown', 'wrong', 'lost']), ...lines];
}

function isRightDate(instant: string | null, row: GoldRow): boolean {
  const raw = row.published_time ?? row.published_raw ?? null;
  if (instant === null || raw === null) return instant === (row.published ?? null);
  if (row.lang === 'vi') return dayOf(instant) === row.published && isNear(instant, raw, 0);
  return isNear(instant, raw, /(?:Z|[+-]\d\d:\d\d)$/.test(raw) ? 0 : ANYWHERE_MS);
}

/** Less than a minute apart, or `slack` more; without an offset a time is Viet Nam's, or in `slack` anywhere's. */
function isNear(instant: string, written: string, slack: number): boolean {
  const iso = written.replace(' ', 'T').replace(/\.(\d{3})\d*/, '.$1');
  const offset = /(?:Z|[+-]\d\d:\d\d)$/.test(iso) ? '' : slack === 0 ? '+07:00' : 'Z';
  return Math.abs(Date.parse(instant) - Date.parse(`${iso}${offset}`)) < slack + SECONDS_MS;
}

function saidBy({ title, lead, blocks }: Article): string {
  return squeezed([title, lead ?? '', ...blockTexts(blocks)].join('\n'));
}

function squeezed(text: string): string {
  return normalise(text).replace(/\s+/g, ' ');
}

function line([name = '', ...figures]: readonly (string | number)[]): string {
  return `${String(name).padEnd(52)}${figures.map((figure) => String(figure).padStart(10)).join('')}`;
}
