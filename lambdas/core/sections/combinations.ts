import { z } from 'zod';
import { syllables } from '../vietnamese/syllables.ts';
import seed from './combinations.json' with { type: 'json' };
import { standsAt } from './phrases.ts';
import { sectionIdSchema } from './section.ts';

/** Words that say something only together: one of `any` and one of `with`, at most `within` syllables between them. */
const combinationSchema = z.object({
  /** What they say together, in the words of the card. */
  says: z.string(),
  weight: z.number(),
  within: z.number().int().min(0),
  /** What it says of the section, beside being about reform. */
  sections: z.partialRecord(sectionIdSchema, z.number()),
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

type Starts = ReadonlyMap<string, readonly { readonly word: string; readonly parts: readonly string[] }[]>;

/** Makes combinations ready to be looked for, each at most once a part. */
export function combinationFinder(combinations: readonly Combination[]): Finder {
  const ready = combinations.map((combination) => ({
    combination,
    any: startsOf(combination.any),
    with: startsOf(combination.with),
  }));
  return (sequence) =>
    ready.flatMap((each) => {
      const pair = nearPair(placesOf(sequence, each.any), placesOf(sequence, each.with), each.combination.within);
      return pair === null ? [] : [{ combination: each.combination, shown: pair }];
    });
}

interface Place {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

function startsOf(words: readonly string[]): Starts {
  const starts = new Map<string, { word: string; parts: readonly string[] }[]>();
  for (const word of words) {
    const parts = syllables(word);
    starts.set(parts[0] ?? '', [...(starts.get(parts[0] ?? '') ?? []), { word, parts }]);
  }
  return starts;
}

function placesOf(sequence: readonly string[], starts: Starts): Place[] {
  const places: Place[] = [];
  for (let from = 0; from < sequence.length; from += 1)
    for (const { word, parts } of starts.get(sequence[from] ?? '') ?? [])
      if (standsAt(sequence, from, parts)) places.push({ word, from, to: from + parts.length });
  return places;
}

function nearPair(ones: readonly Place[], others: readonly Place[], within: number): string | null {
  for (const one of ones)
    for (const other of others) {
      const [first, second] = one.from <= other.from ? [one, other] : [other, one];
      if (second.from >= first.to && second.from - first.to <= within) return `${first.word} … ${second.word}`;
    }
  return null;
}
