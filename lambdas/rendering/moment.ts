import { dayOf, fromMillis, type Instant, toMillis } from '../core/calendar/instant.ts';
import { formatDate } from '../core/vietnamese/dates.ts';

/** `07:30, 23/11/2026` in Viet Nam. */
export function momentText(instant: Instant): string {
  return `${fromMillis(toMillis(instant)).slice(11, 16)}, ${formatDate(dayOf(instant))}`;
}
