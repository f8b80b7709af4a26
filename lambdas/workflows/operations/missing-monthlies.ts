import { addDays, at, dayOf, isBefore, shift } from '../../core/calendar/instant.ts';
import { type Issue, isWorkedOn } from '../../core/issue/issue.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import type { Month } from '../../core/monthly/monthly-content.ts';
import { monthOf } from '../../core/monthly/setting.ts';
import { draftMonthly, type MonthlyDraftPorts, monthlyDraftDay } from '../monthly/draft-monthly.ts';

/** A month without a draft, which has one now. */
interface MissingMonthly {
  readonly kind: 'missing-draft';
  readonly issueKey: IssueKey;
}

/** Days of a month on which the month before is still looked after: its set day may be its last. */
const LOOK_BACK = 7;
/** A run by schedule that is younger is still at work. */
const GRACE_MS = 10 * 60_000;

/**
 * Lays out the draft of a month whose set day has passed, also of the last one, where the house was down from its set day over
 * its end. A house that had no daily in the month has missed nothing of it: it waits for its timetable. `dailies`: the newest.
 */
export async function missingMonthlies(
  ports: MonthlyDraftPorts,
  dailies: readonly Issue[],
  deadlines: { readonly monthly: string },
): Promise<MissingMonthly[]> {
  const now = ports.clock.now();
  const today = dayOf(now);
  const found: MissingMonthly[] = [];
  // In their order: a month begins where the one before ended.
  for (const issueKey of new Set([monthOf(addDays(today, -LOOK_BACK)), monthOf(today)])) {
    const row = await ports.issues.get(issueKey);
    if (row !== null && !isWorkedOn(row)) continue;
    const wasAtWork = dailies.some((daily) => daily.issueKey.startsWith(issueKey));
    if (!wasAtWork && issueKey !== monthOf(today)) continue;
    const setDay = await monthlyDraftDay(ports.newsroom, issueKey);
    const day = wasAtWork || today < setDay ? setDay : today;
    if (isBefore(now, shift(at(day, deadlines.monthly), GRACE_MS))) continue;
    if (await isDrafted(ports, issueKey)) found.push({ kind: 'missing-draft', issueKey });
  }
  return found;
}

async function isDrafted(ports: MonthlyDraftPorts, issueKey: Month): Promise<boolean> {
  return (await draftMonthly(ports, { issueKey })).kind === 'drafted';
}
