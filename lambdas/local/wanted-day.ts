import { seedCalendar } from '../core/calendar/calendar.ts';
import { type Day, dayOf, fromMillis } from '../core/calendar/instant.ts';
import { issueDay, nextIssueDay } from '../core/calendar/issue-day.ts';

/** The issue's day and what to say about it, or why there is none. */
export type WantedDay =
  | { readonly kind: 'day'; readonly day: Day; readonly note: string | null }
  | { readonly kind: 'no-issue'; readonly message: string };

/** The day asked for; else today in Viet Nam, or the next issue day, which is said. */
export function wantedDay(asked: Day | null, nowMillis: number): WantedDay {
  const calendar = seedCalendar();
  if (asked === null) {
    const today = dayOf(fromMillis(nowMillis));
    const day = nextIssueDay(today, calendar);
    const status = issueDay(today, calendar);
    const note = status.kind === 'no-issue' ? `${today} has no issue (${status.reason}); the next one is ${day}` : null;
    return { kind: 'day', day, note };
  }
  const status = issueDay(asked, calendar);
  if (status.kind === 'no-issue') return { kind: 'no-issue', message: `${asked} has no issue: ${status.reason}` };
  const note = status.confirmed ? null : `${asked}: ${status.note}`;
  return { kind: 'day', day: asked, note };
}
