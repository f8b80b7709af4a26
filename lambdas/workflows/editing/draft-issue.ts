import { z } from 'zod';
import { coverageWindow, lastCutOff } from '../../core/calendar/coverage-window.ts';
import { at, type Day, dayOf, daySchema, type Instant } from '../../core/calendar/instant.ts';
import { issueDay } from '../../core/calendar/issue-day.ts';
import type { Draft, Gathered, Window } from '../../core/drafting/draft.ts';
import { layOutDraft } from '../../core/drafting/lay-out-draft.ts';
import { missingOf } from '../../core/drafting/missing-source.ts';
import { words } from '../../core/drafting/words.ts';
import { isWorkedOn, newIssue } from '../../core/issue/issue.ts';
import { isPaused } from '../../core/sources/source.ts';
import { words as storyWords } from '../../core/stories/words.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntryLog, IssueRegister, VisitBook } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { countEntries } from '../gathering/count-entries.ts';
import { type House, loadHouse } from '../settings/house.ts';
import { writeJson } from '../stored-json.ts';
import { draftKey } from './desk-draft.ts';
import { type Pool, readPool } from './read-pool.ts';

/** What {@link draftIssue} needs of the world. */
export interface DraftPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  /** What earlier issues printed. */
  readonly archive: ObjectStore;
  readonly visits: VisitBook;
  readonly entries: EntryLog;
  readonly issues: IssueRegister;
}

/** `exists`: there is one already, whoever asked first. */
export type DraftOutcome =
  | {
      readonly kind: 'drafted';
      readonly clippings: number;
      readonly missing: number;
      /** Those printed, by id: the log leads from an article to the issue. */
      readonly articles: readonly string[];
    }
  | { readonly kind: 'exists' }
  | { readonly kind: 'no-issue'; readonly reason: string };

/** Issues looked at to find the last published one's cut-off. */
const LOOK_BACK = 30;

/** What may ask for a draft: a schedule sends nothing that matters, an operator may name the day. */
export const draftRequestSchema = z.object({ issueKey: daySchema.optional() });

/**
 * Lays out the draft of a day (today where none is named): found or created, one per date, whatever fires how often. A row whose
 * draft is gone, while nobody has approved or declined the issue, is given a new one.
 */
export async function draftIssue(
  ports: DraftPorts,
  request: { readonly issueKey?: Day | undefined },
): Promise<DraftOutcome> {
  const issueKey = request.issueKey ?? dayOf(ports.clock.now());
  const house = await loadHouse(ports.newsroom);
  const status = issueDay(issueKey, house.calendar);
  if (status.kind === 'no-issue') return status;
  const known = await ports.issues.get(issueKey);
  const key = draftKey(issueKey);
  if ((known && !isWorkedOn(known)) || (await ports.newsroom.get(key))) {
    await ports.issues.create(newIssue(issueKey));
    return { kind: 'exists' };
  }
  const draft = await layOut(ports, issueKey, house);
  const written = await writeJson(ports.newsroom, key, draft, { kind: 'none' });
  await ports.issues.create(newIssue(issueKey));
  if (written.kind === 'conflict') return { kind: 'exists' };
  const { clippings, gathered } = draft;
  const articles = clippings.map(({ articleId }) => articleId);
  return { kind: 'drafted', clippings: clippings.length, missing: gathered.missing.length, articles };
}

async function layOut(ports: DraftPorts, issueKey: Day, house: House): Promise<Draft> {
  const now = ports.clock.now();
  const window = await windowOf(ports.issues, { issueKey, now, house });
  const pool = await readPool(ports, { window, house, issueKey });
  const gathered = await gatheredFor(ports, { house, window, pool });
  const draft = layOutDraft({
    issueKey,
    now,
    window,
    gathered,
    judged: pool.judged,
    sections: house.sections,
    sources: house.sources,
    clippingLength: house.clippingLength,
  });
  return { ...draft, log: [...draft.log, ...troublesOf(pool).map((did) => ({ at: now, by: words.system, did }))] };
}

/** What the pool had to do without: there is a draft all the same, and it says so. */
function troublesOf({ unmarked, unreadable }: Pool): string[] {
  return [
    ...(unmarked === null ? [] : [`${storyWords.notes.unmarked} (${unmarked})`]),
    ...(unreadable.length === 0 ? [] : [`${storyWords.notes.unreadable}: ${unreadable.join('; ')}`]),
  ];
}

async function windowOf(issues: IssueRegister, input: { issueKey: Day; now: Instant; house: House }): Promise<Window> {
  const { issueKey, now, house } = input;
  const cutOff = lastCutOff(await issues.newest(LOOK_BACK), issueKey);
  const since = house.since ? at(house.since, '00:00') : null;
  return coverageWindow({ issueDay: issueKey, now, lastCutOff: cutOff, since });
}

/** What was gathered for a window: the sources line, the report and the proof box are made of it. */
async function gatheredFor(
  ports: Pick<DraftPorts, 'visits' | 'entries'>,
  input: { house: House; window: Window; pool: Pool },
): Promise<Gathered> {
  const visits = new Map((await ports.visits.all()).map((visit) => [visit.sourceId, visit]));
  // What a person has paused is not missed.
  const sources = input.house.sources.filter((source) => !isPaused(source, dayOf(input.window.to)));
  const missing = sources.flatMap((source) => missingOf(source, visits.get(source.id) ?? null, input.window.to));
  return {
    sources: sources.length,
    read: sources.length - missing.length,
    missing,
    entries: await countEntries(ports.entries, input.house.sources, input.window),
    articles: input.pool.articles,
    stories: input.pool.judged.length,
  };
}
