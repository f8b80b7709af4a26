import { type Instant, isBefore, shift } from '../calendar/instant.ts';
import { type Issue, type IssueState, isWorkedOn } from '../issue/issue.ts';

/** How today's issue stands: what the alarms on the day listen to. All true on a day without an issue. */
export interface StandingOfToday {
  readonly drafted: boolean;
  readonly approved: boolean;
  readonly mailed: boolean;
}

/** States in which the readers have their copies. */
const MAILED: ReadonlySet<IssueState> = new Set(['sent', 'corrected', 'withdrawn']);
const ALL_WELL: StandingOfToday = { drafted: true, approved: true, mailed: true };
const HOUR_MS = 3_600_000;

/** How an issue day stands at `now`; a person may have decided that it has no issue, or that its mail goes out later. */
export function standingOf(day: {
  readonly now: Instant;
  readonly hasIssue: boolean;
  readonly issue: Issue | null;
  /** That its draft is in the store; asked for only while it is worked on. */
  readonly hasDraft: boolean;
}): StandingOfToday {
  const { now, hasIssue, issue, hasDraft } = day;
  if (!hasIssue || issue?.declined) return ALL_WELL;
  const putOff = issue?.mailing?.from ?? null;
  const isPutOff = putOff !== null && isBefore(now, shift(putOff, HOUR_MS));
  return {
    drafted: issue !== null && (hasDraft || !isWorkedOn(issue)),
    approved: issue !== null && issue.state !== 'drafting',
    mailed: issue !== null && (MAILED.has(issue.state) || isPutOff),
  };
}
