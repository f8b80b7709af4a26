import type { CatalogueEntry } from '../archive/catalogue.ts';
import { paperName } from '../archive/subjects.ts';
import { blockTexts, runsText } from '../extraction/article.ts';
import { issuePath } from '../issue/issue-path.ts';
import type { FrozenClipping, Snapshot } from '../issue/snapshot.ts';
import type { MonthlyArticle } from '../monthly/monthly-content.ts';
import { placeById } from '../places/gazetteer.ts';
import { searchable } from './searchable.ts';

/** What readers narrow a search by; the values are words they read. */
export const SEARCH_FILTERS = ['section', 'place', 'paper'] as const;
/** See {@link SEARCH_FILTERS}. */
export type SearchFilter = (typeof SEARCH_FILTERS)[number];

/** One clipping as it is indexed. */
export interface SearchRecord {
  /** From the root of the site: `/daily/2026/11/23/1/index.html#tin-3`. */
  readonly url: string;
  /** Searchable spelling; see `searchable.ts`. */
  readonly title: string;
  /** Searchable spelling: what is printed of the clipping below its title. */
  readonly text: string;
  readonly day: string;
  /** A filter without a value is left out. */
  readonly filters: Readonly<Partial<Record<SearchFilter, string>>>;
}

/** Address of a clipping on the page of its issue, from the root of the site. */
export function clippingAddress({ edition, issueKey, revision, anchor }: CatalogueEntry): string {
  return `/${issuePath(edition, issueKey, revision)}index.html#${anchor}`;
}

/** The record of an entry of the catalogue, with its text out of the snapshot it was made of. */
export function searchRecordOf(entry: CatalogueEntry, text: string): SearchRecord {
  const filters: Partial<Record<SearchFilter, string>> = {
    section: entry.sectionTitle,
  };
  const place = entry.place === null ? null : placeById(entry.place)?.name;
  if (place) filters.place = place;
  if (entry.site !== '') filters.paper = paperName(entry.site);
  return {
    url: clippingAddress(entry),
    title: searchable(entry.title),
    text: searchable(text),
    day: entry.day,
    filters,
  };
}

/** What is printed of each item below its title, in the order of the numbers; null of one that was withdrawn. */
export function printedTexts({ content }: Pick<Snapshot, 'content'>): (string | null)[] {
  return content.edition === 'daily'
    ? content.sections.flatMap(({ clippings }) => clippings.map(textOfClipping))
    : content.sections.flatMap(({ articles }) => articles.map(textOfArticle));
}

function textOfClipping(clipping: FrozenClipping): string | null {
  if (clipping.withdrawn !== undefined) return null;
  return clipping.printing === 'title' ? '' : blockTexts(clipping.body).join('\n');
}

function textOfArticle(article: MonthlyArticle): string | null {
  if (article.withdrawn !== undefined) return null;
  if (article.printing === 'title') return '';
  const texts = article.body.flatMap((block) => {
    if (block.kind === 'picture') return block.caption ?? [];
    if (block.kind === 'table') return block.rows.flat();
    return block.kind === 'list' ? block.items.map(runsText) : runsText(block.runs);
  });
  return [article.sapo, ...texts].filter((text) => text !== null).join('\n');
}
