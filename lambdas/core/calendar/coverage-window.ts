import type { Window } from '../drafting/draft.ts';
import type { Issue, IssueState } from '../issue/issue.ts';
import { at, type Day, type Instant, isBefore, shift, toMillis } from './instant.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An issue is laid out at this time; the very first one looks back 24 hours from here, however late it is made. */
const LAYOUT_TIME = '06:00';
/** A report found late is still news this long before the window; an older one is history. */
const LATE_BY_DAYS = 3;
/** Papers' clocks run ahead of ours by up to this much. */
const CLOCK_SKEW_MS = 10 * 60_000;

/** States in which readers have an issue. What was approved and never published, or was withdrawn, was read by nobody. */
const READ: readonly IssueState[] = ['published', 'mailing', 'sent', 'corrected'];

/** Where the newest published issue before `issueDay` ended; null where there is none among `issues` (newest first). */
export function lastCutOff(
  issues: readonly Pick<Issue, 'issueKey' | 'state' | 'cutOff'>[],
  issueDay: Day,
): Instant | null {
  const published = issues.filter(({ issueKey, state }) => issueKey < issueDay && READ.includes(state));
  return published.find(({ cutOff }) => cutOff !== null)?.cutOff ?? null;
}

/**
 * What an issue covers: from the last published issue's cut-off, or for the very first issue 24 hours before 06:00 of
 * its day (before `now` where that is earlier), up to `now`. `since` sets an earlier start and never a later one.
 */
export function coverageWindow(input: {
  issueDay: Day;
  now: Instant;
  lastCutOff: Instant | null;
  since: Instant | null;
}): Window {
  const layout = at(input.issueDay, LAYOUT_TIME);
  const reference = isBefore(input.now, layout) ? input.now : layout;
  const from = input.lastCutOff ?? shift(reference, -DAY_MS);
  const widened = input.since !== null && isBefore(input.since, from) ? input.since : from;
  return { from: widened, to: isBefore(input.now, widened) ? widened : input.now };
}

/** `undated`: seen in the window, but nobody knows when it was published; a person decides. */
export type InWindow = 'in' | 'too-old' | 'not-yet' | 'undated';

/**
 * Does a report belong to the window? Published in it: yes. First seen in it and published at most {@link LATE_BY_DAYS}
 * days (or `lateByDays`) before: yes, we only found it late. Published after `to`, or without a date and first seen
 * after `to`: not yet. Without a date and first seen before `from`: too old, the issue before had it.
 */
export function isInWindow(
  article: { publishedAt: Instant | null; firstSeenAt: Instant },
  window: Window,
  options: { lateByDays?: number } = {},
): InWindow {
  const [from, to] = [toMillis(window.from), toMillis(window.to)];
  const seen = toMillis(article.firstSeenAt);
  if (article.publishedAt === null) return seen <= from ? 'too-old' : seen > to ? 'not-yet' : 'undated';
  const published = toMillis(article.publishedAt);
  if (published > to + CLOCK_SKEW_MS || seen > to) return 'not-yet';
  if (published > from) return 'in';
  const lateBy = (options.lateByDays ?? LATE_BY_DAYS) * DAY_MS;
  return seen > from && published >= from - lateBy ? 'in' : 'too-old';
}
