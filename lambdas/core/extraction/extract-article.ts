import type { CheerioAPI } from 'cheerio/slim';
import { type Element, isTag } from 'domhandler';
import type { Instant } from '../calendar/instant.ts';
import type { SiteRules } from '../sources/source.ts';
import { fold } from '../vietnamese/fold.ts';
import { runsWithoutAgencyPrefix } from './agency-prefix.ts';
import type { Block, Byline, Dated } from './article.ts';
import { blockTexts } from './article.ts';
import { buildBlocks } from './build-blocks.ts';
import { type Body, findBody } from './find-body.ts';
import { findByline, withoutByline } from './find-byline.ts';
import { partLead } from './find-lead.ts';
import { findPublished } from './find-published.ts';
import { findTitle } from './find-title.ts';
import { judgePage, type NotArticle } from './judge-page.ts';
import { loadPage } from './load-page.ts';
import { isCard } from './noise-lines.ts';
import { type PageFacts, readFacts } from './page-facts.ts';

/** What a page came to; `article` holds what {@link ./article.ts} stores of it. */
export type Extraction =
  | {
      readonly kind: 'article';
      readonly title: string;
      readonly lead: string | null;
      readonly blocks: Block[];
      readonly byline: Byline | null;
      readonly published: Dated;
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
  const facts = readFacts($);
  removeByRules($, page.rules?.remove ?? []);
  const title = findTitle($, { selector: page.rules?.title, facts, listed: page.listed?.title ?? null });
  const body = findBody($, page.rules?.body);
  if (body === null) return notArticle($, title, facts);
  const raw = buildBlocks(body.element, {
    url: page.url,
    isNoise: body.isNoise,
    printed: new Set([fold(title ?? '')]),
  });
  const byline = findByline($, { selector: page.rules?.author, facts, url: page.url, blocks: raw });
  const told = captionsAsText(withoutByline(raw, byline));
  const led = partLead($, { selector: page.rules?.lead, facts, body: body.element, blocks: told, title: title ?? '' });
  const blocks = withoutFirstPrefix(led.blocks);
  const reason = judgePage({ title, lead: led.lead, blocks, claimsArticle: facts.claimsArticle, ...cardsOf($, body) });
  if (reason !== null || title === null) return { kind: 'not-article', reason: reason ?? 'no-title' };
  const published = findPublished($, {
    selector: page.rules?.published,
    facts,
    listed: page.listed?.publishedAt ?? null,
  });
  return { kind: 'article', title, lead: led.lead, blocks, byline, published, rubric: rubricOf(facts, title) };
}

function notArticle($: CheerioAPI, title: string | null, facts: PageFacts): Extraction {
  const signs = {
    title: [title ?? '', $.root().text().slice(0, 2_000)].join(' '),
    lead: null,
    blocks: [],
    cards: 0,
    cardsInBody: 0,
    pageText: 0,
  };
  return {
    kind: 'not-article',
    reason: judgePage({ ...signs, claimsArticle: facts.claimsArticle }) ?? 'too-little-text',
  };
}

/** A paper's rules are data a person edits: a selector that cannot be read is passed over. */
function removeByRules($: CheerioAPI, selectors: readonly string[]): void {
  for (const selector of selectors) {
    try {
      $(selector).remove();
    } catch {
      // Shown by the check of the registry; a visit goes on without it.
    }
  }
}

/** A photo story tells itself in its captions: they become the text. */
function captionsAsText(blocks: readonly Block[]): Block[] {
  const captions = blocks.flatMap((block) =>
    block.kind === 'picture' && block.caption !== null ? [block.caption] : [],
  );
  if (blockTexts(blocks).join('').length > 200 || captions.join('').length < 300) return [...blocks];
  return blocks.flatMap((block): Block[] => {
    if (block.kind !== 'picture' || block.caption === null) return [block];
    return [
      { ...block, caption: null },
      { kind: 'paragraph', runs: [{ text: block.caption }] },
    ];
  });
}

function withoutFirstPrefix(blocks: readonly Block[]): Block[] {
  const first = blocks.find((block) => block.kind === 'paragraph');
  return blocks.map((block) => (block === first ? { ...first, runs: runsWithoutAgencyPrefix(first.runs) } : block));
}

function cardsOf($: CheerioAPI, { element, measures }: Body): { cards: number; cardsInBody: number; pageText: number } {
  const [root] = $.root().toArray();
  return {
    cards: innermostCards($, 'body'),
    cardsInBody: innermostCards($, element),
    pageText: root === undefined ? 0 : (measures.get(root)?.text ?? 0),
  };
}

function innermostCards($: CheerioAPI, within: Element | string): number {
  return $(within)
    .find('h2, h3, h4')
    .toArray()
    .filter((heading) => heading.parent !== null && isTag(heading.parent) && isCard(heading.parent)).length;
}

/** The paper's own column: the last crumb that is neither the start page nor the title. */
function rubricOf(facts: PageFacts, title: string): string | null {
  const own = facts.rubrics.filter(
    (name) => !/^(?:trang chu|home)$/.test(fold(name)) && fold(name) !== fold(title) && name.length <= 60,
  );
  return own[0] ?? null;
}
