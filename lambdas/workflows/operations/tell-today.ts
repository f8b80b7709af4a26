import { at, type Day, dayOf } from '../../core/calendar/instant.ts';
import { issueDay } from '../../core/calendar/issue-day.ts';
import { isCanarySilent } from '../../core/mailing/canary.ts';
import { needsLook } from '../../core/operations/needs-person.ts';
import { type StandingOfToday, standingOf } from '../../core/operations/standing.ts';
import { isPriority } from '../../core/sources/priority.ts';
import { isPaused } from '../../core/sources/source.ts';
import { HOURS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeadLetters } from '../../ports/dead-letters.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { keepTold, readRounds } from '../gathering/rounds.ts';
import { type HealthPorts, sourceHealth } from '../gathering/source-health.ts';
import { canaryOf } from '../mailing/canary-rows.ts';
import { loadHouse } from '../settings/house.ts';

/** What {@link standingOfToday} needs of the world; it only reads. */
interface TellPorts {
  readonly clock: Clock;
  readonly newsroom: ObjectStore;
  readonly issues: IssueRegister;
}

/** How today's issue stands, from three reads. */
export async function standingOfToday(ports: TellPorts): Promise<StandingOfToday> {
  const now = ports.clock.now();
  const today = dayOf(now);
  const { calendar } = await loadHouse(ports.newsroom);
  const hasIssue = issueDay(today, calendar).kind === 'issue-day';
  return standingOf({ now, hasIssue, issue: hasIssue ? await ports.issues.get(today) : null });
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
  /** 1 or 0, and the number of priority papers in trouble; told whatever they are. */
  readonly metrics: Readonly<Record<string, number>>;
  /** Told when they are not 0. */
  readonly findings: { readonly DeadLetters: number };
}

/** Tells how today stands and how many letters are dead, and writes down in which queues; the watchman's last round says whether readers can search. */
export async function tellToday(
  ports: TellPorts & HealthPorts & CanaryPorts & { readonly deadLetters: DeadLetters },
): Promise<TodayTold> {
  const now = ports.clock.now();
  const issueKey = dayOf(now);
  const [today, rounds, trouble, deadLetters, isHeard] = await Promise.all([
    standingOfToday(ports),
    readRounds(ports.newsroom, issueKey),
    priorityTrouble(ports),
    ports.deadLetters.count(),
    isCanaryHeard(ports, issueKey),
  ]);
  await keepTold(ports.newsroom, { version: 1, at: now, deadLetters: { ...deadLetters } });
  const metrics = {
    DraftReady: Number(today.drafted),
    IssueApproved: Number(today.approved),
    MailingFinished: Number(today.mailed),
    CanaryHeard: Number(isHeard),
    SearchUpToDate: Number(rounds?.isSearchable ?? true),
    PriorityTrouble: trouble.length,
  };
  const findings = { DeadLetters: Object.values(deadLetters).reduce((sum, count) => sum + count, 0) };
  return { issueKey, metrics, findings };
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
