import { z } from 'zod';
import seed from './combinations.json' with { type: 'json' };
import { sectionIdSchema } from './section.ts';
import { eachPhrase, trieOf } from './trie.ts';

/** Words that say something only together: one of `any` and one of `with`, at most `within` syllables between them. */
const combinationSchema = z.object({
  /** What they say together, in the words of the card. */
  says: z.string(),
  weight: z.number(),
  within: z.number().int().min(0),
  /** What it says of the section, beside being about reform. */
  sections: z.record(sectionIdSchema, z.number()),
  any: z.array(z.string()).min(1),
  with: z.array(z.string()).min(1),
});
/** See {@link combinationSchema}. */
export type Combination = z.infer<typeof combinationSchema>;

/** The combinations an editor may change: a part of `settings/lexicon.json`. */
export const combinationsSchema = z.array(combinationSchema);

/** The combinations the house starts with. */
export function seedCombinations(): Combination[] {
  return combinationsSchema.parse(seed.combinations);
}

/** Where a combination's words stand in one part of a report, as they are to be shown, or null. */
export type Finder = (sequence: readonly string[]) => { readonly combination: Combination; readonly shown: string }[];

/** Makes combinations ready to be looked for, each at most once a part. */
export function combinationFinder(combinations: readonly Combination[]): Finder {
  const trie = trieOf(
    combinations.flatMap((combination) =>
      (['any', 'with'] as const).flatMap((side) =>
        combination[side].map((word) => [word, { combination, side, word }] as const),
      ),
    ),
  );
  return (sequence) => {
    const places = new Map<Combination, { readonly any: Place[]; readonly with: Place[] }>();
    eachPhrase(sequence, trie, ({ known, from, to }) => {
      for (const { combination, side, word } of known) {
        const ofBoth = places.get(combination) ?? { any: [], with: [] };
        ofBoth[side].push({ word, from, to });
        places.set(combination, ofBoth);
      }
    });
    return combinations.flatMap((combination) => {
      const { any = [], with: others = [] } = places.get(combination) ?? {};
      const pair = nearPair(any, others, combination.within);
      return pair === null ? [] : [{ combination, shown: pair }];
    });
  };
}

interface Place {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

function nearPair(ones: readonly Place[], others: readonly Place[], within: number): string | null {
  for (const one of ones)
    for (const other of others) {
      const [first, second] = one.from <= other.from ? [one, other] : [other, one];
      if (second.from >= first.to && second.from - first.to <= within) return `${first.word} … ${second.word}`;
    }
  return null;
}
