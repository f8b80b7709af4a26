/** Tone marks that windows-1258 writes after the letter: grave, acute, tilde, hook above, dot below. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

const BYTES: ReadonlyMap<string, number> = byteTable();

/**
 * Encodes text in windows-1258, the old Vietnamese code page: a letter with its shape (`ê`, `ơ`, `đ`) is one byte, its
 * tone the next. What the page does not hold is written as a numeric character reference.
 */
export function encodeWindows1258(text: string): Uint8Array {
  return Uint8Array.from([...text.normalize('NFC')].flatMap(encodeLetter));
}

function encodeLetter(letter: string): number[] {
  const whole = BYTES.get(letter);
  if (whole !== undefined) return [whole];
  const parts = letter.normalize('NFD');
  const tones = parts.match(TONES) ?? [];
  const base = BYTES.get(parts.replace(TONES, '').normalize('NFC'));
  const marks = tones.map((tone) => BYTES.get(tone));
  if (base === undefined) return [...new TextEncoder().encode(`&#${letter.codePointAt(0) ?? 0};`)];
  return [base, ...marks.filter((mark) => mark !== undefined)];
}

/** The inverse of what the platform decodes. */
function byteTable(): Map<string, number> {
  const decoder = new TextDecoder('windows-1258');
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  return new Map(bytes.map((byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
}
