import type { Day } from '../core/calendar/instant.ts';
import { addDays, at, dayOf, isBefore, shift } from '../core/calendar/instant.ts';
import { issueDay } from '../core/calendar/issue-day.ts';
import type { Issue } from '../core/issue/issue.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryLedger } from '../ports/delivery-ledger.ts';
import type { IssueRegister } from '../ports/newsroom.ts';
import type { IssueRequest, ShardRequest, WorkQueue } from '../ports/work-queue.ts';
import type { House } from './house.ts';

/** What {@link recover} needs of the world. */
export interface RecoverPorts {
  readonly clock: Clock;
  readonly issues: IssueRegister;
  readonly ledger: DeliveryLedger;
  readonly publish: WorkQueue<IssueRequest>;
  readonly planMailing: WorkQueue<IssueRequest>;
  readonly deliver: WorkQueue<ShardRequest>;
}

/** Hours of the day's deadlines, Viet Nam time. */
export interface Timetable {
  /** `HH:MM` the draft is laid out. */
  readonly draft: string;
  /** `HH:MM` the mailing begins at the earliest. */
  readonly mailing: string;
}

/** What should exist and did not; each was started again. `draft-missing` is for the caller, who lays it out. */
export type Found =
  | { readonly kind: 'draft-missing'; readonly issueKey: Day }
  | { readonly kind: 'unpublished'; readonly issueKey: Day }
  | { readonly kind: 'unplanned-mailing'; readonly issueKey: Day }
  | { readonly kind: 'unfinished-mailing'; readonly issueKey: Day; readonly shards: number };

/** Issues looked back on. */
const LOOK_BACK = 10;
/** Work younger than this is still somebody else's. */
const GRACE_MS = 10 * 60_000;

/** Finds from state, never from events, what should exist and does not, and starts it again. Starting twice is harmless. */
export async function recover(ports: RecoverPorts, house: House, timetable: Timetable): Promise<Found[]> {
  const now = ports.clock.now();
  const today = dayOf(now);
  const issues = await ports.issues.newest(LOOK_BACK);
  const found: Found[] = [];
  const isIssueDay = issueDay(today, house.calendar).kind === 'issue-day';
  const draftDue = isIssueDay && isBefore(at(today, timetable.draft), now);
  if (draftDue && !issues.some((issue) => issue.issueKey === today))
    found.push({ kind: 'draft-missing', issueKey: today });
  for (const issue of issues) {
    const late = await lateWork(ports, issue, timetable);
    if (late) found.push(late);
  }
  return found;
}

async function lateWork(ports: RecoverPorts, issue: Issue, timetable: Timetable): Promise<Found | null> {
  const now = ports.clock.now();
  const { issueKey } = issue;
  switch (issue.state) {
    case 'approved': {
      if (!issue.approval || isBefore(now, shift(issue.approval.at, GRACE_MS))) return null;
      await ports.publish.send({ issueKey });
      return { kind: 'unpublished', issueKey };
    }
    case 'published': {
      const due = at(issueKey, timetable.mailing);
      // An issue older than a day is never sent by itself: planMailing refuses it, so it is not offered again.
      const fresh = isBefore(now, at(addDays(issueKey, 1), timetable.mailing));
      if (!fresh || isBefore(now, shift(due, GRACE_MS))) return null;
      await ports.planMailing.send({ issueKey });
      return { kind: 'unplanned-mailing', issueKey };
    }
    case 'mailing':
      return unfinishedMailing(ports, issueKey);
    default:
      return null;
  }
}

async function unfinishedMailing(ports: RecoverPorts, issueKey: Day): Promise<Found | null> {
  const mailing = await ports.ledger.mailing(issueKey);
  if (mailing?.state !== 'sending' || isBefore(ports.clock.now(), shift(mailing.startedAt, GRACE_MS))) return null;
  for (let shard = 0; shard < mailing.shards; shard += 1) await ports.deliver.send({ issueKey, shard });
  return { kind: 'unfinished-mailing', issueKey, shards: mailing.shards };
}
