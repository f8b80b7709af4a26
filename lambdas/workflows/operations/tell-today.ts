import { at, type Day, dayOf, type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import { issueDay } from '../../core/calendar/issue-day.ts';
import { isWorkedOn } from '../../core/issue/issue.ts';
import { isCanarySilent } from '../../core/mailing/canary.ts';
import { newsOfLetters } from '../../core/operations/letters.ts';
import { needsLook } from '../../core/operations/needs-person.ts';
import type { DayRounds } from '../../core/operations/round.ts';
import { type StandingOfToday, standingOf } from '../../core/operations/standing.ts';
import { isPriority } from '../../core/sources/priority.ts';
import { isPaused } from '../../core/sources/source.ts';
import { HOURS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeadLetters } from '../../ports/dead-letters.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { draftKey } from '../editing/desk-draft.ts';
import { keepTold, readRounds, readTold } from '../gathering/rounds.ts';
import { type HealthPorts, sourceHealth } from '../gathering/source-health.ts';
import { canaryOf } from '../mailing/canary-rows.ts';
import { loadHouse } from '../settings/house.ts';

/** What {@link standingOfToday} needs of the world; it only reads. */
interface TellPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly issues: IssueRegister;
}

/** How today's issue stands, from three reads, and a fourth while its draft is worked on: a row alone is nothing an editor can open. */
export async function standingOfToday(ports: TellPorts): Promise<StandingOfToday> {
  const now = ports.clock.now();
  const today = dayOf(now);
  const { calendar } = await loadHouse(ports.newsroom);
  const hasIssue = issueDay(today, calendar).kind === 'issue-day';
  const issue = hasIssue ? await ports.issues.get(today) : null;
  const isAsked = issue !== null && isWorkedOn(issue);
  const hasDraft = isAsked && (await ports.newsroom.get(draftKey(today))) !== null;
  return standingOf({ now, hasIssue, issue, hasDraft });
}

/** What hearing of the house's own copies needs of the world. */
interface CanaryPorts {
  readonly clock: Clock;
  readonly ledger: Pick<DeliveryLedger, 'mailing' | 'delivery'>;
  readonly issues: IssueRegister;
}

/** What was told, by the name of its metric. */
export interface TodayTold {
  readonly issueKey: Day;
  /** 1 or 0, and the number of priority papers in trouble; while letters are dead also how many of them are news. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** A watchman comes every quarter of an hour; whoever missed three is not there. */
const WATCH_MS = 45 * 60_000;

/** Tells how today stands and how many dead letters are news, and writes down in which queues; the watchman's last round says whether readers can search. */
export async function tellToday(
  ports: TellPorts & HealthPorts & CanaryPorts & { readonly deadLetters: DeadLetters },
): Promise<TodayTold> {
  const now = ports.clock.now();
  const issueKey = dayOf(now);
  const [today, rounds, trouble, deadLetters, isHeard, told] = await Promise.all([
    standingOfToday(ports),
    readRounds(ports.newsroom, issueKey),
    priorityTrouble(ports),
    ports.deadLetters.count(),
    isCanaryHeard(ports, issueKey),
    readTold(ports.newsroom),
  ]);
  const { news, heard } = newsOfLetters({
    now,
    letters: deadLetters,
    before: told?.heard ?? null,
    reminder: HOURS.mailed,
  });
  const written = { version: 1, at: now, deadLetters: { ...deadLetters } } as const;
  await keepTold(ports.newsroom, heard === null ? written : { ...written, heard });
  const metrics = {
    DraftReady: Number(today.drafted),
    IssueApproved: Number(today.approved),
    MailingFinished: Number(today.mailed),
    CanaryHeard: Number(isHeard),
    SearchUpToDate: Number(isSearchKept(rounds, now)),
    PriorityTrouble: trouble.length,
    ...(news === null ? {} : { DeadLetters: news }),
  };
  return { issueKey, metrics };
}

/** Whether a watchman who is still there found every index up to date; he is given the first minutes of a day. */
function isSearchKept(rounds: DayRounds | null, now: Instant): boolean {
  const lastAt = rounds?.lastAt ?? at(dayOf(now), '00:00');
  return (rounds?.isSearchable ?? true) && !isBefore(shift(lastAt, WATCH_MS), now);
}

/** Whether nothing is wrong with the house's own copies of what is mailed on the day. */
async function isCanaryHeard({ clock, ledger, issues }: CanaryPorts, day: Day): Promise<boolean> {
  return !isCanarySilent(await canaryOf({ ledger, issues }, { day, due: at(day, HOURS.mailed), now: clock.now() }));
}

/** Papers without which no draft is whole and at which a person should look, by their ids. */
async function priorityTrouble(ports: HealthPorts): Promise<string[]> {
  const now = ports.clock.now();
  const states = await sourceHealth(ports);
  return states
    .filter(({ source }) => isPriority(source) && !isPaused(source, dayOf(now)))
    .filter((state) => needsLook(state, now))
    .map(({ source }) => source.id);
}
