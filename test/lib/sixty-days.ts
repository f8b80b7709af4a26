import { seedCalendar } from '../../lambdas/core/calendar/calendar.ts';
import { addDays, at, type Day, fromMillis, isBefore, toMillis } from '../../lambdas/core/calendar/instant.ts';
import { issueDay } from '../../lambdas/core/calendar/issue-day.ts';
import { type Issue, newIssue } from '../../lambdas/core/issue/issue.ts';
import { isCanarySilent, judgeCanary } from '../../lambdas/core/mailing/canary.ts';
import type { Delivery } from '../../lambdas/core/mailing/delivery.ts';
import type { Mailing } from '../../lambdas/core/mailing/mailing.ts';
import { standingOf } from '../../lambdas/core/operations/standing.ts';
import { type Datum, seriesOf } from './cloudwatch.ts';

/** The first of the sixty days; weekends, the New Year and Tết lie in them. */
export const FIRST: Day = '2026-12-21';
const DAYS = 60;
/** Where a house of stage `test` counts. */
const OURS = 'DiemBao/test';
const SERVICE = { service: 'diembao' };
const CALENDAR = seedCalendar();

/** The minute since the epoch of a time of a day in Viet Nam. */
export function minuteOf(day: Day, time: string): number {
  return toMillis(at(day, time)) / 60_000;
}

/** When the steps of a day are done (`HH:MM`); null: never. */
export interface DayPlan {
  readonly drafted: string | null;
  readonly approved: string | null;
  readonly sent: string | null;
  /** When the house's own copy arrives; left out: when all are sent; null: never. */
  readonly arrived?: string | null;
  /** The house's own address stands on no list. */
  readonly hasNoCanary?: true;
  readonly putOffTo?: string;
  readonly declined?: true;
}

/** As it mostly is, and as it may be at the worst without anything being wrong. */
export const QUIET: DayPlan = { drafted: '06:01', approved: '07:12', sent: '08:06' };
const BUSY: readonly DayPlan[] = [
  { drafted: '06:04', approved: '07:29', sent: '08:54' },
  { drafted: '06:03', approved: '07:28', sent: '10:40', putOffTo: '10:00' },
  { drafted: '06:02', approved: null, sent: null, declined: true },
];

/** What the house tells of itself, by the name of its metric. */
export function ours(name: string, minute: number, value: number): Datum {
  return { minute, series: seriesOf(OURS, name, SERVICE), value };
}

/** What AWS tells of one of the house's own things. */
export function awsOf(name: string, of: Readonly<Record<string, string>>, datum: Omit<Datum, 'series'>): Datum {
  const namespace = 'FunctionName' in of ? 'AWS/Lambda' : 'QueueName' in of ? 'AWS/SQS' : 'AWS/SES';
  return { ...datum, series: seriesOf(namespace, name, of) };
}

/** The heartbeats of a day that goes as planned, told every five minutes by the rules of the product itself. */
export function heartbeatsOf(
  day: Day,
  plan: DayPlan,
  isTold: (minute: number) => boolean | 'late' = () => true,
): Datum[] {
  const start = minuteOf(day, '00:00');
  const data: Datum[] = [];
  for (let tick = 0; tick < 1440; tick += 5) {
    const told = isTold(tick);
    if (told === false) continue;
    // Started a minute late now and then, and tried again two minutes after a failure.
    const minute = start + tick + (told === 'late' ? 2 : tick % 7 === 0 ? 1 : 0);
    const now = fromMillis(minute * 60_000);
    const hasIssue = issueDay(day, CALENDAR).kind === 'issue-day';
    const today = standingOf({ now, hasIssue, issue: issueAt(day, plan, now), hasDraft: true });
    data.push(
      ours('DraftReady', minute, Number(today.drafted)),
      ours('IssueApproved', minute, Number(today.approved)),
      ours('MailingFinished', minute, Number(today.mailed)),
      ours('CanaryHeard', minute, Number(isCanaryHeard(day, plan, now))),
      ours('SearchUpToDate', minute, 1),
      ours('PriorityTrouble', minute, tick >= 600 && tick < 640 ? 1 : 0),
    );
  }
  // The function that lays it out tells so itself.
  if (plan.drafted !== null) data.push(ours('DraftReady', minuteOf(day, plan.drafted), 1));
  return data;
}

function isCanaryHeard(day: Day, plan: DayPlan, now: string): boolean {
  const startedAt = at(day, plan.putOffTo ?? '08:00');
  const isOpen = plan.approved !== null && plan.sent !== null && !isBefore(now, startedAt);
  const row = { version: 1, issueKey: day, shard: 0, subscriberId: 'a', turn: 3 } as const;
  const arrived = plan.arrived === undefined ? plan.sent : plan.arrived;
  const isThere = arrived !== null && !isBefore(now, at(day, arrived));
  const state: Delivery['state'] = { kind: isThere ? 'delivered' : 'accepted', messageId: 'm', at: now };
  const mailing: Mailing = {
    ...{ version: 1, issueKey: day, fingerprint: 'f', state: 'sending', armed: true, turn: 1 },
    ...{ audience: 9, shards: 1, startedAt, finishedAt: null },
  };
  const rows = plan.hasNoCanary ? [] : [{ ...row, state }];
  return !isCanarySilent(judgeCanary({ mailing: isOpen ? mailing : null, rows, due: at(day, '09:00'), now }));
}

function issueAt(day: Day, plan: DayPlan, now: string): Issue | null {
  const isDone = (time: string | null): boolean => time !== null && !isBefore(now, at(day, time));
  if (!isDone(plan.drafted)) return null;
  const issue = newIssue(day);
  if (plan.declined && isDone('07:20')) return { ...issue, declined: { by: 'e', name: 'H', at: now, why: 'w' } };
  const mailing = plan.putOffTo ? { mailing: { held: false, from: at(day, plan.putOffTo) } } : {};
  const state = isDone(plan.sent) ? 'sent' : isDone(plan.approved) ? 'published' : 'drafting';
  return { ...issue, ...mailing, state };
}

/** Sixty days, every third a busy one: retried crashes, a lost heartbeat, papers in trouble, some bounces. */
export function sixtyDays(): Datum[] {
  return Array.from({ length: DAYS }, (_, number) => {
    const day = addDays(FIRST, number);
    const busy = number % 3 === 2 ? BUSY[Math.floor(number / 3) % BUSY.length] : undefined;
    // One heartbeat in sixty is lost on a quiet day, never two running; on a busy one it fails and is tried again.
    const isLost = (tick: number): boolean => (tick / 5) % 61 === number;
    const heartbeats = heartbeatsOf(day, busy ?? QUIET, (tick) => (isLost(tick) ? (busy ? 'late' : false) : true));
    return [...heartbeats, ...surroundings(day, busy !== undefined)];
  }).flat();
}

/** The span that is played: from the second day on, so that every window has something before it. */
export const SPAN = { from: minuteOf(FIRST, '00:30'), until: minuteOf(addDays(FIRST, DAYS - 1), '23:55') };

function surroundings(day: Day, isBusy: boolean): Datum[] {
  const start = minuteOf(day, '00:00');
  const hours = Array.from({ length: 24 }, (_, hour) => start + hour * 60);
  const visits = hours.flatMap((minute, hour) =>
    // A tenth of the papers refuse foreign addresses day in, day out; on a busy day a quarter is in trouble.
    Array.from({ length: 40 }, (_, paper) =>
      ours('SourceTrouble', minute + 20, Number((paper + hour) % (isBusy ? 4 : 10) === 0)),
    ),
  );
  const rounds = hours.flatMap((minute) =>
    [0, 15, 30, 45].flatMap((each) =>
      ['Recovered', 'BooksUnbalanced', 'ZaloParked'].map((name) => ours(name, minute + each, 0)),
    ),
  );
  const crashes = isBusy ? ['draft-issue', 'publish-issue', 'deliver-mail', 'visit-source', 'desk'] : [];
  const errors = crashes.flatMap((name) =>
    [6, 7].map((after) =>
      awsOf('Errors', { FunctionName: `diembao-test-${name}` }, { minute: start + 360 + after, value: 1 }),
    ),
  );
  const set = { 'ses:configuration-set': 'diembao-test-bulletin' };
  const reputation = hours.flatMap((minute) => [
    awsOf('Reputation.BounceRate', set, { minute, value: isBusy ? 0.025 : 0.008 }),
    awsOf('Reputation.ComplaintRate', set, { minute, value: isBusy ? 0.0006 : 0.0001 }),
  ]);
  return [...visits, ...rounds, ...errors, ...reputation];
}
