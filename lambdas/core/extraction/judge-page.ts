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
  /** Boxes showing other articles, and those of them inside the body. */
  readonly cards: number;
  readonly cardsInBody: number;
  /** All text of the page in characters. */
  readonly pageText: number;
}

/** Less text makes a short report only where the page calls itself an article. */
const LITTLE = 350;
const VERY_LITTLE = 120;
/** A short page of which most is a refusal or an excuse. */
const SHORT_PAGE = 3_000;
const MANY_CARDS = 8;

/** Null when the page may be taken for an article. */
export function judgePage(signs: PageSigns): NotArticle | null {
  const texts = blockTexts(signs.blocks);
  const length = texts.join(' ').length;
  const head = fold([signs.title ?? '', ...(length < SHORT_PAGE ? texts.slice(0, 3) : [])].join(' '));
  if (length < SHORT_PAGE && says(head, phrases.refused)) return 'refusal-page';
  if (length < SHORT_PAGE && says(head, phrases.notFound)) return 'soft-404';
  if (isList(signs, length)) return 'list-page';
  const total = length + (signs.lead?.length ?? 0);
  if (total < (signs.claimsArticle ? VERY_LITTLE : LITTLE)) return 'too-little-text';
  return signs.title === null ? 'no-title' : null;
}

function isList({ claimsArticle, cards, cardsInBody }: PageSigns, length: number): boolean {
  if (claimsArticle) return length < LITTLE && cardsInBody >= MANY_CARDS;
  return cards >= MANY_CARDS && length < 120 * cards;
}

function says(folded: string, candidates: readonly string[]): boolean {
  return candidates.some((phrase) => folded.includes(phrase));
}
