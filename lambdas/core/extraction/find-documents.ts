/** Kinds of documents: between these and their neighbours some papers put spaces. */
const KINDS = 'NĐ|QĐ|QĐi|NQ|TT|TTLT|CT|KH|TB|KL|HD|BC|TTr|CV|CĐ|ĐA|QC|PL';
const LOOSE = new RegExp(`(\\d[a-zđ]?) ?([/-]) ?(${KINDS}) ?([/-]) ?(?=\\p{Lu}{2})`, 'gu');
/** `QĐ`, `TTg`, `UBND`, `QH15`, `BGD&ĐT`. */
const WORD = '\\p{Lu}{2}[\\p{L}\\d&]{0,10}';
/** `68/2026/NĐ-CP`, `63/2025/QH15`; `1234/QĐ-UBND`, `1500/BNV-CCHC`; `57-NQ/TW`. */
const NUMBER = new RegExp(
  `(?<![\\p{L}\\p{N}.,/-])\\d{1,5}[a-zđ]?(?:/\\d{4}/${WORD}(?:-${WORD}){0,3}|/${WORD}(?:-${WORD}){1,3}|-${WORD}/${WORD})(?![\\p{L}\\p{N}])`,
  'gu',
);
/** A decree's list of what it repeals names some dozens. */
const MOST = 200;

/**
 * The numbers of laws, decrees, decisions and Party documents in normalised texts, in the order met, each once:
 * `57-NQ/TW`, `68/2026/NĐ-CP`, `1234/QĐ-UBND`. Spaces and long dashes inside a number go; `/TƯ` is `/TW`. Dates and
 * fractions are none. Its time grows with the length of the texts and no faster.
 */
export function findDocuments(texts: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of texts) {
    if (!text.includes('/')) continue;
    const written = text.replaceAll('–', '-').replace(LOOSE, '$1$2$3$4');
    for (const [number] of written.matchAll(NUMBER)) {
      if (found.size >= MOST) return [...found];
      found.add(number.replace(/\/TƯ$/, '/TW'));
    }
  }
  return [...found];
}
