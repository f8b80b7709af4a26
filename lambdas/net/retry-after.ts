import { type Instant, toMillis } from '../core/calendar/instant.ts';

/** Longer waits are taken as a day: the source is visited again anyway. */
const LONGEST_SECONDS = 86_400;

/** Seconds a `Retry-After` header asks to wait, given as seconds or as an HTTP date; null where it says nothing usable. */
export function retryAfterSeconds(header: string | undefined, now: Instant): number | null {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text), LONGEST_SECONDS);
  if (!/^[A-Z][a-z]{2},? \d/.test(text) || Number.isNaN(Date.parse(text))) return null;
  const seconds = Math.ceil((Date.parse(text) - toMillis(now)) / 1_000);
  return Math.min(Math.max(seconds, 0), LONGEST_SECONDS);
}
