import { normalise } from './normalise.ts';
import { alignTones } from './tone-placement.ts';

/**
 * A number with its groups, decimals, unit and document code (`5.700`, `60,45`, `05/9/2024`, `57-nq/tw`,
 * `131/2020/nđ-cp`, `18h30`), or a word.
 */
const TOKEN = /\d[\p{L}\p{M}\d]*(?:[.,]\d[\p{L}\p{M}\d]*|[/–-][\p{L}\p{M}\d]+)*|\p{L}[\p{L}\p{M}\p{N}]*/gu;

/**
 * The syllables of a text for comparing and counting: normalised, lower case, tones in one place, punctuation out.
 * Numbers and document numbers stay whole (`57-nq/tw`).
 */
export function syllables(text: string): string[] {
  return alignTones(normalise(text).toLowerCase()).match(TOKEN) ?? [];
}
