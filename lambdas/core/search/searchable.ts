import { fold } from '../vietnamese/fold.ts';
import { normalise } from '../vietnamese/normalise.ts';
import { alignTones } from '../vietnamese/tone-placement.ts';

/**
 * `đ` as a `d` with a mark. To Unicode đ is a letter of its own and no d with a mark, so Pagefind, which takes marks off to
 * compare, would not find `đường` for `duong`. U+0335, the short stroke, is a mark and stands in no Vietnamese text.
 */
const STROKED = 'd\u0335';

/** A text as it is indexed and searched: normalised, tones in one place, đ written as a marked d. `readable` undoes the last. */
export function searchable(text: string): string {
  return alignTones(normalise(text)).replaceAll('đ', STROKED).replaceAll('Đ', STROKED.toUpperCase());
}

/** A searchable text for people: the marked d is đ again. */
export function readable(text: string): string {
  return text.replaceAll(STROKED, 'đ').replaceAll(STROKED.toUpperCase(), 'Đ');
}

/** Whether a query is typed with marks: then clippings with just these marks are preferred. */
export function hasMarks(query: string): boolean {
  return fold(query) !== normalise(query).toLowerCase();
}
