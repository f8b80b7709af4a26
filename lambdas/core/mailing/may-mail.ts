import { at, type Day, dayOf, type Instant, isBefore, latest, shift } from '../calendar/instant.ts';
import type { Issue } from '../issue/issue.ts';
import type { Mailing } from './mailing.ts';
import type { MailingPolicy } from './policy.ts';

/** Whether an issue's mailing may be planned. */
export type MayPlan =
  | { readonly kind: 'may-plan' }
  | { readonly kind: 'not-published' }
  | { readonly kind: 'already' }
  /** An approver holds it back. */
  | { readonly kind: 'held' }
  | { readonly kind: 'too-early'; readonly due: Instant }
  | { readonly kind: 'stale'; readonly due: Instant };

/** Only a published issue, from the mailing time or its publication on (whichever is later), and while it is news. */
export function mayPlan(issue: Issue | null, now: Instant, policy: MailingPolicy): MayPlan {
  if (issue === null || issue.publishedAt === null) return { kind: 'not-published' };
  if (issue.state === 'mailing' || issue.state === 'sent') return { kind: 'already' };
  // What is being corrected or taken out of it is not mailed as it was: the archive shows it first.
  if (issue.state !== 'published' || issue.pending) return { kind: 'not-published' };
  if (issue.mailing?.held) return { kind: 'held' };
  const due = mailingDue(issue, issue.publishedAt, policy.mailingTime);
  if (isBefore(now, due)) return { kind: 'too-early', due };
  const isStale = isBefore(shift(newsSince(issue, due, policy.mailingTime), policy.freshMs), now);
  return isStale ? { kind: 'stale', due } : { kind: 'may-plan' };
}

/**
 * From when on an issue grows old: a person's last word on it counts, not its publication, which comes days late where the
 * house was down. A daily is news from the mailing hour of its day, a monthly from that of the day it was approved.
 */
function newsSince(issue: Issue, due: Instant, hour: string): Instant {
  if (issue.approval === null) return due;
  const day = issue.edition === 'daily' ? issue.issueKey : dayOf(issue.approval.at);
  const decided = latest(at(day, hour), issue.approval.at);
  return issue.mailing?.from ? latest(decided, issue.mailing.from) : decided;
}

/** From when on a published issue may be mailed: the mailing hour, its publication or the hour it was put off to. */
function mailingDue(issue: Issue, publishedAt: Instant, hour: string): Instant {
  const due = latest(at(mailingDay(issue, publishedAt), hour), publishedAt);
  return issue.mailing?.from ? latest(due, issue.mailing.from) : due;
}

/** A daily goes out on its day; a monthly, whose month is no day, on the day it was published. */
export function mailingDay({ edition, issueKey }: Issue, publishedAt: Instant): Day {
  return edition === 'daily' ? issueKey : dayOf(publishedAt);
}

/** Whether a mailing may write to anybody at this moment. */
export type MaySend =
  | { readonly kind: 'may-send'; readonly mailing: Mailing }
  | { readonly kind: 'not-sending'; readonly why: NotSending };

/** What keeps a mailing from writing to anybody. */
export type NotSending = 'no-mailing' | 'paused' | 'stopped' | 'finished' | 'disarmed' | 'stale';

/** Only a mailing that is sending, armed and not older than a day, counted from the last time a person let it go. */
export function maySend(mailing: Mailing | null, now: Instant, policy: MailingPolicy): MaySend {
  if (mailing === null) return { kind: 'not-sending', why: 'no-mailing' };
  if (mailing.state !== 'sending') return { kind: 'not-sending', why: mailing.state };
  if (!mailing.armed) return { kind: 'not-sending', why: 'disarmed' };
  const isStale = isBefore(
    shift(latest(mailing.startedAt, mailing.renewedAt ?? mailing.startedAt), policy.freshMs),
    now,
  );
  return isStale ? { kind: 'not-sending', why: 'stale' } : { kind: 'may-send', mailing };
}
