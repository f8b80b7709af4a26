import type { Block } from '../extraction/article.ts';
import type { MonthlyDraft, MonthlyDraftArticle, MonthlyPiece } from './draft.ts';
import {
  type MonthlyArticle,
  type MonthlyBlock,
  type MonthlyContent,
  monthlyContentSchema,
} from './monthly-content.ts';
import type { MonthlySetting } from './setting.ts';

/** Printed where the text of an excerpt ends before the paper's does. */
const CUT = '...';

/**
 * The content of a monthly as it will be printed: sections in order, empty ones left out, struck paragraphs and pictures
 * nobody took gone. What is returned equals its own JSON, as the daily's does.
 */
export function monthlyContentOf(draft: MonthlyDraft, house: MonthlyHouse): MonthlyContent {
  const { masthead, sections } = house.setting;
  const content = {
    edition: 'monthly',
    issueKey: draft.issueKey,
    masthead,
    sections: sections.flatMap(({ id, title }) => {
      const articles = draft.articles.filter(({ section }) => section === id).map(printed);
      return articles.length === 0 ? [] : [{ id, title, articles }];
    }),
    editorName: draft.editorName ?? house.editorName,
  };
  return monthlyContentSchema.parse(JSON.parse(JSON.stringify(content)));
}

/** What the house adds to a draft when it is frozen; `editorName` is printed where the draft names nobody. */
export interface MonthlyHouse {
  readonly setting: MonthlySetting;
  readonly editorName: string;
}

function printed(article: MonthlyDraftArticle): MonthlyArticle {
  const { id, title, sapo, byline, via, site, url, publishedOn, affiliation, printing } = article;
  const body = inPrint(article.pieces).flatMap(({ piece }) => printedPiece(piece));
  return {
    id,
    title,
    sapo,
    body: article.cut ? withEllipsis(body) : body,
    byline,
    via,
    site,
    url,
    publishedOn,
    affiliation,
    printing,
  };
}

/** Pieces in the order of print: a picture stands before the piece it was put before, else where the paper has it. */
export function inPrint(
  pieces: readonly MonthlyPiece[],
): { readonly piece: MonthlyPiece; readonly index: number; readonly at: number }[] {
  const placed = pieces.map((piece, index) => {
    const at = piece.kind === 'picture' ? (piece.before ?? index) : index + 0.5;
    return { piece, index, at };
  });
  return placed.toSorted((a, b) => a.at - b.at);
}

function printedPiece(piece: MonthlyPiece): MonthlyBlock[] {
  if (piece.kind === 'text') return piece.struck ? [] : textBlock(piece.block);
  const { taken, picture, caption, credit } = piece;
  return taken && picture !== null ? [{ kind: 'picture', picture, caption, credit }] : [];
}

function textBlock(block: Block): MonthlyBlock[] {
  return block.kind === 'picture' ? [] : [block];
}

function withEllipsis(body: readonly MonthlyBlock[]): MonthlyBlock[] {
  const last = body.at(-1);
  if (last?.kind !== 'paragraph') return [...body, { kind: 'paragraph', runs: [{ text: CUT }] }];
  return [...body.slice(0, -1), { ...last, runs: [...last.runs, { text: ` ${CUT}` }] }];
}
