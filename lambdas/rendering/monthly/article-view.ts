import type { KeptPicture, MonthlyArticle, MonthlyBlock } from '../../core/monthly/monthly-content.ts';
import { type Extent, pictureKey, sizedTo } from '../../core/pictures/picture-size.ts';
import { filled } from '../print-words.ts';
import { printable, webAddress } from '../printable.ts';
import type { ViewBlock } from '../view.ts';
import { textBlock } from '../view-body.ts';
import type { MonthlyWords } from './monthly-words.ts';

/** One kept size of a picture. */
export interface PictureFile extends Extent {
  /** From the root of the archive: `pictures/<id>/web.jpg`. */
  readonly path: string;
  /** With the public address before it. */
  readonly address: string;
}

/** A picture in its three sizes, with what is read where it cannot be seen. */
export interface ViewPicture {
  readonly kind: 'picture';
  readonly id: string;
  readonly alt: string;
  /** The same where the caption is read beside it: what it belongs to. */
  readonly label: string;
  readonly caption: string | null;
  /** `Ảnh: Lê An`. */
  readonly credit: string | null;
  readonly mail: PictureFile;
  readonly web: PictureFile;
  readonly print: PictureFile;
}

/** A piece of a monthly article as every output prints it. */
export type MonthlyViewBlock = ViewBlock | ViewPicture;

/** An article, every string printable. */
export interface ViewArticle {
  /** 1…N through the sections; names its place, and is not printed. */
  readonly number: number;
  /** `bai-3`. */
  readonly anchor: string;
  readonly permalink: string;
  readonly title: string;
  /** Who signs a contribution, under its title; its affiliation stands in the footnote. Null for an article of a paper. */
  readonly author: string | null;
  readonly affiliation: string | null;
  readonly sapo: string | null;
  readonly blocks: readonly MonthlyViewBlock[];
  readonly pictures: readonly ViewPicture[];
  /** Of an article of a paper, as the paper gives it. */
  readonly byline: string | null;
  /** `Theo: …`, then `Nguồn: …`. */
  readonly sources: readonly string[];
  /** The site, and the article there; null where its address may not be printed. */
  readonly site: string | null;
  readonly url: string | null;
  /** Not printed whole, as its paper allows no more: a link leads there. */
  readonly isAbridged: boolean;
  /** `(gỡ ngày 24/11/2026)`. */
  readonly withdrawn: string | null;
}

/** Where an article stands. */
export interface Place {
  readonly number: number;
  readonly anchor: string;
  readonly page: string;
  /** The archive, with a slash at its end. */
  readonly home: string;
  readonly words: MonthlyWords;
}

/** An article as it may be printed: of a paper whose titles only may be used nothing but title and source. */
export function articleOf(article: MonthlyArticle, place: Place): ViewArticle {
  const title = line(article.title);
  const isTitleOnly = article.printing === 'title';
  const blocks = isTitleOnly ? [] : withoutLooseHeadings(article.body.flatMap((block) => blockOf(block, title, place)));
  const affiliation = optional(article.affiliation);
  const byline = optional(article.byline);
  const site = optional(article.site);
  const via = optional(article.via);
  const url = article.url === null ? null : webAddress(article.url);
  return {
    number: place.number,
    anchor: place.anchor,
    permalink: `${place.page}#${place.anchor}`,
    title,
    author: affiliation === null ? null : (byline ?? ''),
    affiliation,
    sapo: isTitleOnly ? null : optional(article.sapo),
    blocks,
    pictures: blocks.flatMap((block) => (block.kind === 'picture' ? [block] : [])),
    byline: affiliation === null && !isTitleOnly ? byline : null,
    sources: [
      ...(via === null ? [] : [filled(place.words.via, via)]),
      ...(site === null ? [] : [filled(place.words.site, site)]),
    ],
    site,
    url,
    isAbridged: article.printing !== 'full' && url !== null && site !== null,
    withdrawn: optional(article.withdrawn ?? null),
  };
}

function blockOf(block: MonthlyBlock, title: string, place: Place): MonthlyViewBlock[] {
  if (block.kind !== 'picture') return textBlock(block);
  const caption = optional(block.caption);
  const credit = optional(block.credit);
  const label = filled(place.words.alt, title);
  return [
    {
      kind: 'picture',
      ...filesOf(block.picture, place.home),
      alt: caption ?? label,
      label,
      caption,
      credit: credit === null ? null : filled(place.words.credit, credit),
    },
  ];
}

function filesOf(picture: KeptPicture, home: string): Pick<ViewPicture, 'id' | 'mail' | 'web' | 'print'> {
  const file = (size: 'mail' | 'web' | 'print'): PictureFile => {
    const path = pictureKey(picture.id, size);
    return { ...sizedTo(picture, size), path, address: `${home}${path}` };
  };
  return { id: picture.id, mail: file('mail'), web: file('web'), print: file('print') };
}

/** A sub-heading with nothing after it heads nothing. */
function withoutLooseHeadings(blocks: readonly MonthlyViewBlock[]): MonthlyViewBlock[] {
  const last = blocks.findLastIndex((block) => block.kind !== 'heading');
  return blocks.slice(0, last + 1);
}

function line(text: string): string {
  return printable(text).trim();
}

/** Null where nothing printable is left. */
function optional(text: string | null): string | null {
  const printed = text === null ? '' : line(text);
  return printed === '' ? null : printed;
}
