/** What windows-1252 has in 0x80–0x9F; its gaps are the controls of Latin-1. */
const WINDOWS_1252 = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
const BYTE_OF = new Map([...WINDOWS_1252].map((letter, byte) => [letter, byte] as const));

/** Letters that only a Vietnamese text read rightly has. */
const READ_WELL = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]|[\u0300-\u0303\u0309\u0323]/;
/** Marks of UTF-8 read as windows-1252: `Ä‘`, `á»`, `Ã¡`, `Æ°`. */
const SUSPECT = /[\u00c2-\u00c6\u00cc\u00e1][\u0080-\u00bf\u0152-\u2122]/g;
/** A quotation mark after a capital `Ã` looks the same; a whole text of them does not. */
const FEWEST = 3;
const RUN = /[^\p{ASCII}]+/gu;

/**
 * Takes back a second encoding (`Äiá»ƒm bÃ¡o` → `Điểm báo`): UTF-8 that was read as windows-1252 and written as UTF-8
 * again. A text with a single well-read Vietnamese letter is left as it is.
 */
export function withoutDoubleEncoding(text: string): string {
  if (READ_WELL.test(text) || (text.match(SUSPECT)?.length ?? 0) < FEWEST) return text;
  const runs = text.match(RUN) ?? [];
  const repaired = new Map(runs.map((run) => [run, readAgain(run)]));
  const broken = runs.filter((run) => repaired.get(run) === null).length;
  if (broken * 10 > runs.length) return text;
  return text.replace(RUN, (run) => repaired.get(run) ?? run);
}

function readAgain(run: string): string | null {
  const bytes = [...run].map((letter) => BYTE_OF.get(letter) ?? -1);
  if (bytes.includes(-1)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
