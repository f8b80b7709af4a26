import { isUsual, normalise } from './normalise.ts';
import { alignTones } from './tone-placement.ts';

/**
 * A number with its groups, decimals, unit and document code (`5.700`, `60,45`, `05/9/2024`, `57-nq/tw`,
 * `131/2020/nđ-cp`, `18h30`), or a word.
 */
const TOKEN = /\d[\p{L}\p{M}\d]*(?:[.,]\d[\p{L}\p{M}\d]*|[/–-][\p{L}\p{M}\d]+)*|\p{L}[\p{L}\p{M}\p{N}]*/gu;

/** The same where no other letters than Vietnamese ones can stand: four times as fast. */
const USUAL_TOKEN = /\d[a-zà-ỹ\d]*(?:[.,]\d[a-zà-ỹ\d]*|[/–-][a-zà-ỹ\d]+)*|[a-zà-ỹ][a-zà-ỹ\d]*/g;

/**
 * The syllables of a text for comparing and counting: normalised, lower case, tones in one place, punctuation out.
 * Numbers and document numbers stay whole (`57-nq/tw`).
 */
export function syllables(text: string): string[] {
  // Spaces and line ends part syllables however many they are: a usual text need not be normalised.
  if (isUsual(text)) return alignTones(text.toLowerCase()).match(USUAL_TOKEN) ?? [];
  return alignTones(normalise(text).toLowerCase()).match(TOKEN) ?? [];
}
