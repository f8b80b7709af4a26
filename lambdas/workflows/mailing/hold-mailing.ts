import { at, dayOf, type Instant, isBefore } from '../../core/calendar/instant.ts';
import type { Issue } from '../../core/issue/issue.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { HOURS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import { advanceIssue } from '../advance-issue.ts';

/** The hour from which on an issue is mailed that nobody puts off, `HH:MM`. */
export const MAILING_HOUR = HOURS.mailing;

/** `hold`: it is not mailed until somebody lets it go; `schedule`: mailed from a later hour of the same day on. */
export type HoldWish = { readonly kind: 'hold' | 'release' } | { readonly kind: 'schedule'; readonly hour: string };

/**
 * `not-now`: its mailing has begun, or it was never approved; `bad-hour`: no hour of the same day that is still to come and
 * after the ordinary one.
 */
export type HoldOutcome = { readonly kind: 'done' | 'not-now' | 'bad-hour' | 'changed' };

/** Whether the mailing of an issue is still to begin, so that it can be held or put off. */
export function isBeforeMailing({ state }: Issue): boolean {
  return state === 'approved' || state === 'published';
}

/** Holds, releases or puts off a mailing that has not begun: one write of the register, conditional on its turn. */
export async function holdMailing(
  ports: { readonly issues: IssueRegister; readonly clock: Clock },
  { issueKey, wish }: { readonly issueKey: IssueKey; readonly wish: HoldWish },
): Promise<HoldOutcome> {
  const issue = await ports.issues.get(issueKey);
  if (!issue || !isBeforeMailing(issue)) return { kind: 'not-now' };
  const mailing = mailingOf(wish, ports.clock.now());
  if (mailing === null) return { kind: 'bad-hour' };
  const written = await advanceIssue(ports.issues, { ...issue, mailing, turn: issue.turn + 1 });
  return { kind: written ? 'done' : 'changed' };
}

function mailingOf(wish: HoldWish, now: Instant): NonNullable<Issue['mailing']> | null {
  if (wish.kind !== 'schedule') return { held: wish.kind === 'hold', from: null };
  if (!/^([01]\d|2[0-3]):[0-5]\d$/u.test(wish.hour) || wish.hour <= MAILING_HOUR) return null;
  const from = at(dayOf(now), wish.hour);
  return isBefore(now, from) ? { held: false, from } : null;
}
