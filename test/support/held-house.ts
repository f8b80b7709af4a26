import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { daySchema } from '../../lambdas/core/calendar/instant.ts';
import type { LocalAws } from '../../lambdas/local/aws/start-local-aws.ts';
import { TIMES } from '../../lambdas/local/day-steps.ts';
import { runOnce } from '../../lambdas/local/once.ts';
import { DEFAULT_PORT } from '../../lambdas/local/options.ts';
import { progressTo } from '../../lambdas/local/progress.ts';
import { reportText } from '../../lambdas/local/report.ts';
import { openStage } from '../../lambdas/local/stage.ts';
import { statementSchema } from './policies.ts';
import { asItself, guardOf, type PolicyGuard } from './policy-guard.ts';

/**
 * `npm start -- --once` with every function held to its rights: those of `--rights FILE`, statements by function. Prints the
 * functions' logs too, and writes to `--told FILE` what was refused and every call that was made.
 */
const { values } = parseArgs({
  options: Object.fromEntries(['date', 'data', 'out', 'rights', 'told'].map((name) => [name, { type: 'string' }])),
});
const options = z
  .object({ date: daySchema, data: z.string(), out: z.string(), rights: z.string(), told: z.string() })
  .parse(values);
const rights = z.record(z.string(), z.array(statementSchema)).parse(JSON.parse(readFileSync(options.rights, 'utf8')));
process.env.POWERTOOLS_LOG_LEVEL = 'INFO';
const progress = progressTo(process.stdout);
const guards: PolicyGuard[] = [];
const stage = await openStage({
  root: join(import.meta.dirname, '..', '..'),
  dataDir: options.data,
  press: { kind: 'sample' },
  day: options.date,
  since: null,
  startsAt: TIMES.gather,
  port: 0,
  publicAddress: `http://127.0.0.1:${DEFAULT_PORT}`,
  onHandled: () => undefined,
  onFailure: (queue, error) => progress.line(`${queue}: ${error instanceof Error ? error.message : String(error)}`),
  guard: async (endpoints: LocalAws['endpoints']) => {
    const guard = await guardOf(endpoints, rights);
    guards.push(guard);
    return guard.endpoints;
  },
  watch: asItself,
});
try {
  const outcome = await runOnce(stage, options.date, { out: options.out, progress });
  await stage.functions['tell-today']({});
  process.stdout.write(outcome.kind === 'published' ? reportText(outcome.report) : 'nothing to publish\n');
} finally {
  const [refused, calls] = [guards.flatMap((each) => each.refused), guards.flatMap((each) => [...each.made.values()])];
  writeFileSync(options.told, JSON.stringify({ refused, calls }));
  await stage.stop();
  for (const guard of guards) await guard.stop();
}
