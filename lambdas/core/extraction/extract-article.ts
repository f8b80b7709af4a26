import type { CheerioAPI } from 'cheerio/slim';
import { type AnyNode, Document, type Element, type ParentNode } from 'domhandler';
import type { Instant } from '../calendar/instant.ts';
import type { SiteRules } from '../sources/source.ts';
import { fold } from '../vietnamese/fold.ts';
import { type Block, type Byline, blockTexts, type Dated } from './article.ts';
import { buildBlocks } from './build-blocks.ts';
import { findBody } from './find-body.ts';
import { findByline } from './find-byline.ts';
import { findDocuments } from './find-documents.ts';
import { partLead } from './find-lead.ts';
import { findModified } from './find-modified.ts';
import { findPublished } from './find-published.ts';
import { findTitle, likeness } from './find-title.ts';
import { judgePage, type NotArticle } from './judge-page.ts';
import { letterBoxes } from './letter-boxes.ts';
import { loadPage } from './load-page.ts';
import { withoutMetaLines } from './meta-lines.ts';
import { linkedShare } from './noise-lines.ts';
import { type PageFacts, readFacts } from './page-facts.ts';
import { outermost } from './page-parts.ts';
import signs from './page-signs.json' with { type: 'json' };
import { select } from './select.ts';
import { settleCaptions, withoutBiography, withoutFirstPrefix, withoutTrailer } from './trim-blocks.ts';

/** Date and author are said in a line. */
const LONGEST_ABOUT = 200;
/** Titles that share this part of their words are one. */
const SAME_TITLE = 0.8;
const GENERIC_RUBRICS: ReadonlySet<string> = new Set(signs.genericRubrics);

/** What a page came to; `article` holds what {@link ./article.ts} stores of it. */
export type Extraction =
  | {
      readonly kind: 'article';
      readonly title: string;
      readonly lead: string | null;
      readonly blocks: Block[];
      readonly byline: Byline | null;
      readonly published: Dated;
      readonly modified?: Dated;
      readonly documents?: string[];
      readonly rubric: string | null;
    }
  | { readonly kind: 'not-article'; readonly reason: NotArticle };

/** A fetched page and what is known about it. */
export interface FetchedPage {
  readonly html: string;
  readonly url: string;
  readonly rules: SiteRules | null;
  readonly listed: { readonly title: string; readonly publishedAt: Instant | null } | null;
}

/**
 * Takes the article out of a page: typed blocks of plain text, never markup. Works without rules; a paper's rules come
 * first where they match. Never throws on what a page holds.
 */
export function extractArticle(page: FetchedPage): Extraction {
  const $ = loadPage(page.html);
  for (const selector of page.rules?.remove ?? []) select($, selector).remove();
  const facts = readFacts($, page.url);
  const title = findTitle($, { selector: page.rules?.title, facts, listed: page.listed?.title ?? null });
  const body = findBody($, page.rules?.body);
  if (body === null) return notArticle($, title, facts);
  const about = aboutElements($, page.rules);
  const letters = letterBoxes($);
  const isNoise = (element: Element): boolean =>
    about.has(element) || letters.has(element) || body.measures.isNoise(element);
  const printed = new Set([fold(title ?? '')]);
  const raw = buildBlocks(body.element, { url: page.url, isNoise, isSmall: body.measures.isSmall, printed });
  const told = settleCaptions(withoutTrailer(raw));
  const byline = findByline($, { selector: page.rules?.author, facts, url: page.url, blocks: told });
  const led = partLead($, {
    selector: page.rules?.lead,
    facts,
    body,
    blocks: withoutMetaLines(told, { byline, rubrics: facts.rubrics }),
    title: title ?? '',
  });
  const blocks = withoutBiography(withoutFirstPrefix(led.blocks), byline?.authors ?? []);
  const claimsArticle = facts.claimsArticle || body.isChosen || isListed(page, title);
  const headings = {
    // Of a page that calls itself an article nobody asks them.
    linkHeadings: claimsArticle ? 0 : linkHeadings(rootOf($)),
    linkHeadingsInBody: linkHeadings(body.element),
  };
  const reason = judgePage({ title, lead: led.lead, blocks, claimsArticle, vietnamese: facts.vietnamese, ...headings });
  if (reason !== null || title === null) return { kind: 'not-article', reason: reason ?? 'no-title' };
  const published = findPublished($, {
    selector: page.rules?.published,
    facts,
    listed: page.listed?.publishedAt ?? null,
  });
  const modified = findModified($, facts, published);
  const documents = findDocuments([title, led.lead ?? '', ...blockTexts(blocks)]);
  return {
    ...{ kind: 'article', title, lead: led.lead, blocks, byline, published, rubric: rubricOf(facts, title) },
    ...(modified === null ? {} : { modified }),
    ...(documents.length === 0 ? {} : { documents }),
  };
}

/** What a paper's rules call its date and its author stands in the text on some papers, but is no part of it. */
function aboutElements($: CheerioAPI, rules: SiteRules | null): ReadonlySet<AnyNode> {
  const selectors = [rules?.published, rules?.author].filter((selector) => selector !== undefined);
  const found = selectors.flatMap((selector) => select($, selector).toArray());
  return new Set(found.filter((element) => $(element).text().trim().length <= LONGEST_ABOUT));
}

/** The paper's list tells the same title: the page is the article, however short. */
function isListed({ listed }: FetchedPage, title: string | null): boolean {
  return listed !== null && title !== null && likeness(listed.title, title) >= SAME_TITLE;
}

/** A page without running text: why it is none is told by what little it says. */
function notArticle($: CheerioAPI, title: string | null, facts: PageFacts): Extraction {
  const signs = { lead: null, blocks: [], linkHeadings: linkHeadings(rootOf($)), linkHeadingsInBody: 0 };
  const said = [title ?? '', $('body').text().slice(0, 2_000)].join(' ');
  return { kind: 'not-article', reason: judgePage({ ...signs, ...facts, title: said }) ?? 'too-little-text' };
}

function rootOf($: CheerioAPI): ParentNode {
  return $.root().toArray()[0] ?? new Document([]);
}

/** Headings that are links to other articles. */
function linkHeadings(within: ParentNode): number {
  return outermost(within, ({ name }) => name === 'h2' || name === 'h3' || name === 'h4').filter(
    (heading) => linkedShare(heading) > 0.9,
  ).length;
}

/** The paper's own column: the last crumb that is neither the start page nor the title. */
function rubricOf(facts: PageFacts, title: string): string | null {
  const own = facts.rubrics.filter(
    (name) => !GENERIC_RUBRICS.has(fold(name)) && fold(name) !== fold(title) && name.length <= 60,
  );
  return own[0] ?? null;
}
