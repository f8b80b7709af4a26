import { fold } from '../vietnamese/fold.ts';
import { type Block, blockTexts } from './article.ts';
import phrases from './phrases.json' with { type: 'json' };

/** Why a page is not taken for an article. */
export type NotArticle = 'list-page' | 'too-little-text' | 'soft-404' | 'refusal-page' | 'no-title';

/** What is held against a page. */
export interface PageSigns {
  readonly title: string | null;
  readonly lead: string | null;
  readonly blocks: readonly Block[];
  /** The page calls itself an article to machines. */
  readonly claimsArticle: boolean;
  /** Headings that are links, on the page and inside the body. */
  readonly linkHeadings: number;
  readonly linkHeadingsInBody: number;
}

/** Less text makes a short report only where the page calls itself an article. */
const LITTLE = 350;
const VERY_LITTLE = 120;
/** A short page of which most is a refusal or an excuse. */
const SHORT_PAGE = 3_000;
/** A section page shows at least so many other articles … */
const MANY_HEADINGS = 8;
/** … and has fewer paragraphs of this length than an article. */
const FEW_PARAGRAPHS = 3;
const PARAGRAPH = 100;

/** Null when the page may be taken for an article. */
export function judgePage(signs: PageSigns): NotArticle | null {
  const texts = blockTexts(signs.blocks);
  const length = texts.join(' ').length;
  const head = fold([signs.title ?? '', ...(length < SHORT_PAGE ? texts.slice(0, 3) : [])].join(' '));
  if (length < SHORT_PAGE && says(head, phrases.refused)) return 'refusal-page';
  if (length < SHORT_PAGE && says(head, phrases.notFound)) return 'soft-404';
  if (isList(signs, texts)) return 'list-page';
  const total = length + (signs.lead?.length ?? 0);
  if (total < (signs.claimsArticle ? VERY_LITTLE : LITTLE)) return 'too-little-text';
  return signs.title === null ? 'no-title' : null;
}

function isList({ claimsArticle, linkHeadings, linkHeadingsInBody }: PageSigns, texts: readonly string[]): boolean {
  if (claimsArticle) return linkHeadingsInBody >= MANY_HEADINGS && texts.join('').length < LITTLE;
  return linkHeadings >= MANY_HEADINGS && texts.filter((text) => text.length >= PARAGRAPH).length < FEW_PARAGRAPHS;
}

function says(folded: string, candidates: readonly string[]): boolean {
  return candidates.some((phrase) => folded.includes(phrase));
}
