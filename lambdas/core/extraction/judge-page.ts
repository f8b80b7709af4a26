import { fold } from '../vietnamese/fold.ts';
import { vietnameseShare } from '../vietnamese/vietnamese-share.ts';
import { type Block, blockTexts } from './article.ts';
import phrases from './phrases.json' with { type: 'json' };

/** Why a page is not taken for an article. */
export type NotArticle =
  | 'consent-wall'
  | 'encrypted-body'
  | 'javascript-only'
  | 'list-page'
  | 'no-title'
  | 'paywall'
  | 'refusal-page'
  | 'soft-404'
  | 'too-little-text'
  | 'wrong-letters';

/** What is held against a page. */
export interface PageSigns {
  readonly title: string | null;
  readonly lead: string | null;
  readonly blocks: readonly Block[];
  /** The page calls itself an article to machines. */
  readonly claimsArticle: boolean;
  /** The page calls itself Vietnamese, or its host does. */
  readonly vietnamese: boolean;
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

/** What a short page says instead of an article, the first that fits; a challenge asks for JavaScript too. */
const EXCUSES: readonly { readonly reason: NotArticle; readonly phrases: readonly string[] }[] = [
  { reason: 'refusal-page', phrases: phrases.refused },
  { reason: 'soft-404', phrases: phrases.notFound },
  { reason: 'paywall', phrases: phrases.paywall },
  { reason: 'consent-wall', phrases: phrases.consent },
  { reason: 'javascript-only', phrases: phrases.scriptNeeded },
];
/** No language has words of this length; a text of which most is such is there for a script to decipher. */
const CIPHER = 120;

/** So many different words with letters beyond ASCII, of which hardly any is a Vietnamese syllable: a font's own letters. */
const MANY_WORDS = 12;
const HARDLY_ANY = 0.2;

/** Null when the page may be taken for an article. */
export function judgePage(signs: PageSigns): NotArticle | null {
  const texts = blockTexts(signs.blocks);
  const length = texts.join(' ').length;
  if (texts.reduce((sum, text) => sum + cipherLength(text), 0) > length / 2) return 'encrypted-body';
  if (signs.vietnamese && isInWrongLetters(texts)) return 'wrong-letters';
  const excuse = length < SHORT_PAGE ? excuseOf(signs, texts) : null;
  if (excuse !== null) return excuse;
  if (isList(signs, texts)) return 'list-page';
  const total = length + (signs.lead?.length ?? 0);
  if (total < (signs.claimsArticle ? VERY_LITTLE : LITTLE)) return 'too-little-text';
  return signs.title === null ? 'no-title' : null;
}

/** A teaser begins as the article does and ends with the wall, so the end of a short text is looked at too. */
function excuseOf({ title }: PageSigns, texts: readonly string[]): NotArticle | null {
  const said = fold([title ?? '', ...texts.slice(0, 3), ...texts.slice(3).slice(-2)].join(' '));
  return EXCUSES.find((excuse) => says(said, excuse.phrases))?.reason ?? null;
}

/** In another language, or in the letters of a font nobody has any more: no reader of the house could read it. */
function isInWrongLetters(texts: readonly string[]): boolean {
  const { words, share } = vietnameseShare(texts.join('\n'));
  return words >= MANY_WORDS && share < HARDLY_ANY;
}

function isList({ claimsArticle, linkHeadings, linkHeadingsInBody }: PageSigns, texts: readonly string[]): boolean {
  if (claimsArticle) return linkHeadingsInBody >= MANY_HEADINGS && texts.join('').length < LITTLE;
  return linkHeadings >= MANY_HEADINGS && texts.filter((text) => text.length >= PARAGRAPH).length < FEW_PARAGRAPHS;
}

/** Characters in words that are none. */
function cipherLength(text: string): number {
  let sum = 0;
  for (let start = 0; start < text.length; ) {
    const space = text.indexOf(' ', start);
    const end = space < 0 ? text.length : space;
    if (end - start >= CIPHER) sum += end - start;
    start = end + 1;
  }
  return sum;
}

function says(folded: string, candidates: readonly string[]): boolean {
  return candidates.some((phrase) => folded.includes(phrase));
}
