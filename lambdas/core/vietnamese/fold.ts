import { normalise } from './normalise.ts';

/** Nothing to fold, no line end beside a space. */
const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Folds a text for searching and comparing: lower case, no marks, đ and ð→d. Idempotent; letters are never lost.
 * `Điểm báo` → `diem bao`. Not for printing.
 */
export function fold(text: string): string {
  const lower = normalise(text).toLowerCase();
  if (PLAIN.test(lower)) return lower;
  const plain = lower
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đð]/g, 'd');
  // Once more: a mark that stood alone between spaces leaves two of them.
  return PLAIN.test(plain) ? plain.replace(/ {2,}/g, ' ').trim() : normalise(plain);
}
