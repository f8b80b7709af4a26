import type { Day } from '../../calendar/instant.ts';
import type { Field, Hit } from '../finding.ts';
import type { Rules } from '../rules.ts';

/** What a check of one text knows of its surroundings. */
export interface About {
  readonly field: Field;
  readonly issueKey: Day;
  readonly rules: Rules;
  /** The clipping has figures with their thousands parted by dots. */
  readonly hasGroupedFigures: boolean;
  /** The clipping's most frequent way of writing a day (`/`, `-`, `.`), where it has several. */
  readonly daySign: string | null;
  /** The paragraph before, for what a sentence takes up from it; empty for the first. */
  readonly before: string;
}

/** Reads one text and says what is wrong with it; total, and linear in the length of the text. */
export type Check = (text: string, about: About) => Hit[];

/** A pattern that finds one of the words or groups, whole, longest first. */
export function anyOf(phrases: readonly string[], flags = 'giu'): RegExp {
  const sorted = [...phrases].sort((a, b) => b.length - a.length).map(escaped);
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${sorted.join('|')})(?![\\p{L}\\p{M}\\p{N}])`, flags);
}

/** Text as a part of a pattern; a space stands for any one. */
export function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s');
}

/** Something made of the rules once, however many texts are read by them. */
export function perRules<T>(make: (rules: Rules) => T): (rules: Rules) => T {
  const made = new WeakMap<Rules, { readonly value: T }>();
  return (rules) => {
    const known = made.get(rules) ?? { value: make(rules) };
    made.set(rules, known);
    return known.value;
  };
}
