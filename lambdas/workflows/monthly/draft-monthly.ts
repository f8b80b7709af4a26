import { z } from 'zod';
import { addDays, type Day, dayOf } from '../../core/calendar/instant.ts';
import type { Clipping } from '../../core/drafting/draft.ts';
import { phrase } from '../../core/drafting/words.ts';
import type { Article } from '../../core/extraction/article.ts';
import { type Issue, isWorkedOn, newIssue } from '../../core/issue/issue.ts';
import type { MonthlyDraft } from '../../core/monthly/draft.ts';
import { type DailyItem, layOutMonthly } from '../../core/monthly/lay-out.ts';
import { type Month, monthSchema } from '../../core/monthly/monthly-content.ts';
import { daysOf, draftDayOf, monthOf } from '../../core/monthly/setting.ts';
import { words } from '../../core/monthly/words.ts';
import { groupStories } from '../../core/stories/group-stories.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { loadDraft } from '../editing/desk-draft.ts';
import { storyInput } from '../editing/read-pool.ts';
import { readArticle } from '../gathering/read-articles.ts';
import { readSnapshot } from '../publishing/snapshot-files.ts';
import { readWithdrawals } from '../publishing/withdrawal-files.ts';
import { type House, loadHouse } from '../settings/house.ts';
import { UnreadableObjectError, writeJson } from '../stored-json.ts';
import { loadMonthlyDraft, loadMonthlySetting, monthlyDraftKey } from './monthly-files.ts';

/** What {@link draftMonthly} needs of the world. */
export interface MonthlyDraftPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  /** What earlier monthlies printed. */
  readonly archive: ObjectStore;
  readonly issues: IssueRegister;
}

/** What asks for a draft: the schedule names no month, an operator may. */
export const monthlyDraftRequestSchema = z.object({ edition: z.literal('monthly'), issueKey: monthSchema.optional() });

/** `exists`: there is one already, whoever asked first; `not-due`: the month's day has not come. */
export type MonthlyDraftOutcome =
  | { readonly kind: 'drafted'; readonly articles: number; readonly leftOut: number }
  | { readonly kind: 'exists' }
  | { readonly kind: 'not-due'; readonly due: Day };

/** Dailies looked back on: a month and the days after the last draft. */
const DAILIES = 70;
/** Earlier monthlies whose articles are not printed again. */
const MONTHLIES = 24;
/** Articles read at once. */
const READERS = 16;

/**
 * Lays out the draft of a month: found or created, one a month, whatever fires how often. A schedule names no month and asks
 * every day: from the month's set day on there is a draft, also when that day itself was missed.
 */
export async function draftMonthly(
  ports: MonthlyDraftPorts,
  request: { readonly issueKey?: Month | undefined },
): Promise<MonthlyDraftOutcome> {
  const today = dayOf(ports.clock.now());
  const month = request.issueKey ?? monthOf(today);
  const house = await loadHouse(ports.newsroom);
  const due = await draftDay(ports.newsroom, month, house);
  if (request.issueKey === undefined && today < due) return { kind: 'not-due', due };
  const known = await ports.issues.get(month);
  if ((known && !isWorkedOn(known)) || (await loadMonthlyDraft(ports.newsroom, month))) {
    await ports.issues.create(newIssue(month));
    return { kind: 'exists' };
  }
  const draft = await layOut(ports, month, house);
  const written = await writeJson(ports.newsroom, monthlyDraftKey(month), draft, { kind: 'none' });
  await ports.issues.create(newIssue(month));
  if (written.kind === 'conflict') return { kind: 'exists' };
  return { kind: 'drafted', articles: draft.articles.length, leftOut: draft.leftOut.length };
}

/** The day from which on a month should have its draft, as the house has set it. */
export async function monthlyDraftDay(newsroom: ObjectStore, month: Month): Promise<Day> {
  return draftDay(newsroom, month, await loadHouse(newsroom));
}

async function draftDay(newsroom: ObjectStore, month: Month, { calendar }: Pick<House, 'calendar'>): Promise<Day> {
  return draftDayOf(month, await loadMonthlySetting(newsroom), calendar);
}

async function layOut(ports: MonthlyDraftPorts, month: Month, house: House): Promise<MonthlyDraft> {
  const now = ports.clock.now();
  const earlier = (await ports.issues.newest(MONTHLIES, 'monthly')).filter(({ issueKey }) => issueKey < month);
  const days = await daysFor(ports, month, earlier);
  const unreadable: string[] = [];
  const items = await itemsOf(ports, days, unreadable);
  const draft = layOutMonthly({
    month,
    now,
    days,
    stories: storiesOf(items, house),
    printed: await printedBefore(ports.archive, earlier),
    setting: await loadMonthlySetting(ports.newsroom),
    sources: house.sources,
  });
  if (unreadable.length === 0) return draft;
  const did = phrase(words.log.unreadable, unreadable.join('; '));
  return { ...draft, log: [...draft.log, { at: now, by: words.system, did }] };
}

/** From the day after the last monthly's last daily, so that a month's last days are in the next; not over two months. */
async function daysFor(
  ports: MonthlyDraftPorts,
  month: Month,
  earlier: readonly Issue[],
): Promise<MonthlyDraft['days']> {
  const own = daysOf(month);
  const today = dayOf(ports.clock.now());
  const to = today < own.from || today > own.to ? own.to : today;
  const [last] = earlier;
  const before = last === undefined ? null : await loadMonthlyDraft(ports.newsroom, last.issueKey);
  const next = before === null ? own.from : addDays(before.value.days.to, 1);
  const oldest = addDays(own.from, -31);
  return { from: next < oldest || next > to ? own.from : next, to };
}

async function itemsOf(
  ports: MonthlyDraftPorts,
  days: MonthlyDraft['days'],
  unreadable: string[],
): Promise<DailyItem[]> {
  const issues = (await ports.issues.newest(DAILIES)).filter((issue) => isPrinted(issue) && isWithin(issue, days));
  const items: DailyItem[] = [];
  for (const { issueKey } of issues.toReversed()) {
    const draft = await readable(() => loadDraft(ports.newsroom, issueKey), unreadable);
    const gone = new Set((await readWithdrawals(ports.archive, issueKey)).map(({ item }) => item));
    const clippings = (draft?.value.clippings ?? []).filter(({ id }) => !gone.has(id));
    for (let start = 0; start < clippings.length; start += READERS) {
      const some = clippings.slice(start, start + READERS);
      const read = await Promise.all(
        some.map(async (clipping) => itemOf(clipping, issueKey, await articleOf(ports, clipping, unreadable))),
      );
      items.push(...read);
    }
  }
  return items;
}

function isWithin({ issueKey }: Issue, days: MonthlyDraft['days']): boolean {
  return days.from <= issueKey && issueKey <= days.to;
}

/** Only what went out: a daily that is still worked on may yet drop what it has. */
function isPrinted({ state }: Issue): boolean {
  return state !== 'drafting' && state !== 'approved' && state !== 'withdrawn';
}

function articleOf(
  { newsroom }: MonthlyDraftPorts,
  { articleId, firstSeenAt }: Clipping,
  unreadable: string[],
): Promise<Article | null> {
  if (firstSeenAt === undefined) return Promise.resolve(null);
  return readable(() => readArticle(newsroom, articleId, firstSeenAt), unreadable);
}

/** One damaged file costs itself, not the draft. */
async function readable<T>(read: () => Promise<T | null>, unreadable: string[]): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof UnreadableObjectError)) throw error;
    unreadable.push(error.message);
    return null;
  }
}

function itemOf(clipping: Clipping, issueKey: Day, article: Article | null): DailyItem {
  const {
    articleId,
    sourceId,
    url,
    title,
    place,
    score,
    citation,
    firstSeenAt = `${issueKey}T12:00:00+07:00`,
  } = clipping;
  const picked = clipping.pickedForMonthly ?? false;
  return { issueKey, title, articleId, firstSeenAt, sourceId, url, site: citation.site, place, score, picked, article };
}

/** Items that tell one story, of whatever days; an item without its article is a story by itself. */
function storiesOf(items: readonly DailyItem[], house: House): DailyItem[][] {
  const byArticle = Map.groupBy(items, ({ articleId }) => articleId);
  const articles = [...byArticle.values()].flatMap(([first]) => first?.article ?? []);
  const inputs = articles.map((article) =>
    storyInput(article, house.sources.find(({ id }) => id === article.sourceId) ?? null),
  );
  const stories = groupStories(inputs).map(({ members }) => members.flatMap((id) => byArticle.get(id) ?? []));
  const textless = [...byArticle.values()].filter(([first]) => first?.article === null);
  return [...stories, ...textless];
}

/** Ids of the articles of earlier monthlies, by what was approved of them. */
async function printedBefore(archive: ObjectStore, earlier: readonly Issue[]): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const { fingerprint } of earlier) {
    const content = fingerprint === null ? null : (await readSnapshot(archive, fingerprint)).content;
    if (content?.edition !== 'monthly') continue;
    for (const { articles } of content.sections) for (const { id } of articles) ids.add(id);
  }
  return ids;
}
