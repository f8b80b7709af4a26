/** What windows-1252 has in 0x80–0x9F; its gaps are the controls of Latin-1. */
const WINDOWS_1252 = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
/** The byte of a letter of windows-1252. */
export const BYTE_OF: ReadonlyMap<string, number> = new Map(
  [...WINDOWS_1252].map((letter, byte) => [letter, byte] as const),
);

/** Letters that only a Vietnamese text read rightly has. */
const READ_WELL = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]|[\u0300-\u0303\u0309\u0323]/;
/** Marks of UTF-8 read as windows-1252: `Ä‘`, `á»`, `Ã¡`, `Æ°`. */
const SUSPECT = /[\u00c2-\u00c6\u00cc\u00e1][\u0080-\u00bf\u0152-\u2122]/g;
/** A quotation mark after a capital `Ã` looks the same; a whole text of them does not. */
const FEWEST = 3;
/** Letters of the language beyond ASCII, with the signs of print that stand beside them. */
const LETTERS = /^(?=.*\p{L})[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ“”‘’–—…]+$/u;
const RUN = /[^\p{ASCII}]+/gu;

/**
 * Takes back a second encoding (`Äiá»ƒm bÃ¡o` → `Điểm báo`): UTF-8 that was read as windows-1252 and written as UTF-8
 * again. Where other parts of the text read well (a page put together from two sources), a run is taken back only if
 * nothing but Vietnamese letters comes of it.
 */
export function withoutDoubleEncoding(text: string): string {
  if ((text.match(SUSPECT)?.length ?? 0) < FEWEST) return text;
  if (READ_WELL.test(text)) return partlyRepaired(text);
  const runs = text.match(RUN) ?? [];
  const repaired = new Map(runs.map((run) => [run, readAgain(run)]));
  const broken = runs.filter((run) => repaired.get(run) === null).length;
  if (broken * 10 > runs.length) return text;
  return text.replace(RUN, (run) => repaired.get(run) ?? run);
}

/** Somewhere a letter comes of it that no other language has: `Ã”` alone may be a letter before a quotation mark. */
function partlyRepaired(text: string): string {
  const isProven = (text.match(RUN) ?? []).some((run) => READ_WELL.test(lettersOf(run) ?? ''));
  return isProven ? text.replace(RUN, (run) => lettersOf(run) ?? run) : text;
}

/** What a run was before, or null where it reads well, or where it was no letters. */
function lettersOf(run: string): string | null {
  if (READ_WELL.test(run) || !run.match(SUSPECT)) return null;
  const again = readAgain(run);
  return again !== null && LETTERS.test(again) ? again : null;
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
