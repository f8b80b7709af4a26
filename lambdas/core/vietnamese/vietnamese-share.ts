/** Letters and whatever stands between them; which of them are unusual is asked afterwards, for a pattern that asks goes back. */
const WORD = /[A-Za-z\u0080-\uffff]+/g;
const UNUSUAL = /[\u0080-\uffff]/;
/** No syllable is longer, marks and all; a word with a million marks would take minutes to sort. */
const LONGEST = 16;
/** Quotation marks, dashes and the like around a word. */
const AROUND = /^[^\p{L}\p{M}]+|[^\p{L}\p{M}]+$/gu;
/** Characters and words looked at: enough to know a text by, past the head of a page. */
export const SAMPLE = 200_000;
const MOST_WORDS = 400;

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const NUCLEI = [
  'a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oă|oai|oao|oay|oe|oeo|oi|oo|ôi|ơi',
  'ua|uâ|uây|uê|uêu|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu',
].join('|');
const SYLLABLE = new RegExp(
  `^(?:ngh|gh|kh|ng|nh|ph|qu|th|tr|ch|gi|[bcdđghklmnpqrstvx])?(?:${NUCLEI})(?:ng|nh|ch|[cmnpt])?$`,
);

/** Of the different words with a letter beyond ASCII, how many are Vietnamese syllables. */
export interface VietnameseShare {
  readonly words: number;
  /** 0–1; 0 where there are no such words. */
  readonly share: number;
}

/**
 * How far a text reads as Vietnamese: of its first different words with a letter beyond ASCII, the part that a Vietnamese
 * could pronounce. A text in the right letters has nine in ten, one in wrong letters or in another language hardly any.
 * Single letters do not count: they are the quotation marks and dashes of some other charset.
 */
export function vietnameseShare(text: string): VietnameseShare {
  const words = (text.slice(0, SAMPLE).match(WORD) ?? [])
    .filter((word) => UNUSUAL.test(word))
    .slice(0, MOST_WORDS)
    .map((word) =>
      word
        .slice(0, 4 * LONGEST)
        .replace(AROUND, '')
        .toLowerCase(),
    )
    .filter((word) => word.length > 1 && UNUSUAL.test(word));
  const different = [...new Set(words)];
  const legal = different.filter(isSyllable).length;
  return { words: different.length, share: different.length === 0 ? 0 : legal / different.length };
}

/** Onset, nucleus and coda of the language, with one tone at most. */
function isSyllable(word: string): boolean {
  if (word.length > LONGEST) return false;
  const apart = word.normalize('NFD');
  if ((apart.match(TONES)?.length ?? 0) > 1) return false;
  return SYLLABLE.test(apart.replace(TONES, '').normalize('NFC'));
}
