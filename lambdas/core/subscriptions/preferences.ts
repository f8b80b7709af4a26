import { addDays, type Day, dayOf, type Instant, isBefore, shift } from '../calendar/instant.ts';
import { LIMITS } from './limits.ts';
import type { Editions, Subscriber } from './subscriber.ts';

/** What a reader asks for on the page of their own choices. */
export interface Choice {
  /** One at least; who wants none leaves. */
  readonly editions: Editions;
  /** Ids; null: all. */
  readonly sections: readonly string[] | null;
  /** The last day without mail; null: none. */
  readonly pausedUntil: Day | null;
}

/** The days a pause may last until: from today on, at most a year. */
export function pauseRange(now: Instant): { readonly from: Day; readonly to: Day } {
  const today = dayOf(now);
  return { from: today, to: addDays(today, LIMITS.longestPauseDays) };
}

/** The row of a reader who chose; null where there is no reader, or nothing changes. */
export function choose(present: Subscriber | null, choice: Choice, now: Instant): Subscriber | null {
  if (present?.state !== 'active' || choice.editions.length === 0) return null;
  const { sections: _s, pausedUntil: _p, ...rest } = present;
  const sections = choice.sections === null ? {} : { sections: [...choice.sections] };
  const pausedUntil = choice.pausedUntil === null ? {} : { pausedUntil: choice.pausedUntil };
  const chosen = { ...rest, editions: choice.editions, ...sections, ...pausedUntil };
  if (isSameChoice(chosen, present)) return null;
  const isMore = choice.editions.some((edition) => !present.editions.includes(edition));
  const consent = isMore
    ? { at: now, basis: `preferences: ${choice.editions.join(' and ')}`, from: 'page /subscriptions/preferences' }
    : present.consent;
  return { ...chosen, consent, changed: { at: now, why: 'chosen' }, turn: present.turn + 1 };
}

function isSameChoice(a: Subscriber, b: Subscriber): boolean {
  const told = ({ editions, sections, pausedUntil }: Subscriber) =>
    JSON.stringify([[...editions].sort(), sections ?? null, pausedUntil ?? null]);
  return told(a) === told(b);
}

/**
 * The row of somebody who left by mistake a moment ago and comes back: as it was before. Null where nothing changes; nobody
 * comes back from a suppression, or from having left longer ago.
 */
export function comeBack(
  present: Subscriber | null,
  edition: Editions[number] | null,
  now: Instant,
): Subscriber | null {
  if (present === null || present.address === '' || present.changed.why !== 'left') return null;
  if (!isBefore(now, shift(present.changed.at, LIMITS.returnHours * 3_600_000))) return null;
  const changed = { at: now, why: 'came-back' };
  const turn = present.turn + 1;
  if (present.state === 'unsubscribed') {
    const { leftAt: _, ...rest } = present;
    return { ...rest, state: 'active', changed, turn };
  }
  if (present.state !== 'active' || edition === null || present.editions.includes(edition)) return null;
  return { ...present, editions: [...present.editions, edition], changed, turn };
}
