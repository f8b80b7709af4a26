import { fold } from '../../vietnamese/fold.ts';

/** Words of a text without marks, case and signs. */
function wordsOf(text: string): string[] {
  return fold(text)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
}

/** The words of a title in one string: equal for what differs in marks, signs and case alone. */
export function titleKey(text: string): string {
  return wordsOf(text).join(' ');
}

/** How alike two titles are, 0 to 1: twice the words they share over all their words (Dice), each counted once. */
export function likeness(a: string, b: string): number {
  const left = new Set(wordsOf(a));
  const right = new Set(wordsOf(b));
  if (left.size + right.size === 0) return 0;
  const both = [...left].filter((word) => right.has(word)).length;
  return (2 * both) / (left.size + right.size);
}

/** Two strings of a title that a bulletin prints twice, once misread or mistyped. */
export function isSameTitle(a: string, b: string): boolean {
  return titleKey(a) === titleKey(b) || likeness(a, b) >= 0.75;
}
