import { normalise } from './normalise.ts';

/**
 * Folds a text for searching and comparing: lower case, no marks, đ and ð→d. Idempotent; letters are never lost.
 * `Điểm báo` → `diem bao`. Not for printing.
 */
export function fold(text: string): string {
  const plain = normalise(text)
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đð]/g, 'd');
  // Once more: a mark that stood alone between spaces leaves two of them.
  return normalise(plain);
}
