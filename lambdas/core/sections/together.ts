import { type Combination, combinationFinder, type Finder } from './combinations.ts';
import type { Lexicon } from './lexicon.ts';
import { masked, type Parts, type PhraseTables, phraseTables } from './phrases.ts';

/** A combination found in a report: what is shown of it, and its share of the weight (title, lead or both). */
export interface Together {
  readonly combination: Combination;
  /** `sáp nhập … trường học`. */
  readonly shown: string;
  readonly share: number;
}

const made = new WeakMap<Lexicon, { readonly masks: PhraseTables<'masks'>; readonly finder: Finder }>();

/** The words that stand together in the title or in the lead; what a mask hides is not seen. */
export function foundTogether(split: Parts, lexicon: Lexicon): Together[] {
  const { masks, finder } = readyOf(lexicon);
  const found = new Map<string, Together>();
  for (const [sequence, share] of [
    [split.title, lexicon.parts.title],
    [split.lead, lexicon.parts.lead],
  ] as const)
    for (const { combination, shown } of finder(masked(sequence, masks))) {
      const known = found.get(combination.says);
      found.set(combination.says, {
        combination,
        shown: known?.shown ?? shown,
        share: (known?.share ?? 0) + share,
      });
    }
  return [...found.values()];
}

function readyOf(lexicon: Lexicon): { masks: PhraseTables<'masks'>; finder: Finder } {
  const known = made.get(lexicon);
  if (known !== undefined) return known;
  const ready = {
    masks: phraseTables([['masks', lexicon.masks]] as const),
    finder: combinationFinder(lexicon.combinations),
  };
  made.set(lexicon, ready);
  return ready;
}
