import { withoutAgencyPrefix } from '../extraction/agency-prefix.ts';
import { normalise } from './normalise.ts';
import { alignTones } from './tone-placement.ts';

const DOUBLE_QUOTES = /[“”„‟«»″〝〞＂]/g;
const SINGLE_QUOTES = /[‘’‚‛‹›′＇`´]/g;
const DASHES = /[‐‑‒–—―−﹘﹣－]/g;

/** One quotation mark, one apostrophe, one dash, three full stops: for comparing, never for printing. Idempotent. */
export function plainSigns(text: string): string {
  return text.replace(DOUBLE_QUOTES, '"').replace(SINGLE_QUOTES, "'").replace(DASHES, '-').replaceAll('…', '...');
}

/**
 * A line as two papers' lines are held against each other: normalised, without the agency's or paper's name in front
 * (`TTXVN - `, `(Dân trí) – `), tones in one place, plain signs, lower case. Idempotent; never empty unless the text is.
 */
export function comparable(text: string): string {
  let line = normalise(text);
  for (let shorter = withoutAgencyPrefix(line); shorter !== line && shorter.trim() !== ''; ) {
    line = shorter.trim();
    shorter = withoutAgencyPrefix(line);
  }
  return alignTones(plainSigns(line).toLowerCase());
}
