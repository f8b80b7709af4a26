import { blockTexts } from '../extraction/article.ts';
import { sentences } from '../vietnamese/sentences.ts';
import { sectionOf } from './candidate.ts';
import { type JudgedStory, leadArticle } from './judged-story.ts';
import { phrase, words } from './words.ts';
import { byWorth, type Weighed, worthBeside } from './worth.ts';

/** No paper has more than this share of an issue. */
const PAPER_SHARE = 0.4;
/** Places are left free for the share's sake only while so many clippings remain: a thin issue helps nobody. */
const LEAST = 8;
/** Stories a section may take beyond its target in the place of another's. */
const STRETCH = 2;
/** Another paper may lead when its text is at least this part of the lead's … */
const WHOLE_ENOUGH = 0.6;
/** … and no more than this part of its sentences are the lead's own: a reprint is no other source. */
const MOST_SHARED = 0.5;

/** The stories chosen, those that wait, and those taken out because their paper had too many. */
export interface Shares {
  readonly chosen: readonly Weighed[];
  readonly waiting: readonly Weighed[];
  readonly out: readonly Weighed[];
}

/** True when one paper has more than its share of `count` clippings; one clipping is always its right. */
export function isOverShare(own: number, count: number): boolean {
  return own > Math.max(1, Math.floor(count * PAPER_SHARE));
}

/**
 * Takes a paper that has too many down to its share, one clipping at a time and in this order: another paper's own report
 * of the story leads; the weakest gives way to a waiting story of its section, or of another; its place is left free. A
 * paper keeps more only where fewer than eight clippings or an empty section would be the price.
 */
export function shareOut(first: readonly Weighed[], waiting: readonly Weighed[]): Shares {
  let shares: Shares = { chosen: first, waiting: [...waiting].sort(byWorth), out: [] };
  // Every step takes one clipping from a paper that has too many and gives none to a paper without room: it ends.
  for (let next = step(shares); next !== null; next = step(next)) shares = next;
  return shares;
}

function step(shares: Shares): Shares | null {
  const count = shares.chosen.length;
  const counts = new Map<string, number>();
  for (const each of shares.chosen) counts.set(paperOf(each.judged), (counts.get(paperOf(each.judged)) ?? 0) + 1);
  const isOver = (each: Weighed) => isOverShare(counts.get(paperOf(each.judged)) ?? 0, count);
  const hasRoom = (paper: string) => !isOverShare((counts.get(paper) ?? 0) + 1, count);
  const over = shares.chosen.filter(isOver).sort((a, b) => byWorth(b, a));
  if (over.length === 0) return null;
  return ledByAnother(shares, over, hasRoom) ?? swapped(shares, over, hasRoom) ?? freed(shares, over);
}

type HasRoom = (paper: string) => boolean;

function ledByAnother(shares: Shares, over: readonly Weighed[], hasRoom: HasRoom): Shares | null {
  for (const each of over) {
    const lead = leadArticle(each.judged);
    const other = each.judged.articles.find(
      (article) => hasRoom(article.sourceId) && isOfItsSection(article, each.judged) && mayLead(article, lead),
    );
    if (other === undefined) continue;
    const reasons = [phrase(words.shareLead, new URL(lead.url).hostname.replace(/^www\./, ''))];
    const story = { ...each.judged.story, lead: other.id, leadReasons: reasons };
    const led = { ...each, judged: { ...each.judged, story } };
    return { ...shares, chosen: shares.chosen.map((one) => (one === each ? led : one)) };
  }
  return null;
}

/** A comment on the news stands elsewhere than the news: it does not lead in its place. */
function isOfItsSection({ id }: Reported, { sortedAlone, classification }: JudgedStory): boolean {
  const section = sortedAlone?.get(id);
  return section === undefined || section === classification.section;
}

type Reported = JudgedStory['articles'][number];

function mayLead(article: Reported, lead: Reported): boolean {
  if (article.id === lead.id || article.published.instant === null) return false;
  const [own, leading] = [textsOf(article), textsOf(lead)];
  if (own.join('').length < WHOLE_ENOUGH * leading.join('').length) return false;
  const known = new Set(leading.flatMap(sentences));
  const all = own.flatMap(sentences);
  return all.filter((sentence) => known.has(sentence)).length <= all.length * MOST_SHARED;
}

function textsOf({ lead, blocks }: Reported): string[] {
  return [lead ?? '', ...blockTexts(blocks)];
}

function swapped(shares: Shares, over: readonly Weighed[], hasRoom: HasRoom): Shares | null {
  const waiting = shares.waiting.filter(({ judged }) => hasRoom(paperOf(judged)));
  const inSame = over.flatMap((out) => {
    const into = bestOf(
      waiting.filter(({ judged }) => sectionOf(judged) === sectionOf(out.judged)),
      shares.chosen,
    );
    return into === null ? [] : [{ out, into }];
  })[0];
  if (inSame !== undefined) return exchanged(shares, inSame);
  for (const out of over) {
    if (isLastOfSection(out, shares)) continue;
    const into = bestOf(
      waiting.filter((each) => isWithinStretch(each, shares)),
      shares.chosen,
    );
    if (into !== null) return exchanged(shares, { out, into });
  }
  return null;
}

function bestOf(stories: readonly Weighed[], chosen: readonly Weighed[]): Weighed | null {
  return stories.toSorted((a, b) => worthBeside(b, chosen) - worthBeside(a, chosen) || byWorth(a, b))[0] ?? null;
}

function exchanged(shares: Shares, { out, into }: { readonly out: Weighed; readonly into: Weighed }): Shares {
  return {
    chosen: [...shares.chosen.filter((each) => each !== out), into],
    waiting: shares.waiting.filter((each) => each !== into),
    out: [...shares.out, out],
  };
}

function freed(shares: Shares, over: readonly Weighed[]): Shares | null {
  if (shares.chosen.length <= LEAST) return null;
  const out = over.find((each) => !isLastOfSection(each, shares));
  if (out === undefined) return null;
  return { ...shares, chosen: shares.chosen.filter((each) => each !== out), out: [...shares.out, out] };
}

function isLastOfSection(story: Weighed, { chosen }: Shares): boolean {
  return chosen.filter(({ judged }) => sectionOf(judged) === sectionOf(story.judged)).length === 1;
}

/** Who waits, waits for a full section: it takes a few more than it had at first. */
function isWithinStretch(story: Weighed, { chosen }: Shares): boolean {
  const own = chosen.filter(({ judged }) => sectionOf(judged) === sectionOf(story.judged)).length;
  return own < story.target + STRETCH;
}

function paperOf(judged: JudgedStory): string {
  return leadArticle(judged).sourceId;
}
