import { fold } from '../vietnamese/fold.ts';
import { normalise } from '../vietnamese/normalise.ts';
import { alignTones } from '../vietnamese/tone-placement.ts';

/**
 * `đ` as a `d` with a mark. To Unicode đ is a letter of its own and no d with a mark, so Pagefind, which takes marks off to
 * compare, would not find `đường` for `duong`. U+0335, the short stroke, is a mark and stands in no Vietnamese text.
 */
const STROKED = 'd\u0335';

/**
 * Stands after every word. Pagefind finds every word that begins with what was asked, as languages with endings want it; a
 * Vietnamese syllable is whole, and `thu` must not find `thực` and `thuê`. A letter to Unicode, and in no Vietnamese text.
 */
const WORD_END = '\u02bc';
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** A text as it is indexed and searched: normalised, tones in one place, its words closed, đ a marked d; see {@link readable}. */
export function searchable(text: string): string {
  return alignTones(normalise(text))
    .replaceAll(WORD_END, '')
    .replaceAll('đ', STROKED)
    .replaceAll('Đ', STROKED.toUpperCase())
    .replace(WORD, (word) => word + WORD_END);
}

/** A searchable text for people: without what was added to find it. */
export function readable(text: string): string {
  return text.replaceAll(STROKED, 'đ').replaceAll(STROKED.toUpperCase(), 'Đ').replaceAll(WORD_END, '');
}

/** Whether a query is typed with marks: then clippings with just these marks are preferred. */
export function hasMarks(query: string): boolean {
  return fold(query) !== normalise(query).toLowerCase();
}
