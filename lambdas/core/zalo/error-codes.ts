/**
 * What an error code of the Official Account's API says of the call: `later`: not done, may be tried again as it is;
 * `stale-token`: not done, the access token must be renewed; `processing`: the article is still being made; `unknown`: it
 * may have been done; `refused`: not done, and the same call will be refused again.
 */
export type ZaloErrorMeaning = 'later' | 'stale-token' | 'processing' | 'unknown' | 'refused';

/** Known codes; any other means {@link meaningOf} `refused`: nothing was done, and a person reads the message. */
const MEANINGS: Readonly<Record<string, ZaloErrorMeaning>> = {
  /** Too many calls a minute. */
  '-32': 'later',
  /** Sending failed, with nothing said of how far it came. */
  '-200': 'unknown',
  /** The application's, the account's, the receiver's quota is used up. */
  '-211': 'later',
  '-214': 'processing',
  '-216': 'stale-token',
  '-218': 'later',
  '-220': 'stale-token',
  '-223': 'later',
  /** Nothing is sent at night. */
  '-234': 'later',
};

/** The meaning of a code in an answer that says `error` is not 0. */
export function meaningOf(code: number): ZaloErrorMeaning {
  return MEANINGS[String(code)] ?? 'refused';
}
