import { UNSUBSCRIBE_PLACEHOLDER } from '../core/mailing/mailing.ts';

/**
 * Controls (no XML may hold most of them), separators of lines, and invisible format characters, among them the marks that
 * turn the direction of the text around them, with which a scraped word could disguise its neighbours.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

const PLACEHOLDER_HOST = new URL(UNSUBSCRIBE_PLACEHOLDER).hostname;

/** The placeholder's host in any case: in scraped text it would become the reader's own unsubscribe address. */
const PLACEHOLDER = new RegExp(PLACEHOLDER_HOST.replaceAll('.', '\\.'), 'giu');

/** A scraped string as one line of harmless plain text; spaces at its ends are kept, for runs that meet. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\r\n\t\u2028\u2029]/gu, ' ')
    .replace(UNPRINTABLE, '')
    .replace(PLACEHOLDER, PLACEHOLDER_HOST.replace('.', ' '))
    .replace(/ {2,}/gu, ' ');
}

/** The address if it may be printed as a link, percent-encoded: http or https, no password in it; else null. */
export function webAddress(raw: string): string | null {
  if (!URL.canParse(raw)) {
    return null;
  }
  const url = new URL(raw);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  const isPlain = url.username === '' && url.password === '' && !url.href.toLowerCase().includes(PLACEHOLDER_HOST);
  return isWeb && isPlain ? url.href : null;
}
