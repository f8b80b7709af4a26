import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { appraise } from '../../lambdas/core/sections/learning/appraise.ts';
import { MODEL_BYTES } from '../../lambdas/core/sections/learning/model.ts';
import { lessonsOf } from '../../lambdas/core/sections/learning/train.ts';
import { seedLexicon } from '../../lambdas/core/sections/lexicon.ts';
import { decided, decisionsBy } from '../core/sections/learning/decided.ts';

/** Seconds `learn` may take in the cloud: its time-out. */
const TIMEOUT_SECONDS = 300;

/**
 * Learning from invented decisions of about the length of a report: judging them, four trainings, the questions between.
 * Arguments: `[--decisions 500,1000,2000,5000] [--syllables 350]`. Each row is held against the time-out and the size limit.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      decisions: { type: 'string', default: '500,1000,2000,5000' },
      syllables: { type: 'string', default: '350' },
    },
  });
  process.stdout.write('decisions  judged s  learned s  of the time-out  model bytes  of its limit  RSS MiB\n');
  for (const count of values.decisions.split(',').map(Number)) measure(count, Number(values.syllables));
}

function measure(count: number, syllables: number): void {
  const lexicon = seedLexicon();
  const decisions = decisionsBy(decided, count).map(({ issueKey, decision }, number) => {
    const text = `${decision.report.text} ${filler(number, syllables)}`;
    return { issueKey, decision: { ...decision, report: { ...decision.report, text } } };
  });
  const started = performance.now();
  const lessons = lessonsOf(decisions, lexicon);
  const judged = performance.now();
  const found = appraise(lessons, lexicon);
  const [judging, learning] = [(judged - started) / 1000, (performance.now() - judged) / 1000];
  const bytes = found.kind === 'in-use' ? Buffer.byteLength(JSON.stringify(found.model)) : 0;
  const row = [
    String(count).padStart(9),
    judging.toFixed(1).padStart(9),
    learning.toFixed(1).padStart(10),
    `${(((judging + learning) / TIMEOUT_SECONDS) * 100).toFixed(1)} %`.padStart(16),
    String(bytes).padStart(12),
    `${((bytes / MODEL_BYTES) * 100).toFixed(0)} %`.padStart(13),
    (process.memoryUsage().rss / 1024 / 1024).toFixed(0).padStart(8),
  ];
  process.stdout.write(`${row.join(' ')}\n`);
}

/** Words that nobody has seen twice in the same order: what a long text costs, and teaches nothing. */
function filler(seed: number, syllables: number): string {
  return Array.from({ length: syllables }, (_, place) => `chữ${(seed * 7919 + place * 104_729) % 4_000}`).join(' ');
}
