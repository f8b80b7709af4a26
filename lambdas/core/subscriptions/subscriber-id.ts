import { identityKey, type Keyring, macOf } from './keyring.ts';

/** Digits of an id: 128 bits. */
const DIGITS = 32;

/**
 * The id of a normalised address: a keyed hash, so that the same address is the same subscriber and the id tells nothing.
 * No mail service in use tells `An@x.vn` from `an@x.vn`, so neither does the id.
 */
export function subscriberId(address: string, ring: Keyring): string {
  return macOf(identityKey(ring), `subscriber\n${address.toLowerCase()}`).toString('hex').slice(0, DIGITS);
}
