import type { Day } from '../calendar/instant.ts';
import type { Subscriber } from './subscriber.ts';

/** What of an issue decides who gets it. */
export interface Offer {
  /** Ids of the sections that have something in this issue; null where the choice of sections does not matter. */
  readonly sections: readonly string[] | null;
  /** The day on which it would be sent, in Viet Nam. */
  readonly day: Day;
}

/** Whether a reader of the edition pauses on this day. */
export function isPaused(subscriber: Pick<Subscriber, 'pausedUntil'>, day: Day): boolean {
  return subscriber.pausedUntil !== undefined && day <= subscriber.pausedUntil;
}

/**
 * Whether a reader of the edition wants this issue: they do not pause, and something in it stands in one of their sections.
 * An issue goes out whole or not at all, so that every copy is the one that was approved.
 */
export function wantsIssue(
  subscriber: Pick<Subscriber, 'pausedUntil' | 'sections'>,
  { sections, day }: Offer,
): boolean {
  if (isPaused(subscriber, day)) return false;
  const chosen = subscriber.sections;
  return sections === null || chosen === undefined || sections.some((section) => chosen.includes(section));
}
