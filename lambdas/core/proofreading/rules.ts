import { z } from 'zod';
import names from './data/names.json' with { type: 'json' };
import rules from './data/rules.json' with { type: 'json' };
import syllables from './data/syllables.json' with { type: 'json' };
import words from './data/words.json' with { type: 'json' };

const strings = z.array(z.string().min(1));

/** The rules a person may edit: severities, limits, names, words that are often confused. */
export const rulesSchema = z.object({
  /** By rule; `off` silences it. */
  severities: z.record(z.string(), z.enum(['error', 'warning', 'hint', 'off'])),
  /** `mailNear`: share of `mailBytes` from which a mail counts as near its limit. */
  limits: z.object({ titleCharacters: z.number(), mailBytes: z.number(), mailNear: z.number() }),
  /** Things that are counted one by one: a figure before them has no decimals. */
  counted: strings,
  /** Units behind which a figure may have decimals. */
  measured: strings,
  /** Words that never stand twice in a row. */
  neverTwice: strings,
  /** Words and groups that may. */
  mayRepeat: strings,
  /** Signs that a sentence speaks of places and agencies as they were. */
  oldDays: strings,
  /** `accepted`: other spellings that are left alone; `wrong`: misspellings that are more than capitals. */
  names: z.array(z.object({ name: z.string(), accepted: strings.optional(), wrong: strings.optional() })),
  /** Word groups that are nearly always a slip; `notBefore`: words behind which make it right after all. */
  confused: z.array(
    z.object({
      wrong: z.string(),
      right: z.string(),
      kind: z.enum(['missing', 'letter']),
      notBefore: strings.optional(),
    }),
  ),
  /** Set terms of at least four syllables: one syllable nearly right is a slip. */
  terms: z.array(z.string().regex(/^\S+(?: \S+){3,}$/)),
  /** Spelling of Vietnamese syllables without tones; words of foreign origin written with Vietnamese letters. */
  syllables: z.object({ onsets: z.string(), rimes: z.string(), foreign: z.string() }),
});
/** See {@link rulesSchema}. */
export type Rules = z.infer<typeof rulesSchema>;

let seed: Rules | null = null;

/** The rules of the house, parsed once. */
export function seedRules(): Rules {
  seed ??= rulesSchema.parse({ ...rules, ...names, ...words, syllables });
  return seed;
}
