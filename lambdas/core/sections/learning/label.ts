import type { SectionId } from '../section.ts';
import type { Act, Decision } from './decision.ts';

/** What a decision teaches: an answer, and how much it counts (0…1). */
export interface Label<Answer> {
  readonly answer: Answer;
  readonly weight: number;
}

/** Both lessons of a decision; null where it teaches nothing. */
export interface Labels {
  /** Does the bulletin want such news? */
  readonly wanted: Label<boolean> | null;
  readonly section: Label<SectionId> | null;
}

/** What a person did with his own hands. */
const BY_HAND = 1;
/** What a person let stand when he approved: he saw it and agreed, or did not look closely. */
const LET_STAND = 0.6;
/**
 * A person took it out. A weak "no": he may have found it dull, a double, or one too many, and all of these look the same.
 */
const DROPPED = 0.4;
/**
 * The rules had doubts and nobody brought it back. A very weak "no": perhaps nobody unfolded the list. What the rules left
 * out for want of room, for the share of a paper or for a missing date teaches nothing, nor does a newcomer in the tray: the
 * house itself said it was reform news, and no person said otherwise.
 */
const DOUBTED = 0.1;

const WANTED: Readonly<Record<Act, (decision: Decision) => Label<boolean> | null>> = {
  printed: () => ({ answer: true, weight: LET_STAND }),
  moved: () => ({ answer: true, weight: BY_HAND }),
  'brought-in': () => ({ answer: true, weight: BY_HAND }),
  dropped: ({ alreadyRun }) => (alreadyRun ? null : { answer: false, weight: DROPPED }),
  'passed-over': ({ why }) => (why === 'below-threshold' ? { answer: false, weight: DOUBTED } : null),
};

/** The lessons of a decision. */
export function labelsOf(decision: Decision): Labels {
  return { wanted: WANTED[decision.act](decision), section: sectionLabel(decision) };
}

/** True where a person decided: only these count towards the number from which the house learns. */
export function isByPerson({ act }: Decision): boolean {
  return act !== 'passed-over';
}

function sectionLabel({ section, sortedAs }: Decision): Label<SectionId> | null {
  if (section === null) return null;
  return { answer: section, weight: sortedAs === section ? LET_STAND : BY_HAND };
}
