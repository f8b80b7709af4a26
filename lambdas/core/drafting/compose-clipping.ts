import { type Day, dayOf } from '../calendar/instant.ts';
import { type Article, type Block, blockTexts, paragraph, runsText } from '../extraction/article.ts';
import { namesPlace } from '../places/find-places.ts';
import { placeName, placeOn } from '../places/gazetteer.ts';
import type { SectionId } from '../sections/section.ts';
import type { Printing, Source } from '../sources/source.ts';
import { fold } from '../vietnamese/fold.ts';
import { withoutPaperMarks } from './clean-title.ts';
import { beginningOf, type Condensed, condense } from './condense.ts';
import type { Clipping, OtherPaper } from './draft.ts';
import { seedDrafting } from './drafting-setting.ts';
import { type JudgedStory, leadArticle, siteOf } from './judged-story.ts';
import { mergeReasons } from './merge-reasons.ts';

/** What a clipping is composed with; `length`, in characters, is the seed's where the house gives none. */
export interface ClippingContext {
  readonly sources: readonly Source[];
  readonly section: SectionId;
  readonly issueKey: Day;
  readonly length?: number;
}

/** An excerpt is the lead and the first paragraphs, about so many characters. */
const EXCERPT = 1_000;

/** Makes the clipping of a story: the lead article's own words, condensed, within what may be printed of its paper. */
export function composeClipping(judged: JudgedStory, context: ClippingContext): Clipping {
  const article = leadArticle(judged);
  const { sources, section, issueKey } = context;
  // Of a paper that is no longer in the registry nothing is agreed: its title and link only.
  const printing = sources.find((source) => source.id === article.sourceId)?.printing ?? 'title';
  const title = withoutPaperMarks(article.title);
  const place = placeAt(judged.classification.place, issueKey);
  const { published, byline } = article;
  return {
    id: judged.story.id,
    articleId: article.id,
    sourceId: article.sourceId,
    url: article.url,
    firstSeenAt: article.firstSeenAt,
    publishedAt: published.instant,
    section,
    sortedAs: judged.classification.section,
    place,
    placePrefix: placePrefix({ title, place, section }, issueKey),
    title,
    ...printedBody(article, printing, context.length ?? seedDrafting().clippingLength),
    citation: {
      site: siteOf(article, sources),
      day: published.instant === null ? null : dayOf(published.instant),
      authors: byline?.authors ?? [],
      agency: byline?.agency ?? null,
    },
    others: othersOf(judged, article, sources),
    printing,
    score: judged.classification.score,
    reasons: [...judged.classification.reasons, ...mergeReasons(judged, article, sources)],
    edited: false,
    leadReasons: [...judged.story.leadReasons],
    mark: judged.mark ?? null,
  };
}

/** In the local section the province stands before the title, unless the title names it. */
export function placePrefix(
  clipping: { title: string; place: string | null; section: SectionId },
  issueKey: Day,
): string | null {
  const { title, place, section } = clipping;
  if (section !== 'dia-phuong' || place === null || namesPlace(title, place, issueKey)) return null;
  return placeName(place, issueKey);
}

/** A clipping in another section: the place prefix belongs to the local one; one that a person wrote is left alone. */
export function inSection(clipping: Clipping, section: SectionId, issueKey: Day): Clipping {
  if (clipping.section === section) return clipping;
  const moved = { ...clipping, section };
  return clipping.edited ? moved : { ...moved, placePrefix: placePrefix(moved, issueKey) };
}

function placeAt(place: string | null, issueKey: Day): string | null {
  return place === null ? null : placeOn(place, issueKey);
}

function printedBody(article: Article, printing: Printing, length: number): Condensed {
  const blocks = paperBody(article);
  switch (printing) {
    case 'full':
      return condense(blocks, length);
    case 'excerpt':
      return beginningOf(blocks, Math.min(EXCERPT, length));
    case 'title':
      return { body: [], cut: false };
  }
}

/** An article as clippings are made of it: lead and blocks as one text, a repeated lead only once, without the paper's mark and pictures. */
export function paperBody(article: Article): Block[] {
  const blocks = article.blocks.filter((block) => block.kind !== 'picture');
  const lead = article.lead === null ? '' : withoutPaperMarks(article.lead);
  const opening = withoutPaperMarks(blockTexts(blocks).slice(0, 1).join(''));
  const repeats = lead === '' || fold(opening).startsWith(fold(lead));
  return [
    ...(repeats ? [] : [paragraph(lead)]),
    ...blocks.map((block, index) => (index === 0 ? unmarked(block) : block)),
  ];
}

function unmarked(block: Block): Block {
  if (block.kind !== 'paragraph') return block;
  const text = runsText(block.runs);
  const cleaned = withoutPaperMarks(text);
  return cleaned === text || !text.endsWith(cleaned) ? block : paragraph(cleaned);
}

function othersOf(judged: JudgedStory, lead: Article, sources: readonly Source[]): OtherPaper[] {
  return judged.articles.filter((article) => article.id !== lead.id).map((article) => otherPaperOf(article, sources));
}

/** An article as another paper's telling of a story. */
export function otherPaperOf(article: Article, sources: readonly Source[]): OtherPaper {
  const { id, title, url } = article;
  return { articleId: id, site: siteOf(article, sources), title: withoutPaperMarks(title), url };
}
