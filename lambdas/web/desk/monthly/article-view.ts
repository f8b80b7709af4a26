import { phrase } from '../../../core/drafting/words.ts';
import { type Block, blockTexts } from '../../../core/extraction/article.ts';
import { inPrint } from '../../../core/monthly/content.ts';
import type { MonthlyDraft, MonthlyDraftArticle, MonthlyPiece } from '../../../core/monthly/draft.ts';
import { typedText } from '../../../core/monthly/typed-text.ts';
import { pictureKey } from '../../../core/pictures/picture-size.ts';
import { formatDate } from '../../../core/vietnamese/dates.ts';
import { webLink } from '../draft-view.ts';
import { monthlyMessages } from './messages.ts';

/** What an editor may type on an article's page, as the form sends it; `kept` are the indexes of the printed paragraphs. */
export interface ArticleFields {
  readonly title: string;
  readonly sapo: string;
  readonly byline: string;
  readonly via: string;
  readonly site: string;
  readonly affiliation: string;
  /** Of an own contribution. */
  readonly text: string;
  readonly kept: ReadonlySet<number>;
}

type Picture = Extract<MonthlyPiece, { kind: 'picture' }>;

/** The fields of an article as it stands in the draft. */
export function fieldsOf(article: MonthlyDraftArticle): ArticleFields {
  const { title, sapo, byline, via, site, affiliation, pieces } = article;
  return {
    title,
    sapo: sapo ?? '',
    byline: byline ?? '',
    via: via ?? '',
    site: site ?? '',
    affiliation: affiliation ?? '',
    text: isOwn(article) ? typedText(pieces) : '',
    kept: new Set(pieces.flatMap((piece, index) => (piece.kind === 'text' && !piece.struck ? [index] : []))),
  };
}

/** Whether an article is an own contribution, whose words may be changed. */
export function isOwn({ stored }: MonthlyDraftArticle): boolean {
  return stored === null;
}

/** An article's page: its paragraphs to strike out, its pictures to take, and where it stands in the monthly. */
export function articleView(draft: MonthlyDraft, article: MonthlyDraftArticle, fields: ArticleFields) {
  const { id, url, publishedOn, picked, reasons, printing, pieces } = article;
  const { kept: _, ...typed } = fields;
  return {
    ...{ id, picked, reasons, fields: typed, isOwn: isOwn(article) },
    printedTitle: article.title,
    url: url === null ? null : webLink(url),
    day: publishedOn === null ? '' : formatDate(publishedOn),
    caution: monthlyMessages().cautions[printing],
    mayTakePictures: printing === 'full',
    pieces: inPrint(pieces).map(({ piece, index }) =>
      piece.kind === 'text' ? textView(piece.block, index, fields) : { kind: 'picture', ...pictureView(piece, index) },
    ),
    pictures: pieces.flatMap((piece, index) =>
      piece.kind === 'picture' ? [{ ...pictureView(piece, index), place: placeOf(pieces, index) }] : [],
    ),
    places: placesOf(pieces),
    ...neighbours(draft, article),
  };
}

function textView(block: Block, index: number, { kept }: ArticleFields) {
  const { facts } = monthlyMessages();
  const labels = { paragraph: facts.paragraph, heading: facts.heading, list: facts.list, table: facts.table };
  return {
    kind: block.kind,
    index,
    label: block.kind === 'picture' ? '' : phrase(labels[block.kind], index + 1),
    texts: blockTexts([block]),
    isKept: kept.has(index),
  };
}

/** A kept picture is shown from the archive; one that was never taken is not shown at all: nothing is loaded from its paper. */
function pictureView({ url, picture, taken, caption, credit }: Picture, index: number) {
  return {
    index,
    host: URL.canParse(url) ? new URL(url).hostname : '',
    address: webLink(url),
    shown: picture === null ? '' : `/${pictureKey(picture.id, 'web')}`,
    size: picture === null ? '' : `${picture.width} × ${picture.height}`,
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
    isTaken: taken,
    caption: caption ?? '',
    credit: credit ?? '',
  };
}

/** Letters of a paragraph that name it where a picture is put behind it. */
const BEGINNING = 45;

/** Where a picture can stand: at the beginning, and behind every piece of text. */
function placesOf(pieces: readonly MonthlyPiece[]): { readonly before: number; readonly label: string }[] {
  const { placing } = monthlyMessages();
  const behind = pieces.flatMap((piece, index) =>
    piece.kind === 'text'
      ? [{ before: index + 1, label: phrase(placing.behind, beginning(blockTexts([piece.block]).join(' '))) }]
      : [],
  );
  return [{ before: 0, label: placing.first }, ...behind];
}

/** Which of those places a picture has: behind the last text before it. */
export function placeOf(pieces: readonly MonthlyPiece[], index: number): number {
  const picture = pieces[index];
  const at = picture?.kind === 'picture' ? (picture.before ?? index) : index;
  return pieces.slice(0, at).findLastIndex(({ kind }) => kind === 'text') + 1;
}

function beginning(text: string): string {
  return text.length <= BEGINNING ? text : `${text.slice(0, text.lastIndexOf(' ', BEGINNING))}…`;
}

/** The articles before and behind, in the order of print. */
function neighbours(draft: MonthlyDraft, article: MonthlyDraftArticle) {
  const printed = draft.articles.toSorted((a, b) => sectionRank(a) - sectionRank(b));
  const index = printed.indexOf(article);
  const named = (each: MonthlyDraftArticle | undefined) => (each ? { id: each.id, title: each.title } : null);
  return { before: named(printed[index - 1]), behind: named(printed[index + 1]) };
}

function sectionRank({ section }: MonthlyDraftArticle): number {
  return section === 'trung-uong' ? 0 : 1;
}
