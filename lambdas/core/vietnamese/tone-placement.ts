/** Tones in the order of {@link TONED}: grave, acute, hook, tilde, dot. */
const TONED: Readonly<Record<string, string>> = {
  a: 'àáảãạ',
  e: 'èéẻẽẹ',
  o: 'òóỏõọ',
  u: 'ùúủũụ',
  y: 'ỳýỷỹỵ',
};

/** Open pairs whose tone moved in the new spelling: `hoà`, `khoẻ`, `thuỷ`. */
const PAIRS = ['oa', 'oe', 'uy'] as const;

/** `oà` → `òa`, in lower and upper case. */
const ALIGNED: ReadonlyMap<string, string> = new Map(PAIRS.flatMap(spellingsOf));

/** `qu` is a consonant, so the tone of `quý` never moves; the pair must close the syllable. */
const NEW_SPELLING = new RegExp(`(?<![qQ])(?:${[...ALIGNED.keys()].join('|')})(?!\\p{L})`, 'gu');

/**
 * Puts tone marks where the older spelling has them (`hoà` → `hòa`, `thuỷ` → `thủy`), so that both spellings compare
 * equal. Expects NFC. For comparing only: what is printed keeps the paper's spelling.
 */
export function alignTones(text: string): string {
  return text.replace(NEW_SPELLING, (pair) => ALIGNED.get(pair) ?? pair);
}

function spellingsOf(pair: string): [string, string][] {
  const [first = '', second = ''] = pair;
  const firstToned = [...(TONED[first] ?? '')];
  return [...(TONED[second] ?? '')].flatMap((toned, tone): [string, string][] => {
    const from = first + toned;
    const to = (firstToned[tone] ?? first) + second;
    return [
      [from, to],
      [from.toUpperCase(), to.toUpperCase()],
      [first.toUpperCase() + toned, (firstToned[tone] ?? first).toUpperCase() + second],
    ];
  });
}
