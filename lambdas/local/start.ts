import { join } from 'node:path';
import { dayOf, fromMillis } from '../core/calendar/instant.ts';
import { monthOf } from '../core/monthly/setting.ts';
import { TIMES } from './day-steps.ts';
import { runOnce } from './once.ts';
import { DEFAULT_PORT, HELP, parseStartOptions, type StartOptions } from './options.ts';
import { type Progress, progressTo } from './progress.ts';
import { emptyReportText, reportText } from './report.ts';
import { dayOfMonthly, runMonthly } from './run-monthly.ts';
import { serveDay } from './serve-day.ts';
import { openStage, type Stage } from './stage.ts';
import { usableFolder } from './usable-folder.ts';
import { wantedDay } from './wanted-day.ts';
import { WrongStartError } from './wrong-start.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Exit code for a wrong option, date, folder, press.json or port, and for a day without an issue. */
const WRONG = 2;
/** Exit code of `--once` when there was nothing to publish. */
const NOTHING = 1;

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof WrongStartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(WRONG);
}

async function main(args: readonly string[]): Promise<void> {
  const parsed = parseStartOptions(args, ROOT);
  if (parsed.kind === 'help') {
    process.stdout.write(HELP);
    return;
  }
  if (parsed.kind === 'wrong') throw new WrongStartError(parsed.message);
  const { options } = parsed;
  if (options.monthly) {
    await monthly(options);
    return;
  }
  const wanted = wantedDay(options.date, Date.now());
  if (wanted.kind === 'no-issue') throw new WrongStartError(wanted.message);
  if (wanted.note) process.stdout.write(`${wanted.note}\n`);
  await (options.once ? once(options, wanted.day) : serveDay({ root: ROOT, options, day: wanted.day }));
}

async function monthly(options: StartOptions): Promise<void> {
  const month = options.month ?? monthOf(dayOf(fromMillis(Date.now())));
  const out = usableFolder('--out', options.out ?? join(ROOT, 'out', `${month}-monthly`));
  await onStage(options, dayOfMonthly(month), async (stage, progress) => {
    process.stdout.write(await runMonthly(stage, month, { out, progress }));
  });
}

async function once(options: StartOptions, day: string): Promise<void> {
  const out = usableFolder('--out', options.out ?? join(ROOT, 'out', day));
  await onStage(options, day, async (stage, progress) => {
    const outcome = await runOnce(stage, day, { out, progress });
    process.stdout.write(outcome.kind === 'published' ? reportText(outcome.report) : emptyReportText(outcome.draft));
    if (outcome.kind === 'empty') process.exitCode = NOTHING;
  });
}

/** Opens a house for one run without a person and closes it again. */
async function onStage(
  options: StartOptions,
  day: string,
  run: (stage: Stage, progress: Progress) => Promise<void>,
): Promise<void> {
  const progress = progressTo(process.stdout);
  let visited = 0;
  const stage = await openStage({
    root: ROOT,
    dataDir: options.dataDir,
    press: options.press,
    day,
    since: options.since,
    startsAt: options.press.kind === 'live' ? null : TIMES.gather,
    port: 0,
    publicAddress: `http://127.0.0.1:${DEFAULT_PORT}`,
    onHandled: (queue) => {
      if (queue !== 'gather') return;
      visited += 1;
      progress.step(`Visiting the papers: ${visited} done`);
    },
    onFailure: (queue, error) => progress.line(`${queue}: ${error instanceof Error ? error.message : String(error)}`),
  });
  try {
    await run(stage, progress);
  } finally {
    await stage.stop();
  }
}
