import { findPlaces } from '../../core/places/find-places.ts';
import { unbroken } from '../print-words.ts';

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

/** Capitals in which the name of a place, with its kind, is not broken over two lines. */
export function boundPlaces(capitals: string, kindsOfPlace: readonly string[]): string {
  let text = capitals;
  for (const { name, index } of findPlaces(capitals)) {
    const before = text.slice(0, index);
    const kind = kindsOfPlace.map((each) => `${each.toUpperCase()} `).find((each) => before.endsWith(each)) ?? '';
    const start = index - kind.length;
    text = text.slice(0, start) + unbroken(kind + name) + text.slice(index + name.length);
  }
  return text;
}
