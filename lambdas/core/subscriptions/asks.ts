import { type Instant, shift, toMillis } from '../calendar/instant.ts';
import { mailboxOf } from './address.ts';
import { identityKey, type Keyring, macOf } from './keyring.ts';
import { LIMITS } from './limits.ts';
import { subscriberId } from './subscriber-id.ts';

/** One thing that is counted: how often it may happen under `key` until the count is thrown away. */
export interface AskCount {
  readonly key: string;
  readonly limit: number;
  readonly until: Instant;
  /** What is counted, by a name: the same one counts once, however often it is told. Left out: every call counts. */
  readonly of?: string;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** IPv4 groups of a /24, IPv6 groups of a /48. */
const GROUPS = 3;

/**
 * The network a form came from, by `X-Forwarded-For` as it arrives behind CloudFront and the HTTP API: each adds the address
 * that spoke to it, so the reader's is the last but one, whatever the reader wrote before it. Anything else is `unknown`.
 */
export function networkOf(forwardedFor: string | undefined): string {
  const hops = (forwardedFor ?? '').split(',').map((hop) => hop.trim());
  const address = (hops.at(-2) ?? hops.at(-1) ?? '').toLowerCase();
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/.exec(address)?.[1];
  if (v4 !== undefined) return `${v4.split('.').slice(0, GROUPS).join('.')}.0/24`;
  return /^[0-9a-f:]{2,39}$/.test(address) && address.includes(':') ? `${v6Prefix(address)}::/48` : 'unknown';
}

/** The first three groups, with the zeros of `::` written out. */
function v6Prefix(address: string): string {
  const [head = '', tail] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0');
  return [...front, ...middle, ...back]
    .slice(0, GROUPS)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/**
 * What every form counts under, first its network, as a keyed hash, then all of them; thrown away two hours later. In this
 * order, so that a flood from one place uses up nobody else's.
 */
export function formCounts(network: string, now: Instant, ring: Keyring): readonly [AskCount, AskCount] {
  const hour = Math.floor(toMillis(now) / HOUR);
  const hash = macOf(identityKey(ring), `network\n${network}`).toString('hex').slice(0, 32);
  const until = shift(now, 2 * HOUR);
  return [
    { key: `network#${hash}#${hour}`, limit: LIMITS.asksANetworkAnHour, until },
    { key: `all#${hour}`, limit: LIMITS.asksAnHour, until },
  ];
}

/**
 * What a confirmation mail counts under: the mailbox it ends in, by the keyed hash that would be a subscriber's id. `of`: the form and
 * how often its mail was begun, so that a message that is handed out again counts no mail that was not sent.
 */
export function mailCount(
  { address, of }: { readonly address: string; readonly of: string },
  now: Instant,
  ring: Keyring,
): AskCount {
  return {
    key: `address#${subscriberId(mailboxOf(address), ring)}`,
    limit: LIMITS.asksAnAddress,
    until: shift(now, LIMITS.addressDays * DAY),
    of,
  };
}
