import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { DailyContent } from '../../lambdas/core/issue/snapshot.ts';
import { renderDocx } from '../../lambdas/rendering/docx/render-docx.ts';
import { renderEmail } from '../../lambdas/rendering/email.ts';
import { renderIssueJson } from '../../lambdas/rendering/issue-json.ts';
import { renderIssuePage } from '../../lambdas/rendering/issue-page.ts';
import { renderMonthly } from '../../lambdas/rendering/monthly/render-monthly.ts';
import { renderPdf } from '../../lambdas/rendering/pdf/render-pdf.ts';
import { renderIssue } from '../../lambdas/rendering/render-issue.ts';
import { type IssueView, viewOf } from '../../lambdas/rendering/view.ts';
import { sampleMonthly } from '../support/sample-monthly.ts';
import { giantContent, SAMPLE_ADDRESS, sampleContent, sampleSnapshot } from '../support/sample-snapshot.ts';

/** Seconds all outputs of an issue may take, by its clippings. */
const LIMITS = [
  { clippings: 10, seconds: 2 },
  { clippings: 50, seconds: 6 },
] as const;
/** Characters of a clipping of the larger issue: the length a clipping is condensed to. */
const CHARACTERS = 3_500;

/**
 * Every output of an issue of 10 clippings (the sample) and of 50 (of 3,500 characters each): seconds in the median, bytes,
 * and all of them together against their limit; a monthly of ten articles with pictures against the limit of a daily of ten;
 * the first rendering of a process, which loads fonts and templates, by itself.
 * Arguments: `[--repeats 5]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { repeats: { type: 'string', default: '5' } } });
  const first = await timed(() => renderIssue(sampleSnapshot(), SAMPLE_ADDRESS));
  process.stdout.write(`first rendering of the process: ${first.seconds.toFixed(2)} s\n`);
  for (const { clippings, seconds } of LIMITS) {
    await measure(clippings === 10 ? sampleContent() : giantContent(clippings, CHARACTERS), {
      limit: seconds,
      repeats: Number(values.repeats),
    });
  }
  await measureMonthly(Number(values.repeats));
}

/** The sample monthly: ten articles, five pictures, some 12 pages. */
async function measureMonthly(repeats: number): Promise<void> {
  const { snapshot, pictures } = await sampleMonthly();
  const { seconds, result } = await median(repeats, () => renderMonthly(snapshot, { ...SAMPLE_ADDRESS, pictures }));
  process.stdout.write(
    `\nmonthly of 10 articles, ${pictures.size} pictures\n${'output'.padEnd(25)}${'bytes'.padStart(11)}\n`,
  );
  for (const { key, body } of result) {
    process.stdout.write(`${(key.split('/').at(-1) ?? '').padEnd(25)}${bytesOf(body).padStart(11)}\n`);
  }
  printAll(seconds, LIMITS[0].seconds);
}

/** One output of a view, as the issue is rendered. */
type Output = readonly [name: string, render: (view: IssueView) => Promise<string | Uint8Array> | string];

const OUTPUTS: readonly Output[] = [
  ['mail and text', async (view) => (await renderEmail(view)).html],
  ['page', renderIssuePage],
  ['JSON', renderIssueJson],
  ['PDF', async (view) => (await renderPdf(view)).bytes],
  ['DOCX', (view) => renderDocx(view, { pageOf: () => 1, stamp: null })],
];

async function measure(content: DailyContent, how: { limit: number; repeats: number }): Promise<void> {
  const snapshot = sampleSnapshot(content);
  const view = viewOf(snapshot, SAMPLE_ADDRESS);
  const count = content.sections.reduce((sum, { clippings }) => sum + clippings.length, 0);
  process.stdout.write(`\n${count} clippings\n${'output'.padEnd(16)}${'seconds'.padStart(9)}${'bytes'.padStart(11)}\n`);
  for (const [name, render] of OUTPUTS) {
    const { seconds, result } = await median(how.repeats, async () => render(view));
    process.stdout.write(`${name.padEnd(16)}${seconds.toFixed(3).padStart(9)}${bytesOf(result).padStart(11)}\n`);
  }
  const all = await median(how.repeats, () => renderIssue(snapshot, SAMPLE_ADDRESS));
  printAll(all.seconds, how.limit);
}

function printAll(seconds: number, limit: number): void {
  const share = seconds / limit;
  process.stdout.write(
    `${'all'.padEnd(16)}${seconds.toFixed(3).padStart(9)}   ${share.toFixed(2)} of the limit of ${limit} s: ${share <= 1 ? 'met' : 'MISSED'}\n`,
  );
}

function bytesOf(output: string | Uint8Array): string {
  return Buffer.byteLength(output).toLocaleString('en');
}

async function median<T>(repeats: number, work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const runs = [await timed(work)];
  while (runs.length < repeats) runs.push(await timed(work));
  runs.sort((a, b) => a.seconds - b.seconds);
  const middle = runs[Math.floor(runs.length / 2)];
  if (middle === undefined) throw new Error('--repeats is a number from 1');
  return middle;
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const started = performance.now();
  const result = await work();
  return { seconds: (performance.now() - started) / 1000, result };
}
