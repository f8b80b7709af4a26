import { isPlainAddress } from '../subscriptions/address.ts';

/** An address with the name people see before it. */
export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

const MAILBOX = /^(?:"?([^"<>]*?)"?\s*<([^<>\s]+)>|([^<>\s]+))$/;

/** Reads a setting like `Điểm báo <diembao@example.vn>` or a bare address; throws on anything else: a sender is no guess. */
export function parseMailbox(text: string): Mailbox {
  const [, name = '', inBrackets, bare] = MAILBOX.exec(text.trim()) ?? [];
  const address = inBrackets ?? bare ?? '';
  if (!isPlainAddress(address) || hasControl(name)) throw new Error(`mailbox: not usable: ${JSON.stringify(text)}`);
  return { name: name.trim(), address };
}

/** The part after the `@`. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** True where a text holds a character that could end a header line or hide in one. */
export function hasControl(text: string): boolean {
  return /[\p{Cc}\u2028\u2029]/u.test(text);
}
