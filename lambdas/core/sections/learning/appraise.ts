import { z } from 'zod';
import type { Lexicon } from '../lexicon.ts';
import { ask } from './ask.ts';
import { combine, isUnwanted } from './judge.ts';
import { isByPerson } from './label.ts';
import type { Model } from './model.ts';
import { type Lesson, train } from './train.ts';

/** Decisions by a person before the house learns from them. */
export const ENOUGH = 500;

/** What came of asking models about decisions that were made after everything they had learned from. */
export const figuresSchema = z.object({
  /** Printed stories asked about. */
  printed: z.number().int(),
  /** Of them under the editors' section by the rules alone, and with the second opinion. */
  rulesRight: z.number().int(),
  togetherRight: z.number().int(),
  /** Stories moved from a wrong section to the right one, and from the right one to a wrong one. */
  helped: z.number().int(),
  hurt: z.number().int(),
  /** Stories said to be of the kind that is dropped: that were dropped, and that were printed. */
  unwantedRight: z.number().int(),
  unwantedWrong: z.number().int(),
});
/** See {@link figuresSchema}. */
export type Figures = z.infer<typeof figuresSchema>;

/** What the house makes of its lessons: none (`too-few`), no model (`thrown-away`), or one to be asked (`in-use`). */
export type Appraisal =
  | { readonly kind: 'too-few'; readonly decisions: number }
  | { readonly kind: 'thrown-away'; readonly decisions: number; readonly figures: Figures }
  | { readonly kind: 'in-use'; readonly decisions: number; readonly figures: Figures; readonly model: Model };

/** The latest share of the decisions is held out, in so many steps: each model knows only what was decided before its step. */
const HELD_OUT = { share: 0.4, steps: 3 };
/** Standard deviations of a coin by which help must outweigh harm: 1.64 is a chance of one in twenty to be fooled. */
const SURE = 1.64;

/**
 * Trains on the earlier decisions and asks about the later ones; only where the second opinion is better than the rules
 * alone, by more than luck, is a model trained on all of them and kept.
 */
export function appraise(lessons: readonly Lesson[], lexicon: Lexicon): Appraisal {
  const decisions = lessons.filter(({ decision }) => isByPerson(decision)).length;
  if (decisions < ENOUGH) return { kind: 'too-few', decisions };
  const figures = stepsOf(lessons)
    .map(({ before, asked }) => figuresOf(train(before, lexicon), asked))
    .reduce(added, NOTHING);
  const uses = {
    sections: isBetter(figures.helped, figures.hurt),
    wanted: isBetter(figures.unwantedRight, figures.unwantedWrong),
  };
  if (!uses.sections && !uses.wanted) return { kind: 'thrown-away', decisions, figures };
  return { kind: 'in-use', decisions, figures, model: train(lessons, lexicon, uses) };
}

const NOTHING: Figures = {
  printed: 0,
  rulesRight: 0,
  togetherRight: 0,
  helped: 0,
  hurt: 0,
  unwantedRight: 0,
  unwantedWrong: 0,
};

/** Steps begin where an issue begins: a model that knew half an issue would know the other half too well. */
function stepsOf(lessons: readonly Lesson[]): { before: Lesson[]; asked: Lesson[] }[] {
  const { share, steps } = HELD_OUT;
  const starts = Array.from({ length: steps + 1 }, (_, step) =>
    issueStart(lessons, Math.round(lessons.length * (1 - share + (share * step) / steps))),
  );
  return starts
    .slice(0, steps)
    .map((start, step) => ({ before: lessons.slice(0, start), asked: lessons.slice(start, starts[step + 1]) }))
    .filter(({ before, asked }) => before.length > 0 && asked.length > 0);
}

function issueStart(lessons: readonly Lesson[], from: number): number {
  let at = from;
  while (at > 0 && at < lessons.length && lessons[at]?.issueKey === lessons[at - 1]?.issueKey) at += 1;
  return at;
}

function figuresOf(model: Model, asked: readonly Lesson[]): Figures {
  return asked.map((lesson) => figuresOfOne(model, lesson)).reduce(added, NOTHING);
}

function figuresOfOne(model: Model, { decision, rules, features }: Lesson): Figures {
  // A story the rules no longer take for reform news is not asked about.
  if (!rules.reform) return NOTHING;
  const opinion = ask(model, features, rules);
  const together = combine(rules, opinion, model.uses);
  const { section, act } = decision;
  const isPrinted = section !== null;
  const [ruled, joined] = [isPrinted && rules.section === section, isPrinted && together.section === section];
  return {
    printed: Number(isPrinted),
    rulesRight: Number(ruled),
    togetherRight: Number(joined),
    helped: Number(joined && !ruled),
    hurt: Number(ruled && !joined),
    unwantedRight: Number(isUnwanted(opinion) && act === 'dropped' && !decision.alreadyRun),
    unwantedWrong: Number(isUnwanted(opinion) && isPrinted),
  };
}

function isBetter(right: number, wrong: number): boolean {
  return right - wrong > SURE * Math.sqrt(right + wrong);
}

function added(a: Figures, b: Figures): Figures {
  return {
    printed: a.printed + b.printed,
    rulesRight: a.rulesRight + b.rulesRight,
    togetherRight: a.togetherRight + b.togetherRight,
    helped: a.helped + b.helped,
    hurt: a.hurt + b.hurt,
    unwantedRight: a.unwantedRight + b.unwantedRight,
    unwantedWrong: a.unwantedWrong + b.unwantedWrong,
  };
}
