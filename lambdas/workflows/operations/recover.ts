import { addDays, at, dayOf, type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import { issueDay } from '../../core/calendar/issue-day.ts';
import type { Issue } from '../../core/issue/issue.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { mailingDay, mayPlan } from '../../core/mailing/may-mail.ts';
import { MAILING_POLICY } from '../../core/mailing/policy.ts';
import type { StandingOfToday } from '../../core/operations/standing.ts';
import { HOURS, NEWSROOM_KEYS } from '../../names.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRequest, ShardRequest, VisitRequest, WorkQueue } from '../../ports/work-queue.ts';
import { type ApprovePorts, finishApproval } from '../editing/approve-issue.ts';
import { loadDraft } from '../editing/desk-draft.ts';
import { type DraftPorts, draftIssue } from '../editing/draft-issue.ts';
import { type OrphanedVisits, orphanedVisits } from '../gathering/orphaned-visits.ts';
import { decisionsKey, keepDecisions } from '../learning/keep-decisions.ts';
import { type LateMailing, unfinishedMailing } from '../mailing/unfinished-mailing.ts';
import { finishMonthlyApproval } from '../monthly/approve-monthly.ts';
import { loadMonthlyDraft } from '../monthly/monthly-files.ts';
import { type LateOrder, lateOrders } from '../publishing/late-orders.ts';
import { type LateSearch, lateSearch } from '../publishing/late-search.ts';
import { loadHouse } from '../settings/house.ts';
import { type Hindrance, inTurn, type Piece } from './in-turn.ts';
import { type MissedDay, missedDays } from './missed-days.ts';
import { missingMonthlies } from './missing-monthlies.ts';
import { standingOfToday } from './tell-today.ts';

/** What {@link recover} needs of the world. */
export interface RecoverPorts extends DraftPorts, ApprovePorts {
  readonly ledger: DeliveryLedger;
  readonly planMailing: WorkQueue<IssueRequest>;
  readonly deliver: WorkQueue<ShardRequest>;
  readonly gather: WorkQueue<VisitRequest>;
}

/** From which hour of the day a step is missed, Viet Nam time. */
export interface Deadlines {
  /** `HH:MM` the draft is laid out. */
  readonly draft: string;
  /** `HH:MM` the mailing begins at the earliest. */
  readonly mailing: string;
  /** `HH:MM` the monthly is laid out, on its day of the month. */
  readonly monthly: string;
}

/** The ordinary day. */
export const DEADLINES: Deadlines = HOURS;

/** What should exist and did not; each was started again. */
export type Found =
  | LateOrder
  | LateSearch
  | MissedDay
  | OrphanedVisits
  | { readonly kind: 'missing-draft'; readonly issueKey: IssueKey }
  | { readonly kind: 'unfinished-approval'; readonly issueKey: IssueKey }
  | { readonly kind: 'unpublished'; readonly issueKey: IssueKey }
  /** What the editors had decided was not kept for learning yet. */
  | { readonly kind: 'unkept-decisions'; readonly issueKey: IssueKey }
  | { readonly kind: 'unplanned-mailing'; readonly issueKey: IssueKey }
  | LateMailing;

/** Issues looked back on. */
const LOOK_BACK = 10;
const MONTHLIES = 3;
/** Work younger than this is still somebody else's. */
const GRACE_MS = 10 * 60_000;
const DAY_MS = 24 * 3_600_000;

/** What a round found, and how today's issue stands (true on a day without one): the heartbeats of the alarms. */
export interface Watch {
  readonly found: readonly Found[];
  /** Nothing is well as long as it could not be read. */
  readonly today: StandingOfToday;
  /** Whether readers can search all they can read, as far as could be seen. */
  readonly isSearchable: boolean;
}

/** Something stood in the way of a round; the rest of it was done, see `watch`. The first error is its cause. */
export class RoundHinderedError extends Error {
  override readonly name = 'RoundHinderedError';
  readonly watch: Watch;
  readonly hindered: readonly Hindrance[];

  constructor(watch: Watch, hindered: readonly Hindrance[]) {
    super(`hindered: ${hindered.map(({ what }) => what).join(', ')}`, { cause: hindered[0]?.error });
    this.watch = watch;
    this.hindered = hindered;
  }
}

/**
 * Finds from state, never from events, what should exist and does not, and starts it again. Starting twice is harmless. One damaged
 * draft, setting or row keeps nothing else from being found: what failed is thrown at the end, as {@link RoundHinderedError}.
 */
export async function recover(ports: RecoverPorts, deadlines: Deadlines): Promise<Watch> {
  const before = await ports.issues.newest(LOOK_BACK);
  const monthlies = await ports.issues.newest(MONTHLIES, 'monthly');
  const found: Found[] = [];
  let today: StandingOfToday = { drafted: false, approved: false, mailed: false };
  let isSearchable = false;
  const looking = (what: string, look: () => Promise<readonly Found[]>): Piece => [
    what,
    async () => void found.push(...(await look())),
  ];
  const hindered = await inTurn([
    looking('draft', () => missingDraft(ports, before, deadlines)),
    looking('monthly draft', () => missingMonthlies(ports, before, deadlines)),
    ...[...before, ...monthlies].map((issue) =>
      looking(`issue ${issue.issueKey}`, async () => [(await lateWork(ports, issue, deadlines)) ?? []].flat()),
    ),
    looking('missed days', () => missedDays(ports, before)),
    looking('visits', () => orphanedVisits(ports)),
    looking('orders', () => lateOrders(ports, GRACE_MS)),
    looking('decisions', () => unkeptDecisions(ports, before)),
    looking('search', async () => {
      const late = await lateSearch(ports, GRACE_MS);
      isSearchable = late.length === 0;
      return late;
    }),
    [
      'today',
      async () => {
        today = await standingOfToday(ports);
      },
    ],
  ]);
  const watch = { found, today, isSearchable };
  if (hindered.length > 0) throw new RoundHinderedError(watch, hindered);
  return watch;
}

/** Only today's: a draft for a day that is over would be stale news, and its articles belong to today's window. */
async function missingDraft(ports: RecoverPorts, issues: readonly Issue[], deadlines: Deadlines): Promise<Found[]> {
  const now = ports.clock.now();
  const today = dayOf(now);
  const { calendar } = await loadHouse(ports.newsroom);
  const isDue = issueDay(today, calendar).kind === 'issue-day' && isBefore(at(today, deadlines.draft), now);
  if (!isDue) return [];
  const hasRow = issues.some((issue) => issue.issueKey === today);
  // Asked also where there is a row: its draft may be gone.
  const { kind } = await draftIssue(ports, { issueKey: today });
  return hasRow && kind !== 'drafted' ? [] : [{ kind: 'missing-draft', issueKey: today }];
}

async function lateWork(ports: RecoverPorts, issue: Issue, deadlines: Deadlines): Promise<Found | null> {
  const now = ports.clock.now();
  const { issueKey } = issue;
  switch (issue.state) {
    case 'drafting':
      return unfinishedApproval(ports, issue);
    case 'approved': {
      if (!issue.approval || isBefore(now, shift(issue.approval.at, GRACE_MS))) return null;
      await ports.publish.send({ issueKey });
      return { kind: 'unpublished', issueKey };
    }
    case 'published': {
      const day = mailingDay(issue, issue.publishedAt ?? now);
      if (issue.mailing?.held) return null;
      const putOff = issue.mailing?.from ?? null;
      if (putOff !== null) return putOffMailing(ports, issueKey, putOff);
      const due = at(day, deadlines.mailing);
      // An issue older than a day is never sent by itself: planMailing refuses it, so it is not offered again.
      const fresh = isBefore(now, at(addDays(day, 1), deadlines.mailing));
      if (!fresh || isBefore(now, shift(due, GRACE_MS))) return null;
      // As is a monthly that was approved long before it was published.
      if (mayPlan(issue, now, MAILING_POLICY).kind === 'stale') return null;
      await ports.planMailing.send({ issueKey });
      return { kind: 'unplanned-mailing', issueKey };
    }
    case 'mailing':
    // Somebody may have had readers of it written to once more.
    case 'sent':
      return unfinishedMailing(ports, issueKey, GRACE_MS);
    default:
      return null;
  }
}

/** A mailing that was put off begins at its hour: nobody was late, so nothing is told. Older than a day it is never sent. */
async function putOffMailing(ports: RecoverPorts, issueKey: IssueKey, from: Instant): Promise<Found | null> {
  const now = ports.clock.now();
  if (isBefore(now, from) || isBefore(shift(from, DAY_MS), now)) return null;
  await ports.planMailing.send({ issueKey });
  return isBefore(now, shift(from, 3 * GRACE_MS)) ? null : { kind: 'unplanned-mailing', issueKey };
}

async function unfinishedApproval(ports: RecoverPorts, { edition, issueKey }: Issue): Promise<Found | null> {
  const isLate = (sealed: { readonly at: Instant } | undefined): boolean =>
    sealed !== undefined && !isBefore(ports.clock.now(), shift(sealed.at, GRACE_MS));
  if (edition === 'monthly') {
    const monthly = await loadMonthlyDraft(ports.newsroom, issueKey);
    if (!monthly || !isLate(monthly.value.sealed)) return null;
    await finishMonthlyApproval(ports, monthly.value);
    return { kind: 'unfinished-approval', issueKey };
  }
  const draft = await loadDraft(ports.newsroom, issueKey);
  if (!draft || !isLate(draft.value.sealed)) return null;
  await finishApproval(ports, draft.value);
  await keepDecisions(ports, draft.value);
  return { kind: 'unfinished-approval', issueKey };
}

/** After everything that readers wait for. An issue whose draft is gone or was never sealed has nothing to keep. */
async function unkeptDecisions(ports: RecoverPorts, issues: readonly Issue[]): Promise<Found[]> {
  const kept = new Set(await ports.newsroom.list(NEWSROOM_KEYS.decisions));
  const found: Found[] = [];
  for (const { issueKey, approval } of issues) {
    const isLate = approval !== null && !isBefore(ports.clock.now(), shift(approval.at, GRACE_MS));
    if (!isLate || kept.has(decisionsKey(issueKey))) continue;
    const draft = await loadDraft(ports.newsroom, issueKey);
    if (draft && (await keepDecisions(ports, draft.value)) === 'kept')
      found.push({ kind: 'unkept-decisions', issueKey });
  }
  return found;
}
