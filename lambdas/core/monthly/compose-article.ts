import { dayOf } from '../calendar/instant.ts';
import { withoutPaperMarks } from '../drafting/clean-title.ts';
import { beginningOf } from '../drafting/condense.ts';
import { type Article, type Block, blockTexts, paragraph, runsText } from '../extraction/article.ts';
import type { Source } from '../sources/source.ts';
import { creditOf } from '../stories/credit.ts';
import { fold } from '../vietnamese/fold.ts';
import { normalise } from '../vietnamese/normalise.ts';
import type { MonthlyDraftArticle, MonthlyPiece } from './draft.ts';

/** An excerpt is the first paragraphs, about so many characters. */
const EXCERPT = 1_000;
/** A line below a text that says whose it is has at most this many characters, and is among the last so many pieces. */
const LONGEST_LINE = 90;
const LAST = 4;

/** What the dailies or the editor know of an article beside its text. */
export type Known = Pick<MonthlyDraftArticle, 'section' | 'place' | 'picked' | 'score' | 'dailies' | 'reasons'>;

/**
 * An article of a paper as the monthly prints it: whole, with its sub-headings, lists, bold runs and pictures to choose
 * from, within what may be printed of its paper. Byline and source lines stand below it, so they leave the text.
 */
export function composeArticle(article: Article, sources: readonly Source[], known: Known): MonthlyDraftArticle {
  const source = sources.find(({ id }) => id === article.sourceId) ?? null;
  // Of a paper that is no longer in the registry nothing is agreed.
  const printing = source?.printing ?? 'title';
  const { sapo, blocks } = sapoAndRest(article);
  const lines = linesOf(article, blocks);
  const { pieces, cut } = piecesOf(withoutLines(blocks, lines.spent), printing);
  return {
    ...known,
    id: article.id,
    stored: { articleId: article.id, firstSeenAt: article.firstSeenAt, sourceId: article.sourceId },
    url: article.url,
    publishedOn: article.published.instant === null ? null : dayOf(article.published.instant),
    title: withoutPaperMarks(article.title),
    sapo: printing === 'title' ? null : sapo,
    pieces,
    byline: lines.byline,
    via: lines.via,
    site: siteLine(article, source),
    affiliation: null,
    printing,
    cut,
  };
}

/** `baocantho.com.vn`: the paper's host as it was read, in small letters; with two papers on one host, still its host. */
function siteLine(article: Article, source: Source | null): string {
  const host = new URL(article.url).hostname.replace(/^www\./u, '');
  const own = source?.hosts[0] ?? host;
  return own.replace(/^www\./u, '');
}

/** The lead is the sapo; a text that begins with the same words does not say them again. */
function sapoAndRest(article: Article): { readonly sapo: string | null; readonly blocks: readonly Block[] } {
  const lead = article.lead === null ? '' : withoutPaperMarks(article.lead);
  const at = article.blocks.findIndex((block) => block.kind === 'paragraph' && runsText(block.runs).trim() !== '');
  const first = article.blocks[at];
  const opening = first?.kind === 'paragraph' ? withoutPaperMarks(runsText(first.runs)) : '';
  const isRepeated = lead !== '' && fold(opening) === fold(lead);
  const blocks = article.blocks.flatMap((block, index) => {
    if (index !== at || block.kind !== 'paragraph') return [block];
    if (isRepeated) return [];
    return opening === normalise(runsText(block.runs)) ? [block] : [paragraph(opening)];
  });
  return { sapo: lead === '' ? null : lead, blocks };
}

interface Lines {
  readonly byline: string | null;
  readonly via: string | null;
  /** Texts that say nothing but this. */
  readonly spent: ReadonlySet<string>;
}

function linesOf(article: Article, blocks: readonly Block[]): Lines {
  const printed = article.byline?.printed ?? null;
  const paragraphs = blockTexts(blocks);
  const credit = creditOf({ byline: printed, agency: article.byline?.agency ?? null, paragraphs });
  // `Theo TTXVN` in the place of a name is where the text is from, nobody's name.
  const isCredit = printed !== null && credit !== null && (article.byline?.authors ?? []).length === 0;
  const ending = paragraphs.slice(-LAST).filter((text) => text.length <= LONGEST_LINE);
  const said = [printed, credit].flatMap((text) => (text === null ? [] : [bare(text)]));
  return {
    byline: isCredit ? null : printed,
    via: credit,
    spent: new Set(ending.filter((text) => said.includes(bare(text)))),
  };
}

/** What a line says without `Theo`, `Nguồn`, brackets and full stops. */
function bare(line: string): string {
  return fold(normalise(line))
    .replace(/^[([\s]*(?:theo|nguon|dan nguon)?\s*:?\s*/u, '')
    .replace(/[)\]\s./;]+$/u, '');
}

function withoutLines(blocks: readonly Block[], spent: ReadonlySet<string>): Block[] {
  return blocks.filter((block) => block.kind !== 'paragraph' || !spent.has(runsText(block.runs)));
}

function piecesOf(
  blocks: readonly Block[],
  printing: Source['printing'],
): { readonly pieces: MonthlyPiece[]; readonly cut: boolean } {
  if (printing === 'title') return { pieces: [], cut: false };
  if (printing === 'full') return { pieces: blocks.flatMap((block) => pieceOf(block) ?? []), cut: false };
  const { body, cut } = beginningOf(blocks, EXCERPT);
  return { pieces: body.flatMap((block) => pieceOf(block) ?? []), cut };
}

function pieceOf(block: Block): MonthlyPiece | null {
  if (block.kind === 'picture') {
    const { kind, url, caption, credit } = block;
    return { kind, url, picture: null, taken: false, caption, credit };
  }
  return blockTexts([block]).join('').trim() === '' ? null : { kind: 'text', block, struck: false };
}
