import { normalise } from '../vietnamese/normalise.ts';
import { words } from './words.ts';

/** Where an article may say that its text is another's. */
export interface Credited {
  /** As printed: `Theo TTXVN`. */
  readonly byline: string | null;
  /** Agency found in the byline: `TTXVN`. */
  readonly agency: string | null;
  /** Paragraphs of the text. */
  readonly paragraphs: readonly string[];
}

/** A credit is a line of its own, not a sentence. */
const LONGEST = 60;
/** Lines from the end among which it stands. */
const LAST = 3;
const LINE = new RegExp(`^[(\\[]?\\s*(?:${words.credits.join('|')})\\s*:?\\s+([^,!?]+?)[)\\].]*$`, 'iu');
/** A paper's name is short and begins with a capital (or is a host name), and no document's (`Theo Nghị định 68`). */
const NAME = /^(?:\p{Lu}|\p{L}+\.\p{L})/u;
const LONGEST_NAME = 6;
const kinds = words.documentKinds.join('|');
const DOCUMENT = new RegExp(`^(?:${kinds}|luật|điều|khoản)(?!\\p{L})`, 'iu');

/** Whose text an article says it reprints (`Báo Bến Trúc`, `TTXVN`): its agency, its byline or its source line; null for its own. */
export function creditOf({ byline, agency, paragraphs }: Credited): string | null {
  const lines = [...paragraphs.slice(-LAST).toReversed(), byline ?? ''];
  const named = lines.map(creditIn).find((name) => name !== null);
  return named ?? agency;
}

function creditIn(line: string): string | null {
  const plain = normalise(line);
  if (plain.length > LONGEST) return null;
  const name = LINE.exec(plain)?.[1]?.trim() ?? '';
  return NAME.test(name) && !DOCUMENT.test(name) && name.split(' ').length <= LONGEST_NAME ? name : null;
}
