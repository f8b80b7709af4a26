import { BYTE_OF } from './double-encoding.ts';
import { oldTables } from './old-charsets.ts';
import { SAMPLE, vietnameseShare } from './vietnamese-share.ts';
import vni from './vni-letters.json' with { type: 'json' };

/** Letters that only a Vietnamese text read rightly has. */
const READ_WELL = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/;
/** Fewer words prove nothing. */
const LEAST_WORDS = 8;
/** A text of which more is Vietnamese already is left alone; a reading of which less is, is none. */
const WELL_ENOUGH = 0.5;
const PROVEN = 0.8;

const VNI_MARKS = new Map(Object.entries(vni.marks));
const VNI_LETTERS = new Map(Object.entries(vni.letters));
const VNI_PAIR = new RegExp(`([aeouyôö])([${vni.marked}])`, 'giu');
const VNI_SINGLE = new RegExp(`[${[...VNI_LETTERS.keys()].join('')}]`, 'gu');

/** Ways to read letters of windows-1252 that stand for others. */
const READINGS: readonly ((text: string) => string)[] = [...oldTables().map((letters) => byTable(letters)), readVni];

/**
 * Reads a text that was written for a font or charset of the nineties (TCVN3, VNI, VISCII, VPS) and that nobody named:
 * `c¶i c¸ch`, `caûi caùch` → `cải cách`. `text` is in the letters of windows-1252. Each reading is judged by the part of
 * its words that are Vietnamese syllables; null where the text reads well already or no reading does. Not in NFC.
 */
export function readOldLetters(text: string): string | null {
  if (READ_WELL.test(text)) return null;
  const sample = text.slice(0, SAMPLE);
  const { words, share } = vietnameseShare(sample);
  if (words < LEAST_WORDS || share >= WELL_ENOUGH) return null;
  const judged = READINGS.map((read) => ({ read, share: vietnameseShare(read(sample)).share }));
  const best = judged.toSorted((a, b) => b.share - a.share)[0];
  return best !== undefined && best.share >= PROVEN ? best.read(text) : null;
}

function byTable(letters: readonly (string | undefined)[]): (text: string) => string {
  return (text) => Array.from(text, (letter) => letters[BYTE_OF.get(letter) ?? -1] ?? letter).join('');
}

/** VNI writes a mark as a letter behind its vowel: `aù` is `á`, `aá` is `ấ`. */
function readVni(text: string): string {
  return text
    .replace(VNI_PAIR, (_pair, vowel: string, mark: string) => vowel + (VNI_MARKS.get(mark.toLowerCase()) ?? ''))
    .replace(VNI_SINGLE, (letter) => VNI_LETTERS.get(letter) ?? letter);
}
