/** Code points that occur in Vietnamese text: the Latin blocks with their marks. Others are asked of a pattern. */
const KNOWN = 0x2000;
const LETTER = 1;
const CAPITAL = 2;

const table = Uint8Array.from({ length: KNOWN }, (_, code) => classOf(String.fromCharCode(code)));

/** True for a letter, a figure or a combining mark at `index`; false past the end. */
export function isLetterAt(text: string, index: number): boolean {
  return (classAt(text, index) & LETTER) !== 0;
}

/** True for a capital letter or a figure at `index`. */
export function isCapitalAt(text: string, index: number): boolean {
  return (classAt(text, index) & CAPITAL) !== 0;
}

function classAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code < KNOWN) return table[code] ?? 0;
  return Number.isNaN(code) ? 0 : classOf(text.charAt(index));
}

function classOf(character: string): number {
  return (/[\p{L}\p{M}\p{N}]/u.test(character) ? LETTER : 0) | (/[\p{Lu}\p{N}]/u.test(character) ? CAPITAL : 0);
}
