import { findPlaces } from '../../core/places/find-places.ts';

/**
 * Words in capitals as they stand in a sentence: `CẢI CÁCH HÀNH CHÍNH THÀNH PHỐ CẦN THƠ` → `cải cách hành chính thành phố
 * Cần Thơ`; only places of the gazetteer keep their capitals, without what `kindsOfPlace` stands before their names.
 */
export function lowered(capitals: string, kindsOfPlace: readonly string[]): string {
  let text = capitals.toLowerCase();
  for (const { name, index } of findPlaces(capitals)) {
    const found = text.slice(index, index + name.length);
    const kind = kindsOfPlace.find((each) => found.startsWith(`${each} `)) ?? '';
    const proper =
      kind + found.slice(kind.length).replace(/(?<![\p{L}\p{M}])\p{L}/gu, (letter) => letter.toUpperCase());
    text = text.slice(0, index) + proper + text.slice(index + name.length);
  }
  return text;
}

/** {@link lowered}, beginning with a capital. */
export function sentenceCase(capitals: string, kindsOfPlace: readonly string[]): string {
  const text = lowered(capitals, kindsOfPlace);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
