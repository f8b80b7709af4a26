import { at, type Day, type Instant, isBefore, shift } from '../calendar/instant.ts';
import type { Issue, IssueState } from '../issue/issue.ts';
import { type CanaryStanding, isCanarySilent, readersOf } from '../mailing/canary.ts';
import type { Mailing } from '../mailing/mailing.ts';
import type { Visit } from '../sources/visit.ts';
import type { Check, MailingStanding, SourceTrouble, Standing } from './check.ts';
import type { DayRounds, Told } from './round.ts';

/** The hours of the day by which its steps are done, `HH:MM`; the alarms go by the same. */
export interface DayHours {
  readonly gather: string;
  readonly draft: string;
  readonly approved: string;
  readonly mailed: string;
}

/** Everything {@link checksOf} looks at. */
export interface DayFacts {
  readonly now: Instant;
  readonly day: Day;
  readonly hours: DayHours;
  readonly hasIssue: boolean;
  readonly issue: Issue | null;
  readonly clippings: number | null;
  readonly draftedAt: Instant | null;
  readonly mailing: Mailing | null;
  /** What the house's own copies tell of it. */
  readonly canary: CanaryStanding;
  /** What keeps the mailing from sending although it is neither paused nor done, as its own rules have it. */
  readonly hindrance: 'disarmed' | 'stale' | null;
  readonly sources: readonly { readonly visit: Visit | null }[];
  readonly troubles: readonly SourceTrouble[];
  /** The newest day the watchman wrote down; null: none, today or yesterday. */
  readonly rounds: DayRounds | null;
  /** What was told last; null: nothing. */
  readonly told: Told | null;
}

const MINUTE_MS = 60_000;
/** What begins at an hour is not there at that hour. */
const BEGINNING_MS = 10 * MINUTE_MS;
/** Sources are asked for every two hours by day. */
const VISITS_APART_MS = 3 * 60 * MINUTE_MS;
/** The watchman comes every quarter of an hour, and how today stands is told every five minutes. */
const WATCHMAN_MS = 20 * MINUTE_MS;

const APPROVED: ReadonlySet<IssueState> = new Set([
  'approved',
  'published',
  'mailing',
  'sent',
  'corrected',
  'withdrawn',
]);
const MAILED: ReadonlySet<IssueState> = new Set(['sent', 'corrected', 'withdrawn']);

/** The lines of today, in the order of the day; what is watched beside it comes last. */
export function checksOf(facts: DayFacts): Check[] {
  return [
    gathering(facts),
    draft(facts),
    approval(facts),
    publication(facts),
    mailing(facts),
    canary(facts),
    sources(facts),
    deadLetters(facts),
    watchman(facts),
    search(facts),
    zalo(facts),
  ];
}

function judged(standing: Standing, article: string) {
  if (standing === 'late') return { standing, act: 'call-operator', article } as const;
  return { standing, act: standing === 'waiting' ? 'wait' : 'nothing', article: null } as const;
}

function gathering({ now, day, hours, sources: all }: DayFacts): Check {
  const due = at(day, hours.gather);
  const times = all.flatMap(({ visit }) => (visit ? [visit.visitedAt] : []));
  const lastVisitAt = times.toSorted((a, b) => (isBefore(a, b) ? 1 : -1))[0] ?? null;
  const visited = times.filter((time) => !isBefore(time, due)).length;
  const begun = shift(due, 3 * BEGINNING_MS);
  const longAgo = shift(now, -VISITS_APART_MS);
  const needed = isBefore(now, shift(due, VISITS_APART_MS)) ? due : longAgo;
  const isQuiet = lastVisitAt === null || isBefore(lastVisitAt, needed);
  const standing = isBefore(now, begun) ? 'waiting' : isQuiet && all.length > 0 ? 'late' : 'well';
  return {
    check: 'gathering',
    due,
    lastVisitAt,
    visited,
    sources: all.length,
    ...judged(standing, 'plan-visits-errors'),
  };
}

function draft(facts: DayFacts): Check {
  const { now, day, hours, issue, clippings, draftedAt } = facts;
  const due = at(day, hours.draft);
  const rest = { check: 'draft', due, at: draftedAt, clippings } as const;
  if (isOff(facts)) return { ...rest, ...judged('not-today', 'no-draft') };
  if (issue !== null) return { ...rest, ...judged('well', 'no-draft') };
  return { ...rest, ...judged(isBefore(now, shift(due, BEGINNING_MS)) ? 'waiting' : 'late', 'no-draft') };
}

function approval(facts: DayFacts): Check {
  const { now, day, hours, issue } = facts;
  const due = at(day, hours.approved);
  const given = issue?.approval ?? null;
  const rest = { check: 'approval', due, at: given?.at ?? null, by: given?.name ?? null } as const;
  if (isOff(facts)) return { ...rest, ...judged('not-today', 'not-approved') };
  if (issue !== null && APPROVED.has(issue.state)) return { ...rest, ...judged('well', 'not-approved') };
  if (isBefore(now, due)) return { ...rest, ...judged('waiting', 'not-approved') };
  return { ...rest, standing: 'late', act: issue === null ? 'call-operator' : 'approve', article: 'not-approved' };
}

function publication(facts: DayFacts): Check {
  const { now, issue } = facts;
  const rest = { check: 'publication', at: issue?.publishedAt ?? null } as const;
  const article = 'publish-issue-errors';
  if (isOff(facts)) return { ...rest, ...judged('not-today', article) };
  if (issue?.publishedAt) return { ...rest, ...judged('well', article) };
  const isLate = issue?.approval && !isBefore(now, shift(issue.approval.at, BEGINNING_MS));
  return { ...rest, ...judged(isLate ? 'late' : 'waiting', article) };
}

function mailing(facts: DayFacts): Check {
  const { now, day, hours, issue } = facts;
  const due = at(day, hours.mailed);
  const state = mailingState(facts);
  const rest = {
    check: 'mailing',
    due,
    at: issue?.sentAt ?? null,
    state,
    from: issue?.mailing?.from ?? null,
    audience: facts.mailing === null ? null : readersOf(facts.mailing),
  } as const;
  if (isOff(facts)) return { ...rest, ...judged('not-today', 'mailing-late') };
  // What a person stopped has come to its end too.
  if (state === 'finished' || (issue !== null && MAILED.has(issue.state)))
    return { ...rest, ...judged('well', 'mailing-late') };
  const act = MAILING_ACTS[state];
  const standing = isBefore(now, latestHour(due, rest.from)) ? 'waiting' : 'late';
  if (act !== undefined) return { ...rest, standing, act, article: 'mailing-late' };
  return { ...rest, ...judged(standing, 'mailing-late') };
}

function canary(facts: DayFacts): Check {
  const rest = { check: 'canary', due: at(facts.day, facts.hours.mailed), state: facts.canary } as const;
  // A monthly may be mailed on a day without a daily.
  const isQuiet = isOff(facts) && !isCanarySilent(facts.canary);
  return { ...rest, ...judged(isQuiet ? 'not-today' : CANARY_STANDINGS[facts.canary], 'canary-silent') };
}

const CANARY_STANDINGS: Readonly<Record<CanaryStanding, Standing>> = {
  'no-mailing': 'waiting',
  none: 'late',
  'on-its-way': 'waiting',
  arrived: 'well',
  held: 'unknown',
  lost: 'late',
};

/** An hour after the hour it was put off to. */
function latestHour(due: Instant, from: Instant | null): Instant {
  const after = from === null ? due : shift(from, 60 * MINUTE_MS);
  return isBefore(after, due) ? due : after;
}

const MAILING_ACTS: Partial<Record<MailingStanding, Check['act']>> = {
  held: 'release-mailing',
  paused: 'resume-mailing',
  disarmed: 'arm',
  stale: 'decide-stale',
  stopped: 'nothing',
};

function mailingState({ now, issue, mailing: opened, hindrance }: DayFacts): MailingStanding {
  if (issue !== null && MAILED.has(issue.state))
    return opened?.state === 'stopped' && issue.state !== 'withdrawn' ? 'stopped' : 'finished';
  if (opened !== null && opened.state !== 'sending') return opened.state;
  if (opened !== null) return hindrance ?? 'sending';
  if (issue?.mailing?.held) return 'held';
  const from = issue?.mailing?.from ?? null;
  if (from !== null && isBefore(now, from)) return 'put-off';
  return hindrance ?? 'none';
}

function sources({ troubles }: DayFacts): Check {
  const grave = troubles.find(({ isPriority, needsLook }) => isPriority && needsLook);
  if (grave)
    return { check: 'sources', troubles, standing: 'late', act: 'look-at-sources', article: 'priority-source' };
  const isTrouble = troubles.some(({ needsLook }) => needsLook);
  return {
    check: 'sources',
    troubles,
    standing: 'well',
    act: isTrouble ? 'look-at-sources' : 'nothing',
    article: null,
  };
}

function deadLetters({ now, told }: DayFacts): Check {
  const isKnown = told !== null && !isBefore(shift(told.at, WATCHMAN_MS), now);
  const queues = Object.entries(isKnown ? told.deadLetters : {})
    .filter(([, letters]) => letters > 0)
    .map(([queue, letters]) => ({ queue, letters }));
  const standing = isKnown ? (queues.length > 0 ? 'late' : 'well') : 'unknown';
  return { check: 'dead-letters', queues, ...judged(standing, `${queues[0]?.queue ?? 'missed-runs'}-dead-letters`) };
}

function watchman({ now, day, rounds }: DayFacts): Check {
  const lastRoundAt = rounds?.lastAt ?? null;
  const found = rounds?.day === day ? rounds.found : [];
  const isAsleep = lastRoundAt === null || isBefore(shift(lastRoundAt, WATCHMAN_MS), now);
  if (isAsleep) return { check: 'watchman', lastRoundAt, found, ...judged('late', 'recover-errors') };
  // What was found was also started again: it is told, and only the alarm of the thing itself asks for a person.
  return { check: 'watchman', lastRoundAt, found, ...judged('well', 'recover-found-work') };
}

function search({ rounds }: DayFacts): Check {
  const isSearchable = rounds?.isSearchable ?? true;
  const standing = rounds === null ? 'unknown' : isSearchable ? 'well' : 'late';
  return { check: 'search', isSearchable, ...judged(standing, 'search-late') };
}

function zalo({ rounds }: DayFacts): Check {
  const parked = rounds?.parked ?? [];
  if (parked.length === 0)
    return { check: 'zalo', parked, ...judged(rounds === null ? 'unknown' : 'well', 'zalo-parked') };
  return { check: 'zalo', parked, standing: 'late', act: 'look-at-zalo', article: 'zalo-parked' };
}

/** No issue by the calendar, or by a person's decision. */
function isOff({ hasIssue, issue }: DayFacts): boolean {
  return (!hasIssue && issue === null) || issue?.declined !== undefined;
}
