import type { FunctionName } from '../../lambdas/names.ts';
import type { Assumptions, Work } from './data.ts';

/** How often a function runs in a month, how often its measured work is done in all of them, and how long it only waits. */
export interface Runs {
  readonly invocations: number;
  /** Times the measured work of one invocation: a batch of eight events does it eight times. */
  readonly works: number;
  /** Seconds in the month spent waiting for others than AWS. */
  readonly waiting: number;
}

/** People in an audience shard; one delivery message leads through one. */
const SHARD = 250;
/** Seconds of a delivery's five minutes that are used before it asks for itself again. */
const DELIVERY_SECONDS = 270;

/** What every function does in a month for so many readers; one that is not told of here runs once a day. */
export function runsOf(readers: number, given: Assumptions): Readonly<Partial<Record<FunctionName, Runs>>> {
  const { days, issues } = given;
  const mails = readers * issues;
  const events = mails * given.eventsPerMail;
  const visits = given.sources * given.visitsPerSourceDay * days;
  const waiting = sendingSeconds(readers, given);
  const sends = Math.max(Math.ceil(mails / SHARD), Math.ceil(waiting / DELIVERY_SECONDS));
  return {
    'plan-visits': often(given.visitsPerSourceDay * days),
    'visit-source': { invocations: visits, works: visits, waiting: readingSeconds(given) },
    learn: often(days),
    'draft-issue': often(2 * days),
    desk: often(given.deskPagesPerIssue * issues),
    'publish-issue': often(issues),
    'post-zalo': often(issues),
    'plan-mailing': often(issues + days),
    'deliver-mail': { invocations: sends, works: sends, waiting },
    'record-mail-event': { invocations: Math.ceil(events / given.eventsPerBatch), works: events, waiting: 0 },
    subscriptions: often(Math.ceil(readers / 50)),
    'ask-reader': often(Math.ceil(readers / 50)),
    recover: often(given.recoverRunsPerDay * days),
    // Every five minutes.
    'tell-today': often(288 * days),
  };
}

/** Milliseconds of one measured work at the memory it is deployed with: a processor's share, and AWS's answers one by one. */
export function workMillis(work: Work, memory: number, given: Assumptions): number {
  if (work.invocations === 0) return 0;
  const asked = Object.values(work.requests).reduce((sum, each) => sum + each, 0) / work.invocations;
  return (work.cpuMillis / work.invocations) * Math.max(1, ONE_PROCESSOR / memory) + asked * given.awsMillis;
}

/** MB of memory that come with one processor. */
const ONE_PROCESSOR = 1769;

/** Runs that wait for nobody but AWS. */
export function often(times: number): Runs {
  return { invocations: times, works: times, waiting: 0 };
}

/** Papers are read one request at a time, with a gap between two. */
function readingSeconds({ days, sources, ...given }: Assumptions): number {
  const asked = given.visitsPerSourceDay * given.listingsPerVisit + given.articlesPerSourceDay;
  const each = asked * (given.latencySeconds + given.gapSeconds) - given.visitsPerSourceDay * given.gapSeconds;
  return days * sources * each;
}

/** Two deliverers wait together for the mail service's rate. */
function sendingSeconds(readers: number, { issues, mailsPerSecond }: Assumptions): number {
  const deliverers = readers > SHARD ? 2 : 1;
  return (issues * readers * deliverers) / mailsPerSecond;
}
