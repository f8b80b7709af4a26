import type { Tally } from './tally.ts';

/** Shares of the messages sent, 0 to 1. */
export interface Rates {
  readonly bounces: number;
  readonly complaints: number;
}

/** From here on SES reviews an account and may stop it (developer guide, "Sending review process"). */
export const SERVICE_LIMITS: Rates = { bounces: 0.05, complaints: 0.001 };

/** From here on the house pauses a mailing by itself. */
export const HOUSE_LIMITS: Rates = { bounces: 0.04, complaints: 0.0008 };

/** Messages that must have been heard of before a rate says anything. */
export const RATED_FROM = 200;

/** The rates of what was counted; 0 where nothing was. */
export function ratesOf({ heard, bounced, complained }: Tally): Rates {
  const share = (part: number): number => (heard === 0 ? 0 : part / heard);
  return { bounces: share(bounced), complaints: share(complained) };
}
