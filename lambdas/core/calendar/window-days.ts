import type { Window } from '../drafting/draft.ts';
import { addDays, type Day, dayOf } from './instant.ts';

/** A window set wider than this is a rehearsal on old material, which was first seen in its last days all the same. */
const LONGEST_DAYS = 31;

/** The days on which something in the window can have been first seen, oldest first. */
export function windowDays(window: Window): Day[] {
  const last = dayOf(window.to);
  const earliest = addDays(last, -LONGEST_DAYS);
  const first = dayOf(window.from) < earliest ? earliest : dayOf(window.from);
  const days: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}
