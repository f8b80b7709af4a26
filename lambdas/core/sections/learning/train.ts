import type { Day } from '../../calendar/instant.ts';
import { classify } from '../classify.ts';
import type { Lexicon } from '../lexicon.ts';
import type { Classification, SectionId } from '../section.ts';
import type { Decision } from './decision.ts';
import { featuresOf } from './features.ts';
import { labelsOf } from './label.ts';
import { lexiconVersion, shortHash } from './lexicon-version.ts';
import { MODEL_BYTES, type Model } from './model.ts';
import { sparseOf } from './sparse.ts';
import { type Counted, chooseVocabulary } from './vocabulary.ts';
import { type Linear, trainLinear } from './yes-or-no.ts';

/** A decision with the day of its issue. */
export interface DatedDecision {
  readonly issueKey: Day;
  readonly decision: Decision;
}

/** A decision made ready: its features beside the lexicon, and what it answers to each head. */
export interface Lesson extends Counted {
  readonly issueKey: Day;
  readonly decision: Decision;
  readonly rules: Classification;
}

/** Features a model may have; {@link MODEL_BYTES} may allow fewer. */
const TERMS = 900;

const BOTH: Model['uses'] = { sections: true, wanted: true };

/** Makes decisions ready for training, oldest first; what teaches nothing is left out. */
export function lessonsOf(decisions: readonly DatedDecision[], lexicon: Lexicon): Lesson[] {
  const sections = Object.keys(lexicon.sections.cues);
  return [...decisions]
    .sort(byDay)
    .map(({ issueKey, decision }) => {
      const rules = classify(decision.report, lexicon);
      const features = featuresOf(decision.report, rules);
      return { issueKey, decision, rules, features, answers: answersOf(decision, sections) };
    })
    .filter(({ answers }) => answers.some((answer) => answer !== null));
}

/** Trains a model; the same lessons always give the same bytes. Throws without lessons. */
export function train(lessons: readonly Lesson[], lexicon: Lexicon, uses: Model['uses'] = BOTH): Model {
  const [first, last] = [lessons[0], lessons.at(-1)];
  if (!first || !last) throw new Error('nothing to learn from');
  const trained = {
    decisions: lessons.length,
    issues: new Set(lessons.map(({ issueKey }) => issueKey)).size,
    from: first.issueKey,
    until: last.issueKey,
    lexicon: lexiconVersion(lexicon),
  };
  let vocabulary = chooseVocabulary(lessons, TERMS);
  let content = contentOf(lessons, vocabulary);
  // Vietnamese words are of unequal length: rather fewer words than a cut-off file.
  while (bytesOf(content) > MODEL_BYTES - HEAD_ROOM) {
    vocabulary = vocabulary.slice(0, Math.floor(vocabulary.length * 0.9));
    content = contentOf(lessons, vocabulary);
  }
  const rest = { trained, uses, sections: Object.keys(lexicon.sections.cues), ...content };
  return { version: 1, id: `${trained.until}-${shortHash(rest)}`, ...rest };
}

/** Bytes for everything of a model but its terms. */
const HEAD_ROOM = 1024;

type Content = Pick<Model, 'bias' | 'terms'>;

function contentOf(lessons: readonly Lesson[], vocabulary: readonly string[]): Content {
  const numbers = new Map(vocabulary.map((feature, number) => [feature, number]));
  const inputs = lessons.map(({ features }) => sparseOf(features, numbers));
  const linears = (lessons[0]?.answers ?? []).map((_, head): Linear => {
    const examples = lessons.flatMap(({ answers }, at) => {
      const [answer, input] = [answers[head], inputs[at]];
      return answer && input ? [{ input, ...answer }] : [];
    });
    return trainLinear(examples, vocabulary.length);
  });
  return {
    bias: linears.map(({ bias }) => rounded(bias)),
    terms: Object.fromEntries(
      vocabulary.map((feature, number) => [feature, linears.map(({ weights }) => rounded(weights[number] ?? 0))]),
    ),
  };
}

/** Is it wanted, then is it of each section. */
function answersOf(decision: Decision, sections: readonly SectionId[]): Lesson['answers'] {
  const { wanted, section } = labelsOf(decision);
  const ofSections = sections.map((id) =>
    section === null ? null : { answer: section.answer === id, weight: section.weight },
  );
  return [wanted, ...ofSections];
}

function byDay(a: DatedDecision, b: DatedDecision): number {
  if (a.issueKey !== b.issueKey) return a.issueKey < b.issueKey ? -1 : 1;
  return a.decision.articleId < b.decision.articleId ? -1 : 1;
}

function rounded(value: number): number {
  // Without the nought added a small negative is -0, which JSON does not know.
  return Math.round(value * 100) / 100 + 0;
}

function bytesOf(content: Content): number {
  return new TextEncoder().encode(JSON.stringify(content)).length;
}
