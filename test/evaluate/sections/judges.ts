import { createHash } from 'node:crypto';
import { daySchema } from '../../../lambdas/core/calendar/instant.ts';
import { learnWeights } from '../../../lambdas/core/sections/learned/learn.ts';
import { noWeights } from '../../../lambdas/core/sections/learned/weights.ts';
import { type Lexicon, seedLexicon } from '../../../lambdas/core/sections/lexicon.ts';
import { relevance } from '../../../lambdas/core/sections/relevance.ts';
import { type ReadReport, readReport } from '../../../lambdas/core/sections/report.ts';
import type { SectionId } from '../../../lambdas/core/sections/section.ts';
import { sectionScores } from '../../../lambdas/core/sections/section-choice.ts';
import { seedRegistry } from '../../../lambdas/core/sources/registry.ts';
import type { Labelled } from '../labelled.ts';
import { keywordJudge, regressionJudge } from './peers.ts';

/** What a judge says of a text. */
export interface Verdict {
  readonly score: number;
  readonly reform: boolean;
  /** The section it would have, reform or not. */
  readonly section: SectionId;
  readonly reasons: readonly string[];
}

/** Judges a text. */
export type Judge = (row: Labelled) => Verdict;

/** A judge by name; `train` makes it from texts, so that it can be tried on texts it has not seen. */
export interface Contender {
  readonly name: string;
  readonly train: (rows: readonly Labelled[]) => Judge;
  /** Whether it must be tried on texts it was not made from. */
  readonly learns: boolean;
}

/** Score from which a report is reform news. */
const REFORM = 1;
const FOLDS = 5;
const byHost = new Map(seedRegistry().sources.flatMap((source) => source.hosts.map((host) => [host, source] as const)));
const read = new WeakMap<Labelled, ReadReport>();

/** Everyone who is measured: two peers, the hand-written lexicon, and it with the weights learned in the same folds. */
export function contenders(): Contender[] {
  const shipped = seedLexicon();
  const bare: Lexicon = { ...shipped, learned: noWeights() };
  return [
    { name: 'keyword count', learns: false, train: () => keywordJudge },
    { name: 'logistic regression on 1–3-grams, cross-validated', learns: true, train: regressionJudge },
    { name: 'hand-written lexicon (written with open texts in view)', learns: false, train: () => judgeBy(bare) },
    {
      name: 'lexicon + learned weights, cross-validated',
      learns: true,
      train: (rows) => judgeBy({ ...bare, learned: learnWeights(rows, bare, { day: '' }) }),
    },
    { name: 'as shipped (has seen open texts)', learns: false, train: () => judgeBy(shipped) },
  ];
}

/** What a contender says of every text, learners only of texts they were not made from. */
export function verdicts({ train, learns }: Contender, rows: readonly Labelled[]): Map<string, Verdict> {
  const learnable = rows.filter(({ kind }) => kind !== 'daily seed');
  if (!learns) {
    const judge = train([]);
    return new Map(rows.map((row) => [row.id, judge(row)]));
  }
  const whole = train(learnable);
  const seeds = rows.filter(({ kind }) => kind === 'daily seed').map((row) => [row.id, whole(row)] as const);
  const folded = Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const judge = train(learnable.filter(({ id }) => foldOf(id) !== fold));
    return learnable.filter(({ id }) => foldOf(id) === fold).map((row) => [row.id, judge(row)] as const);
  });
  return new Map([...folded, ...seeds]);
}

/** A text's fold, from nothing but its id. */
function foldOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32BE() % FOLDS;
}

function judgeBy(lexicon: Lexicon): Judge {
  return (row) => {
    const report = read.get(row) ?? readRow(row);
    read.set(row, report);
    const { score, phrases } = relevance(report, lexicon, report.parts);
    const [best] = sectionScores(report, lexicon);
    return {
      score,
      reform: score >= REFORM,
      section: best?.section ?? 'chu-truong',
      reasons: phrases.slice(0, 4).map(({ phrase, weight }) => `${phrase} ${weight.toFixed(1)}`),
    };
  };
}

function readRow(row: Labelled): ReadReport {
  const host = row.url && URL.canParse(row.url) ? new URL(row.url).hostname : (row.source ?? '').toLowerCase();
  const source = byHost.get(host) ?? byHost.get(host.replace(/^www\./, ''));
  return readReport({
    title: row.title,
    lead: null,
    text: row.text,
    rubric: null,
    sourceKind: source?.kind ?? null,
    sourcePlace: source?.place ?? null,
    day: daySchema.safeParse(row.date).data ?? null,
  });
}
