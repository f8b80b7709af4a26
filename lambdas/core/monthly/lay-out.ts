import type { Day, Instant } from '../calendar/instant.ts';
import { phrase } from '../drafting/words.ts';
import type { Article } from '../extraction/article.ts';
import { placeOn } from '../places/gazetteer.ts';
import type { Source } from '../sources/source.ts';
import { formatDay } from '../vietnamese/dates.ts';
import { candidateOfArticle } from './candidate.ts';
import { composeArticle } from './compose-article.ts';
import type { LeftOutWhy, MonthlyCandidate, MonthlyDraft, MonthlyDraftArticle } from './draft.ts';
import type { Month, MonthlySectionId } from './monthly-content.ts';
import type { MonthlySetting } from './setting.ts';
import { words } from './words.ts';

/** An item of a daily of the month, with its article where it is still stored. */
export interface DailyItem {
  readonly issueKey: Day;
  readonly title: string;
  readonly articleId: string;
  readonly firstSeenAt: Instant;
  readonly sourceId: string;
  readonly url: string;
  readonly site: string;
  /** Gazetteer id, or null. */
  readonly place: string | null;
  readonly score: number;
  /** Marked for the monthly. */
  readonly picked: boolean;
  readonly article: Article | null;
}

/** What the draft of a monthly is laid out from. */
export interface MonthlyLayOut {
  readonly month: Month;
  readonly now: Instant;
  readonly days: { readonly from: Day; readonly to: Day };
  /** Items of the month's dailies that tell one story, story by story. */
  readonly stories: readonly (readonly DailyItem[])[];
  /** Ids of articles an earlier monthly printed. */
  readonly printed: ReadonlySet<string>;
  readonly setting: MonthlySetting;
  readonly sources: readonly Source[];
}

/** An article, or why there is none of it. */
interface Judged {
  readonly article: MonthlyDraftArticle;
  readonly why: LeftOutWhy | null;
}

/**
 * Lays out the draft of a month: of every story of its dailies the article marked for the monthly, else the one with the most
 * weight; marked ones all, then by weight until a section has what it aims at. What is left out says why.
 */
export function layOutMonthly(input: MonthlyLayOut): MonthlyDraft {
  const judged = input.stories.flatMap((story) => judgedStory(story, input)).sort(byStanding);
  const chosen: MonthlyDraftArticle[] = [];
  const leftOut: MonthlyCandidate[] = [];
  const room = new Map(input.setting.sections.map(({ id, target }): [MonthlySectionId, number] => [id, target]));
  for (const { article, why } of judged) {
    const left = room.get(article.section) ?? 0;
    const reason = why ?? (article.picked || left > 0 ? null : 'over-target');
    if (reason !== null) leftOut.push(candidateOfArticle(article, reason));
    else chosen.push(article);
    if (reason === null) room.set(article.section, left - 1);
  }
  const articles = input.setting.sections.flatMap(({ id }) => chosen.filter(({ section }) => section === id));
  const did = phrase(words.log.laidOut, articles.length, leftOut.length);
  return {
    version: 1,
    edition: 'monthly',
    issueKey: input.month,
    createdAt: input.now,
    days: input.days,
    articles,
    leftOut,
    editorName: null,
    log: [{ at: input.now, by: words.system, did }],
  };
}

function byStanding(a: Judged, b: Judged): number {
  return Number(b.article.picked) - Number(a.article.picked) || b.article.score - a.article.score;
}

/** One article of each story; the others are left out, each once, and say that another tells it. */
function judgedStory(story: readonly DailyItem[], input: MonthlyLayOut): Judged[] {
  const dailies = [...new Set(story.map(({ issueKey }) => issueKey))].sort();
  const isKnown = story.some(({ articleId }) => input.printed.has(articleId));
  const judged = story
    .map((item) => judgedItem(item, dailies, input))
    .filter((each, index, all) => all.findIndex(({ article }) => article.id === each.article.id) === index)
    .map((each) => (isKnown ? { ...each, why: 'printed-before' as const } : each))
    .sort((a, b) => Number(a.why !== null) - Number(b.why !== null) || byStanding(a, b));
  const [first, ...rest] = judged;
  const isTold = first !== undefined && first.why === null;
  return judged.map((each) =>
    isTold && rest.includes(each) && each.why === null ? { ...each, why: 'same-story' as const } : each,
  );
}

const FORBIDDEN = { excerpt: 'excerpt-only', title: 'title-only', full: null } as const;

function judgedItem(item: DailyItem, dailies: Day[], input: MonthlyLayOut): Judged {
  const { place, picked, score } = item;
  const section = sectionOf(place, input);
  const reasons = [
    ...(picked ? [words.reasons.picked] : []),
    phrase(words.reasons.printedOn, dailies.map(formatDay).join(', ')),
    phrase(words.reasons.weight, score.toFixed(1).replace('.', ',')),
  ];
  const known = { section, place, picked, score, dailies, reasons };
  if (item.article === null) return { article: textless(item, known), why: 'gone' };
  // The title as the editors of the daily wrote it.
  const article = { ...composeArticle(item.article, input.sources, known), title: item.title };
  const hasText = article.sapo !== null || article.pieces.some(({ kind }) => kind === 'text');
  return { article, why: FORBIDDEN[article.printing] ?? (hasText ? null : 'no-text') };
}

/** Own news is what the house's own place is in, by the map of the day. */
function sectionOf(place: string | null, { setting, days }: MonthlyLayOut): MonthlySectionId {
  const isOwn = place !== null && placeOn(place, days.to) === placeOn(setting.place, days.to);
  return isOwn ? 'dia-phuong' : 'trung-uong';
}

function textless(item: DailyItem, known: Pick<MonthlyDraftArticle, 'section' | 'reasons' | 'dailies'>) {
  const { articleId, firstSeenAt, sourceId, url, title, site, place, picked, score } = item;
  return {
    ...known,
    id: articleId,
    stored: { articleId, firstSeenAt, sourceId },
    url,
    publishedOn: null,
    place,
    title,
    sapo: null,
    pieces: [],
    byline: null,
    via: null,
    site: site.toLowerCase(),
    affiliation: null,
    printing: 'title' as const,
    cut: false,
    picked,
    score,
  };
}
