import { rewrittenBody } from '../drafting/rewritten-body.ts';
import { type Block, blockTexts, type Run } from '../extraction/article.ts';
import type { MonthlyArticle, MonthlyBlock, MonthlyContent } from '../monthly/monthly-content.ts';
import { normalise } from '../vietnamese/normalise.ts';

/** A picture as it is printed. */
export type PrintedPicture = Extract<MonthlyBlock, { kind: 'picture' }>;

/** Why the words of a printed article cannot be changed so. */
export type ArticleRefusal =
  | 'no-such-item'
  | 'empty-title'
  | 'no-text'
  | 'no-site'
  | 'no-author'
  | 'printing-forbids'
  | 'changed';

/** The lines around an article's text. */
export type ArticleLines = Pick<MonthlyArticle, 'title' | 'sapo' | 'byline' | 'via' | 'site' | 'affiliation'>;

/** What an article of the monthly is to say now. */
export interface ArticleRewording extends ArticleLines {
  readonly id: string;
  /** The texts before, between and behind the pictures, a paragraph each: one stretch more than there are pictures. */
  readonly stretches: readonly (readonly string[])[];
  /** What becomes of each picture, in the order of print; null: it is not printed any more. */
  readonly pictures: readonly (PrintedPicture | null)[];
}

/** The body of an article as its pictures divide it. */
export function dividedBody(body: readonly MonthlyBlock[]): {
  readonly stretches: readonly (readonly Block[])[];
  readonly pictures: readonly PrintedPicture[];
} {
  const pictures = body.filter((block) => block.kind === 'picture');
  const bounds = body.flatMap((block, index) => (block.kind === 'picture' ? [index] : []));
  const stretches = [...bounds, body.length].map((end, index) => {
    const start = index === 0 ? 0 : (bounds[index - 1] ?? 0) + 1;
    return body.slice(start, end).flatMap((block): Block[] => (block.kind === 'picture' ? [] : [block]));
  });
  return { stretches, pictures };
}

/** A printed monthly with other words or pictures in one article; everything else stays, and no more is printed of a paper than it allows. */
export function rewordedArticle(content: MonthlyContent, rewording: ArticleRewording): MonthlyContent | ArticleRefusal {
  const article = content.sections.flatMap(({ articles }) => articles).find(({ id }) => id === rewording.id);
  if (article === undefined) return 'no-such-item';
  const body = bodyOf(article, rewording);
  if (body === null) return 'changed';
  const { title, sapo, byline, via, site, affiliation } = rewording;
  const changed = { ...article, title, sapo, byline, via, site, affiliation, body };
  const refusal = refusalOf(article, changed);
  if (refusal !== null) return refusal;
  const sections = content.sections.map((section) => ({
    ...section,
    articles: section.articles.map((each) => (each === article ? changed : each)),
  }));
  return { ...content, sections };
}

function refusalOf(before: MonthlyArticle, after: MonthlyArticle): ArticleRefusal | null {
  if (after.title === '') return 'empty-title';
  if (lettersOf(after) === 0) return 'no-text';
  // An own contribution names who signs; everything else is somebody's, and says whose.
  if (before.site !== null && after.site === null) return 'no-site';
  if (before.site === null && before.byline !== null && after.byline === null) return 'no-author';
  return after.printing !== 'full' && lettersOf(after) > lettersOf(before) ? 'printing-forbids' : null;
}

function lettersOf({ sapo, body }: MonthlyArticle): number {
  const texts = dividedBody(body).stretches.flatMap(blockTexts);
  return [sapo ?? '', ...texts].join('').length;
}

/** Null where the article has other pictures than the form was made for. */
function bodyOf({ body }: MonthlyArticle, { stretches, pictures }: ArticleRewording): MonthlyBlock[] | null {
  const divided = dividedBody(body);
  if (pictures.length !== divided.pictures.length || stretches.length !== divided.stretches.length) return null;
  return divided.stretches.flatMap((blocks, index): MonthlyBlock[] => {
    const picture = pictures[index];
    return [...retyped(blocks, stretches[index] ?? []), ...(picture ? [picture] : [])];
  });
}

/** Where no paragraph was added or taken away, a changed one stays what it was: a heading, an item of a list, a row of a table. */
function retyped(before: readonly Block[], typed: readonly string[]): MonthlyBlock[] {
  const texts = typed.map(normalise).filter((text) => text !== '');
  const old = blockTexts(before);
  const blocks = old.length === texts.length ? inPlace(before, texts) : rewrittenBody(before, texts);
  return blocks.flatMap((block): MonthlyBlock[] => (block.kind === 'picture' ? [] : [block]));
}

function inPlace(before: readonly Block[], texts: readonly string[]): Block[] {
  let position = 0;
  return before.map((block) => {
    const old = blockTexts([block]);
    const now = texts.slice(position, position + old.length);
    position += old.length;
    return old.every((text, index) => normalise(text) === now[index]) ? block : blockSaying(block, now);
  });
}

function blockSaying(block: Block, texts: readonly string[]): Block {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { kind: block.kind, runs: plain(texts[0] ?? '') };
    case 'list':
      return { ...block, items: texts.map(plain) };
    case 'table':
      return { kind: 'table', rows: texts.map((row) => row.split(' | ')) };
    case 'picture':
      return block;
  }
}

function plain(text: string): Run[] {
  return [{ text }];
}
