import { alignTones } from '../vietnamese/tone-placement.ts';
import { isLetterAt } from './letters.ts';

/** Signs that join words of one name: `TT-Huế`, `GD&ĐT`, `Văn hóa, Thể thao`. */
const JOINING = '-–—&,';
const APOSTROPHES = "'’";
/** No Vietnamese word is longer; a longer run is no word. */
const LONGEST = 24;
/** Short forms end in a full stop: `TP.HCM`, `Q. 1`. */
const SHORT_FORM = 2;

/** Where the word or joining sign that begins at `index` ends; `index` where none begins there. */
export function wordEnd(text: string, index: number): number {
  if (isJoining(text, index)) return index + 1;
  let end = index;
  while (end - index <= LONGEST && (isLetterAt(text, end) || (end > index && isInner(text, end)))) end += 1;
  return end - index > LONGEST ? index : end;
}

/** Where the next word of the same name may begin: behind one space, beside a joining sign, or behind `TP.`. */
export function nextStart(text: string, from: number, end: number): number {
  const behindStop = text[end] === '.' && end - from <= SHORT_FORM ? end + 1 : end;
  return text[behindStop] === ' ' ? behindStop + 1 : behindStop;
}

/** The words in front of `index`, the nearest last, as long as nothing but one space or a short form's stop parts them. */
export function wordsBefore(text: string, index: number, count: number): string[] {
  const words: string[] = [];
  let end = endBefore(text, index);
  while (end > 0 && words.length < count) {
    const start = wordStart(text, end);
    if (start === end) break;
    words.unshift(text.slice(start, end));
    end = text[start - 1] === ' ' ? start - 1 : isJoining(text, start) || isJoining(text, start - 1) ? start : 0;
  }
  return words;
}

/** The word as names are compared: small letters, one tone placement, one kind of dash and apostrophe. */
export function wordKey(word: string): string {
  const small = word.toLowerCase();
  if (small === '–' || small === '—') return '-';
  // Only a plain o or u can stand before a tone that moved (`hoà`, `thuỷ`): most words need no second look.
  const aligned = small.includes('o') || small.includes('u') ? alignTones(small) : small;
  return aligned.includes('’') ? aligned.replace('’', "'") : aligned;
}

/** The words and joining signs of a name as listed. */
export function wordsOf(name: string): string[] {
  const words: string[] = [];
  for (let at = 0; at < name.length; ) {
    const end = wordEnd(name, at);
    if (end > at) words.push(name.slice(at, end));
    at = Math.max(end, at + 1);
  }
  return words;
}

function endBefore(text: string, index: number): number {
  const space = text[index - 1] === ' ' ? index - 1 : index;
  if (text[space - 1] !== '.') return space === index ? 0 : space;
  return space - 1 - wordStart(text, space - 1) <= SHORT_FORM ? space - 1 : 0;
}

function wordStart(text: string, end: number): number {
  if (isJoining(text, end - 1)) return end - 1;
  let start = end;
  while (end - start <= LONGEST && isLetterAt(text, start - 1)) start -= 1;
  return start;
}

function isJoining(text: string, index: number): boolean {
  const sign = text[index];
  return sign !== undefined && JOINING.includes(sign);
}

function isInner(text: string, index: number): boolean {
  return APOSTROPHES.includes(text.charAt(index)) && text.charAt(index) !== '' && isLetterAt(text, index + 1);
}
