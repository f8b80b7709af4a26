/** A word, and whether it stands where every word has a capital. */
const WORD = /(^|[.!?:…“"'‘(\n]\s*)?([\p{L}\p{M}]+)/gu;
/** Share of its places with a capital from which a word is a name's. */
const MOSTLY = 0.5;

/**
 * Syllables that are mostly written with a capital inside a sentence: names of people, papers and places. Nothing is
 * learned from them, or the model would know who was in office when it was trained.
 */
export function nameSyllables(texts: readonly string[]): Set<string> {
  const seen = new Map<string, { capital: number; all: number }>();
  for (const text of texts)
    for (const [, opening, word = ''] of text.normalize('NFC').matchAll(WORD)) {
      if (opening !== undefined) continue;
      const key = word.toLowerCase();
      const count = seen.get(key) ?? { capital: 0, all: 0 };
      const isCapital = /^\p{Lu}/u.test(word);
      seen.set(key, { capital: count.capital + (isCapital ? 1 : 0), all: count.all + 1 });
    }
  return new Set([...seen].filter(([, { capital, all }]) => capital >= all * MOSTLY).map(([word]) => word));
}
