import { blockTexts, runsText } from '../extraction/article.ts';
import { findDocuments } from '../extraction/find-documents.ts';
import type { DailyContent, FrozenClipping } from '../issue/snapshot.ts';
import type { MonthlyArticle, MonthlyContent } from '../monthly/monthly-content.ts';
import { normalise } from '../vietnamese/normalise.ts';
import type { Catalogue, CatalogueEntry } from './catalogue.ts';

/** What of a snapshot its entries are made of. */
export interface CataloguedSnapshot {
  readonly fingerprint: string;
  readonly revision: number;
  readonly content: DailyContent | MonthlyContent;
}

/** What names a revision of an issue; a manifest's issue and a catalogue's entry both do. */
export interface IssueName {
  readonly edition: string;
  readonly issueKey: string;
  readonly revision: number;
  readonly fingerprint: string;
}

/** The letters before the number in the anchor of an item. */
export const ANCHORS = { daily: 'tin-', monthly: 'bai-' } as const;

/** The catalogue of a year without any issue. */
export function emptyCatalogue(year: string): Catalogue {
  return { version: 1, year, entries: [] };
}

/** The year an issue is filed under, `2026`. */
export function catalogueYear(issueKey: string): string {
  return issueKey.slice(0, 4);
}

/** The entries of an issue in the order of its numbers; the same snapshot gives the same entries. */
export function catalogueEntriesOf(snapshot: CataloguedSnapshot): CatalogueEntry[] {
  const { content, fingerprint, revision } = snapshot;
  const issue = { edition: content.edition, issueKey: content.issueKey, revision, fingerprint };
  const found = content.edition === 'daily' ? dailyItems(content) : monthlyItems(content);
  return found.map((item) => ({
    ...issue,
    anchor: `${ANCHORS[content.edition]}${item.number}`,
    ...item,
    day: content.edition === 'daily' ? content.issueKey : `${content.issueKey}-01`,
  }));
}

/** The catalogue with the entries of a snapshot, once, in order; other revisions of its issue stay beside it. */
export function withIssueEntries(catalogue: Catalogue, snapshot: CataloguedSnapshot): Catalogue {
  const entries = catalogueEntriesOf(snapshot);
  const others = catalogue.entries.filter(
    (entry) => !(isOfIssue(entry, snapshot.content) && entry.revision === snapshot.revision),
  );
  return { ...catalogue, entries: [...others, ...entries].sort(byDayThenNumber) };
}

/** The catalogue without any revision of an issue: what was withdrawn is named nowhere. */
export function withoutIssueEntries(
  catalogue: Catalogue,
  issue: { readonly edition: string; readonly issueKey: string },
): Catalogue {
  return { ...catalogue, entries: catalogue.entries.filter((entry) => !isOfIssue(entry, issue)) };
}

/** The entries readers may be shown: of the revisions in `visible`, which the manifest lists. */
export function visibleEntries(catalogue: Catalogue, visible: readonly IssueName[]): CatalogueEntry[] {
  const names = new Set(visible.map(nameOf));
  return catalogue.entries.filter((entry) => names.has(nameOf(entry)));
}

/** Those of `visible` that belong into the catalogue's year and have no entry in it. */
export function missingIssues<T extends IssueName>(catalogue: Catalogue, visible: readonly T[]): T[] {
  const names = new Set(catalogue.entries.map(nameOf));
  return visible.filter((issue) => catalogueYear(issue.issueKey) === catalogue.year && !names.has(nameOf(issue)));
}

type Item = Omit<CatalogueEntry, keyof IssueName | 'anchor' | 'day'>;

function dailyItems(content: DailyContent): Item[] {
  return content.sections.flatMap((section) =>
    section.clippings.filter(isShown).map((clipping) => ({
      number: clipping.number,
      title: clipping.title,
      section: section.id,
      sectionTitle: section.title,
      place: clipping.place,
      site: clipping.citation.site,
      url: clipping.url,
      publishedOn: clipping.citation.day,
      documents: documentsIn(clipping.title, textsOf(clipping)),
    })),
  );
}

function monthlyItems(content: MonthlyContent): Item[] {
  const articles = content.sections.flatMap((section) => section.articles.map((article) => ({ section, article })));
  const numbered = articles.map((each, index) => ({ ...each, number: index + 1 }));
  return numbered
    .filter(({ article }) => isShown(article))
    .map(({ section, article, number }) => ({
      number,
      title: article.title,
      section: `ban-tin-${section.id}`,
      sectionTitle: section.title,
      place: null,
      site: article.site ?? '',
      url: article.url,
      publishedOn: article.publishedOn,
      documents: documentsIn(article.title, textsOfArticle(article)),
    }));
}

/** What was withdrawn keeps its number on the page and is listed nowhere else. */
function isShown(item: { readonly withdrawn?: unknown }): boolean {
  return item.withdrawn === undefined;
}

function textsOf(clipping: FrozenClipping): string[] {
  return clipping.printing === 'title' ? [] : blockTexts(clipping.body);
}

function textsOfArticle(article: MonthlyArticle): string[] {
  if (article.printing === 'title') return [];
  const texts = article.body.flatMap((block) => {
    if (block.kind === 'picture') return block.caption ?? [];
    if (block.kind === 'table') return block.rows.flat();
    return block.kind === 'list' ? block.items.map(runsText) : runsText(block.runs);
  });
  return article.sapo === null ? texts : [article.sapo, ...texts];
}

function documentsIn(title: string, texts: readonly string[]): string[] {
  return findDocuments([title, ...texts].map(normalise));
}

function isOfIssue(
  a: { readonly edition: string; readonly issueKey: string },
  b: { readonly edition: string; readonly issueKey: string },
): boolean {
  return a.edition === b.edition && a.issueKey === b.issueKey;
}

function nameOf({ edition, issueKey, revision, fingerprint }: IssueName): string {
  return `${edition}/${issueKey}/${revision}/${fingerprint}`;
}

function byDayThenNumber(a: CatalogueEntry, b: CatalogueEntry): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  if (a.edition !== b.edition) return a.edition < b.edition ? -1 : 1;
  return a.revision - b.revision || a.number - b.number;
}
