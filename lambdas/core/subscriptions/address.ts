import { domainToASCII } from 'node:url';

/** Why a text is not taken as an address. */
export type AddressRefusal = 'empty' | 'too-long' | 'not-one-address' | 'local-part' | 'domain';

/** One plain address, or why not. */
export type AddressOutcome =
  | { readonly kind: 'address'; readonly address: string }
  | { readonly kind: 'refused'; readonly why: AddressRefusal };

/** Longest address SMTP can carry: RFC 5321 §4.5.3.1.3 without the angle brackets. */
const LONGEST = 254;

/** RFC 5322 dot-atom in ASCII: no quotes, no comments, no empty part; mail services refuse the rest anyway. */
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

const LOCAL_LENGTH = 64;

/** Letters of any script, digits, hyphens and dots: what a host name may hold before it is put into ASCII. */
const DOMAIN_LETTERS = /^[\p{L}\p{M}\p{Nd}.-]+$/u;

/** At least two labels, the last one not a number: no IP address, no bare host. */
const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;

/**
 * The one spelling of an address typed by a person: trimmed, NFC, domain in lower-case ASCII. Only one plain `addr-spec` is
 * taken: no display name, comment, group, quoted local part or address literal, so that no header can be built out of it.
 */
export function normaliseAddress(text: string): AddressOutcome {
  const address = text.trim().normalize('NFC');
  if (address === '') return { kind: 'refused', why: 'empty' };
  if (address.length > LONGEST) return { kind: 'refused', why: 'too-long' };
  const parts = address.split('@');
  const [local = '', domain = ''] = parts;
  if (parts.length !== 2) return { kind: 'refused', why: 'not-one-address' };
  if (local.length > LOCAL_LENGTH || !LOCAL_PART.test(local)) return { kind: 'refused', why: 'local-part' };
  const host = asciiDomain(domain);
  if (host === null) return { kind: 'refused', why: 'domain' };
  const whole = `${local}@${host}`;
  return whole.length > LONGEST ? { kind: 'refused', why: 'too-long' } : { kind: 'address', address: whole };
}

/** True for an address in the one spelling of {@link normaliseAddress}; anything else must not come into a header. */
export function isPlainAddress(address: string): boolean {
  const outcome = normaliseAddress(address);
  return outcome.kind === 'address' && outcome.address === address;
}

/** Hosts whose mail programs read `a.n@` and `an@` as one mailbox. */
const DOTLESS: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox an address ends in, as far as can be told from outside: what stands after a `+`, and dots where the host reads
 * none, only make other spellings of it. Readers are told apart by their addresses; only what is counted goes by this.
 */
export function mailboxOf(address: string): string {
  const [local = '', host = ''] = address.toLowerCase().split('@');
  const [name = ''] = local.split('+');
  return `${(DOTLESS.has(host) ? name.replaceAll('.', '') : name) || local}@${host}`;
}

function asciiDomain(domain: string): string | null {
  if (!DOMAIN_LETTERS.test(domain)) return null;
  const ascii = domainToASCII(domain).toLowerCase();
  return DOMAIN.test(ascii) ? ascii : null;
}
