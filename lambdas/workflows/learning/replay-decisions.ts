import { type Judgement, judge } from '../../core/sections/learning/judge.ts';
import { type Judge, type Replay, replay, saidThen } from '../../core/sections/learning/replay.ts';
import type { Standing } from '../../core/sections/learning/standing.ts';
import type { Lexicon } from '../../core/sections/lexicon.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { loadHouse } from '../settings/house.ts';
import { dated, readPastDecisions } from './past-decisions.ts';
import { loadSecondOpinion } from './second-opinion.ts';

/** What {@link replayAgainstPast} needs of the world. It only reads. */
export interface ReplayPorts {
  readonly newsroom: ObjectStore;
}

/**
 * What is tried on past issues: `present`, the house as it is, beside what stood in each draft of its day; `lexicon`, a
 * changed lexicon beside the present one; `second-opinion`, the present lexicon with the model in use beside it alone (the
 * model has learned from these very issues: `figures` of its standing are those that count).
 */
export type Trial =
  | { readonly kind: 'present' }
  | { readonly kind: 'lexicon'; readonly lexicon: Lexicon }
  | { readonly kind: 'second-opinion' };

/** What would have changed, and how the second opinion stands. */
export interface PastReplay extends Replay {
  readonly secondOpinion: { readonly isOn: boolean; readonly standing: Standing | null };
  /** Keys of decision files that could not be read. */
  readonly unreadable: readonly string[];
}

/** Runs a changed way of judging against past issues; changes nothing. */
export async function replayAgainstPast(ports: ReplayPorts, trial: Trial): Promise<PastReplay> {
  const [{ lexicon }, { isOn, standing, model }, past] = await Promise.all([
    loadHouse(ports.newsroom),
    loadSecondOpinion(ports.newsroom),
    readPastDecisions(ports.newsroom),
  ]);
  const judges = judgesOf(trial, { lexicon, model });
  return {
    ...replay(dated(past.files), judges),
    secondOpinion: { isOn, standing },
    unreadable: past.unreadable,
  };
}

/** A lexicon is tried alone on both sides: the model was trained beside the present one and would speak on one side only. */
function judgesOf(trial: Trial, present: Judgement): { readonly before: Judge; readonly after: Judge } {
  const { lexicon } = present;
  switch (trial.kind) {
    case 'present':
      return { before: saidThen, after: by(present) };
    case 'lexicon':
      return { before: by({ lexicon }), after: by({ lexicon: trial.lexicon }) };
    case 'second-opinion':
      return { before: by({ lexicon }), after: by(present) };
  }
}

function by(judgement: Judgement): Judge {
  return ({ report }) => judge(report, judgement);
}
