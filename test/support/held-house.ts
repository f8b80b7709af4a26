import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { at, daySchema } from '../../lambdas/core/calendar/instant.ts';
import type { LocalAws } from '../../lambdas/local/aws/start-local-aws.ts';
import { gather, layOutDraft, openArchive, subscribeSampleReaders, TIMES } from '../../lambdas/local/day-steps.ts';
import { runOnce } from '../../lambdas/local/once.ts';
import { DEFAULT_PORT } from '../../lambdas/local/options.ts';
import { progressTo } from '../../lambdas/local/progress.ts';
import { reportText } from '../../lambdas/local/report.ts';
import { openStage } from '../../lambdas/local/stage.ts';
import { statementSchema } from './policies.ts';
import { asItself, guardOf, type PolicyGuard } from './policy-guard.ts';
import { anotherBuild, editUnderDeployment, RollingBuilds, type SeenByEditor } from './rolling-builds.ts';

/**
 * `npm start -- --once` with every function held to its rights: those of `--rights FILE`, statements by function; while another
 * build takes the place of the first over and over, also under an editor and in the middle of the mailing. Prints the functions'
 * logs too, and writes to `--told FILE` what was refused, every call that was made, and what became of the deployments.
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
const guards: { stop(): Promise<void> }[] = [];
const held: PolicyGuard[] = [];
const root = join(import.meta.dirname, '..', '..');
const dist = join(root, 'dist');
const rolling = new RollingBuilds([dist, anotherBuild(dist, join(options.data, '..', 'other-build'))]);
const stage = await openStage({
  root,
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
    const post = await rolling.halfWayPost(endpoints.AWS_ENDPOINT_URL_SES ?? '');
    const guard = await guardOf({ ...endpoints, AWS_ENDPOINT_URL_SES: post.address }, rights);
    guards.push(guard, post);
    held.push(guard);
    return guard.endpoints;
  },
  watch: (name, invoke) => rolling.watch(name, asItself(name, invoke)),
});
rolling.stage = stage;
let editor: SeenByEditor | null = null;
try {
  await openArchive(stage);
  await subscribeSampleReaders(stage, options.date);
  await gather(stage);
  stage.clock.holdAt(at(options.date, TIMES.draft));
  await layOutDraft(stage, options.date);
  // While the draft is worked on it looks whether it is there.
  await stage.functions['tell-today']({});
  editor = await editUnderDeployment(stage, options.date, rolling);
  const outcome = await runOnce(stage, options.date, { out: options.out, progress });
  await stage.functions.recover({});
  await stage.functions['tell-today']({});
  process.stdout.write(outcome.kind === 'published' ? reportText(outcome.report) : 'nothing to publish\n');
} finally {
  const [refused, calls] = [held.flatMap((each) => each.refused), held.flatMap((each) => [...each.made.values()])];
  const deployed = { changes: rolling.changes, did: [...rolling.did], editor };
  writeFileSync(options.told, JSON.stringify({ refused, calls, deployed }));
  await stage.stop();
  for (const guard of guards) await guard.stop();
}
