import type { Day } from '../../calendar/instant.ts';
import { phrase } from '../../drafting/words.ts';
import type { Classification, SectionId } from '../section.ts';
import type { Act, Decision } from './decision.ts';
import type { DatedDecision } from './train.ts';
import { words } from './words.ts';

/** What a way of judging says of a decided story. */
export type Said = Pick<Classification, 'reform' | 'section'>;

/** A way of judging: a lexicon, a rule, a model, or what stood in the draft of the day. */
export type Judge = (decision: Decision) => Said;

/** `right`: now as the editors did; `wrong`: it was so before and no longer is; `open`: neither, or they did not say. */
export type Verdict = 'right' | 'wrong' | 'open';

/** A story that the new way of judging judges otherwise. */
export interface Change {
  readonly issueKey: Day;
  readonly articleId: string;
  readonly title: string;
  readonly act: Act;
  /** Section the editors printed it under, or null. */
  readonly printed: SectionId | null;
  readonly before: Said;
  readonly after: Said;
  readonly verdict: Verdict;
}

/** What a changed way of judging would have changed in past issues. */
export interface Replay {
  readonly decisions: number;
  readonly issues: number;
  readonly changes: readonly Change[];
  /** Printed stories that stand under the editors' section, before and after. */
  readonly printed: number;
  readonly rightBefore: number;
  readonly rightAfter: number;
  /** `6 tin đổi mục, 5 đúng như biên tập viên đã làm; …` */
  readonly sentence: string;
}

/** Runs two ways of judging against past decisions. */
export function replay(
  past: readonly DatedDecision[],
  judges: { readonly before: Judge; readonly after: Judge },
): Replay {
  const judged = past.map(({ issueKey, decision }) => ({
    issueKey,
    decision,
    before: judges.before(decision),
    after: judges.after(decision),
  }));
  const changes = judged.filter(({ before, after }) => !isSame(before, after)).map(changeOf);
  const printed = judged.filter(({ decision }) => decision.section !== null);
  const count = { decisions: past.length, issues: new Set(past.map(({ issueKey }) => issueKey)).size };
  return {
    ...count,
    changes,
    printed: printed.length,
    rightBefore: printed.filter(({ decision, before }) => isRight(decision, before)).length,
    rightAfter: printed.filter(({ decision, after }) => isRight(decision, after)).length,
    sentence: sentenceOf(changes, count),
  };
}

/** What the house said of a story on its day: where it stood before any person moved it. */
export function saidThen({ sortedAs, rules }: Decision): Said {
  return { reform: true, section: sortedAs ?? rules.section };
}

type Judged = { readonly issueKey: Day; readonly decision: Decision; readonly before: Said; readonly after: Said };

function changeOf({ issueKey, decision, before, after }: Judged): Change {
  const { articleId, report, act, section } = decision;
  const verdict = verdictOf(decision, before, after);
  return { issueKey, articleId, title: report.title, act, printed: section, before, after, verdict };
}

function verdictOf(decision: Decision, before: Said, after: Said): Verdict {
  if (isRight(decision, after)) return 'right';
  return isRight(decision, before) ? 'wrong' : 'open';
}

/** What was printed must be reform news and stand where it stood; what a person dropped must not be reform news. */
function isRight({ act, section }: Decision, said: Said): boolean {
  if (section !== null) return said.reform && said.section === section;
  return act === 'dropped' && !said.reform;
}

function isSame(a: Said, b: Said): boolean {
  return a.reform === b.reform && (!a.reform || a.section === b.section);
}

function sentenceOf(changes: readonly Change[], { decisions, issues }: { decisions: number; issues: number }): string {
  const moved = changes.filter(({ before, after }) => before.reform && after.reform);
  const lost = changes.filter(({ before, after }) => before.reform && !after.reform);
  const gained = changes.length - moved.length - lost.length;
  const right = (list: readonly Change[]): number => list.filter(({ verdict }) => verdict === 'right').length;
  const wrong = moved.filter(({ verdict }) => verdict === 'wrong').length;
  return [
    moved.length === 0 ? words.unchanged : phrase(words.replayed, moved.length, right(moved)),
    ...(wrong > 0 ? [phrase(words.wrong, wrong)] : []),
    ...(lost.length > 0 ? [phrase(words.lost, lost.length, right(lost))] : []),
    ...(gained > 0 ? [phrase(words.gained, gained)] : []),
    phrase(words.total, decisions, issues),
  ].join('; ');
}
