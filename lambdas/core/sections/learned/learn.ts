import { createHash } from 'node:crypto';
import type { Lexicon } from '../lexicon.ts';
import { relevance } from '../relevance.ts';
import { type ReadReport, readReport } from '../report.ts';
import type { SectionId } from '../section.ts';
import { sectionScores } from '../section-choice.ts';
import { signsOf } from '../signs.ts';
import { gramFeatures } from './features.ts';
import { BIAS, type Example, fitLinear, type Weights } from './linear.ts';
import { nameSyllables } from './names.ts';
import { signFeature } from './says.ts';
import { type LearnedWeights, noWeights } from './weights.ts';

/** A text people have labelled. */
export interface LabelledText {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** Null where the readers disagree: nothing is learned from it. */
  readonly reform: boolean | null;
  /** Every section a reader gave. */
  readonly sections: readonly SectionId[];
}

/** How the weights are learned; the figures were chosen by cross-validation. */
export interface Learning {
  /**
   * How much one point of a hand-written score counts while learning. The lexicon was written with the same texts in view
   * and is surer of them than of others: trusted fully, it would leave nothing but its own slips to be learned.
   */
  readonly trust: { readonly reform: number; readonly sections: number };
  /** How many points of the learner's are one of the lexicon's. */
  readonly scale: { readonly reform: number; readonly sections: number };
  readonly l2: { readonly reform: number; readonly sections: number };
  /** Phrases kept for reform, and for each section. */
  readonly phrases: { readonly reform: number; readonly sections: number };
  /** The most that the learned weights may move a score. */
  readonly most: number;
}

/** See {@link Learning}. */
export const LEARNING: Learning = {
  trust: { reform: 1, sections: 1 },
  scale: { reform: 4, sections: 4 },
  l2: { reform: 1, sections: 1 },
  phrases: { reform: 300, sections: 120 },
  most: 0.6,
};

const ROUNDS = 80;
/** A phrase must stand in so many texts. */
const LEAST_TEXTS = 3;
/** A phrase that moves a score by less is not kept. */
const LEAST_WEIGHT = 0.01;
/** Beyond these a hand-written score says no more. */
const SURE = { least: -2, most: 4 };
const GRAMMAR = new Set(
  'bị bởi bằng các cái chỉ cho chưa cùng cũng còn có của do dù đã đang đây để đến đó được hay hơn hoặc khi không là lại làm lên mà mỗi một mới nay này nên nếu người nhiều nhưng những như nhất ở phải qua ra rằng rất sau sẽ so sự tại theo thêm thì trên trong trước từ tới và vào vẫn về vì việc với vừa ông bà'.split(
    ' ',
  ),
);

interface Read {
  readonly text: LabelledText;
  readonly report: ReadReport;
  /** Phrases. */
  readonly features: Map<string, number>;
  /** Signs, for the sections. */
  readonly signs: Map<string, number>;
}

/** Learns weights to be added to the lexicon's own, from labelled texts; the same texts give the same weights. */
export function learnWeights(
  texts: readonly LabelledText[],
  lexicon: Lexicon,
  { day, learning = LEARNING }: { day: string; learning?: Learning },
): LearnedWeights {
  const bare: Lexicon = { ...lexicon, learned: noWeights() };
  const ids = Object.keys(lexicon.sections.cues);
  const read = readAll(texts, bare);
  const reform = fitLinear(reformExamples(read, bare, learning), { l2: learning.l2.reform, rounds: ROUNDS });
  const sections = fitLinear(sectionExamples(read, bare, learning), { l2: learning.l2.sections, rounds: ROUNDS });
  const saysReform = (each: readonly number[]): number => ((each[1] ?? 0) - (each[0] ?? 0)) / learning.scale.reform;
  const saysSection = (index: number) => (each: readonly number[]) => (each[index] ?? 0) / learning.scale.sections;
  return {
    ...noWeights(),
    trainedOn: provenance(texts, bare, day),
    most: learning.most,
    always: {
      reform: 0,
      sections: bySection(ids, (index) => rounded(saysSection(index)(sections.get(BIAS) ?? []))),
    },
    reform: strongest(reform, saysReform, learning.phrases.reform),
    sections: bySection(ids, (index) => strongest(sections, saysSection(index), learning.phrases.sections)),
  };
}

function readAll(texts: readonly LabelledText[], lexicon: Lexicon): Read[] {
  const names = nameSyllables(texts.map(({ title, text }) => `${title}\n${text}`));
  const wanted = (gram: string): boolean => isPhrase(gram.split(' '), names);
  const all = texts.map((text) => {
    const input = { ...text, lead: null, rubric: null, sourceKind: null, sourcePlace: null, day: null };
    const report = readReport(input);
    const signs = new Map(signsOf(report, lexicon).map(({ id }) => [signFeature(id), 1]));
    return { text, report, features: gramFeatures(report.parts, noWeights(), wanted), signs };
  });
  const times = new Map<string, number>();
  for (const { features } of all)
    for (const feature of features.keys()) times.set(feature, (times.get(feature) ?? 0) + 1);
  for (const { features } of all)
    for (const feature of features.keys()) if ((times.get(feature) ?? 0) < LEAST_TEXTS) features.delete(feature);
  return all;
}

/** Two or three syllables that hold no name and neither begin nor end with a word of grammar. */
function isPhrase(syllables: readonly string[], names: ReadonlySet<string>): boolean {
  const edges = [syllables.at(0) ?? '', syllables.at(-1) ?? ''];
  return syllables.length > 1 && !edges.some((each) => GRAMMAR.has(each)) && !syllables.some((each) => names.has(each));
}

function reformExamples(read: readonly Read[], lexicon: Lexicon, { trust }: Learning): Example[] {
  return read.flatMap(({ text, report, features }) => {
    if (text.reform === null) return [];
    const { score } = relevance(report, lexicon, report.parts);
    const sure = Math.max(SURE.least, Math.min(SURE.most, score));
    return [{ features, offsets: [0, trust.reform * (sure - 1)], target: text.reform ? [0, 1] : [1, 0], weight: 1 }];
  });
}

function sectionExamples(read: readonly Read[], lexicon: Lexicon, { trust }: Learning): Example[] {
  const ids = Object.keys(lexicon.sections.cues);
  return read.flatMap(({ text, report, features, signs }) => {
    if (!text.reform || text.sections.length === 0) return [];
    const scores = new Map(sectionScores(report, lexicon).map(({ section, score }) => [section, score]));
    const share = 1 / text.sections.length;
    return [
      {
        features: new Map([...features, ...signs, [BIAS, 1]]),
        offsets: ids.map((section) => trust.sections * (scores.get(section) ?? 0)),
        target: ids.map((section) => (text.sections.includes(section) ? share : 0)),
        weight: 1,
      },
    ];
  });
}

function strongest(weights: Weights, says: (each: readonly number[]) => number, most: number): Record<string, number> {
  const kept = [...weights]
    .map(([name, each]) => [name, rounded(says(each))] as const)
    .filter(([name, weight]) => name !== BIAS && Math.abs(weight) >= LEAST_WEIGHT)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || (a[0] < b[0] ? -1 : 1))
    .slice(0, most);
  return Object.fromEntries(kept.sort((a, b) => (a[0] < b[0] ? -1 : 1)));
}

function bySection<T>(ids: readonly SectionId[], make: (index: number) => T): Record<SectionId, T> {
  return Object.fromEntries(ids.map((id, index) => [id, make(index)]));
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function provenance(texts: readonly LabelledText[], lexicon: Lexicon, day: string): LearnedWeights['trainedOn'] {
  const labels = texts.map(({ id, reform, sections }) => `${id} ${reform} ${sections.join(',')}`).sort();
  const sorted = texts.filter(({ reform }) => reform === true);
  const ids = Object.keys(lexicon.sections.cues);
  return {
    day,
    texts: texts.length,
    reform: sorted.length,
    sections: bySection(ids, (index) => sorted.filter(({ sections }) => sections[0] === ids[index]).length),
    labels: digest(labels.join('\n')),
    lexicon: digest(JSON.stringify({ ...lexicon, learned: null })),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
