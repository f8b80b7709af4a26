import { normalise } from '../vietnamese/normalise.ts';
import { words } from './words.ts';

const escaped = (text: string): string => text.replaceAll('.', '\\.');
/** `(CT) -`, `(Dân trí) –`: a short mark in brackets before a dash. */
const BRACKETED = /^[([][\p{L}\p{N}&. -]{2,25}[)\]]\s*[-–—]\s*/u;
const MARKED = new RegExp(`^[([]?(?:${words.titlePrefixes.map(escaped).join('|')})[)\\]]?\\s*[-–—:|]\\s+`, 'iu');
const NAMED = new RegExp(
  `\\s[-–|]\\s(?:(?:${words.titleSuffixes.join('|')})\\s[^-–|]{2,40}|[\\w-]+(?:\\.[\\w-]+)*\\.vn)$`,
  'iu',
);

/** A title or first sentence without the paper's own marks: `TPO - …`, `(CT) - …`, `VIDEO: …`, `… | Báo X`. Never empty. */
export function withoutPaperMarks(text: string): string {
  const plain = normalise(text);
  const cleaned = plain.replace(BRACKETED, '').replace(MARKED, '').replace(NAMED, '').trim();
  return cleaned === '' ? plain : cleaned;
}
