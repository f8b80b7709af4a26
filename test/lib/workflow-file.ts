import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

const texts = z.record(z.string(), z.string());
const stepSchema = z.object({
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  shell: z.string().optional(),
  'timeout-minutes': z.number().optional(),
});
const jobSchema = z.object({
  needs: z.string().optional(),
  if: z.string().optional(),
  environment: z.string().optional(),
  permissions: texts.optional(),
  env: texts.default({}),
  'timeout-minutes': z.number(),
  steps: z.array(stepSchema),
});
const workflowSchema = z.object({ permissions: texts, jobs: z.record(z.string(), jobSchema) });

/** One job of a pipeline. */
export type Job = z.infer<typeof jobSchema>;
/** One step of a job. */
export type Step = z.infer<typeof stepSchema>;

// The parser CDK reads templates with, from its own folder: the house has none.
const ofCdk = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib/package.json'));
const { parse } = z
  .object({ parse: z.custom<(text: string) => unknown>((each) => typeof each === 'function') })
  .parse(ofCdk('yaml'));

/** A pipeline's definition, anchors and aliases resolved. */
export function readWorkflow(text: string): z.infer<typeof workflowSchema> {
  return workflowSchema.parse(parse(text));
}

const TOOLS = ['aws', 'git', 'npm', 'npx'];
/** Writes down how it was called; `aws` tells VERSION, knows no stack where it is empty, and is asked too often where it is `throttled`; `git cat-file` knows a commit where KNOWN is 0. */
const STAND_IN = `#!/bin/sh
tool=$(basename "$0")
echo "$tool $*" >> "$CALLS"
case "$tool $1" in
  "aws "*)
    [ -n "$VERSION" ] || { echo 'Stack with id diembao-dev-press does not exist' >&2; exit 254; }
    [ "$VERSION" != throttled ] || { echo 'Rate exceeded' >&2; exit 254; }
    echo "$VERSION" ;;
  "git cat-file") exit "$KNOWN" ;;
esac
`;

/** What a step's shell did: the commands it called, and what it told the steps after it. */
export interface Ran {
  readonly calls: readonly string[];
  readonly told: string;
}

/** Runs a step as the runner does (`bash -e`) among stand-ins for the tools; `values` fill its `\${{ … }}`. */
export function runStep(step: Step | undefined, folder: string, world: { version: string; isKnown: boolean }): Ran {
  const [calls, told] = [join(folder, 'calls'), join(folder, 'told')];
  const standIn = join(folder, 'stand-in');
  writeFileSync(standIn, STAND_IN);
  chmodSync(standIn, 0o755);
  for (const tool of TOOLS) if (!existsSync(join(folder, tool))) symlinkSync(standIn, join(folder, tool));
  for (const file of [calls, told]) writeFileSync(file, '');
  const script = (step?.run ?? 'false').replaceAll(/\$\{\{ steps\.before\.outputs\.version }}/g, world.version);
  const env = {
    CALLS: calls,
    GITHUB_OUTPUT: told,
    VERSION: world.version,
    KNOWN: world.isKnown ? '0' : '1',
    STAGE: 'dev',
  };
  execFileSync('bash', ['-e', '-c', script], { env: { ...env, PATH: `${folder}:${process.env.PATH}` }, stdio: 'pipe' });
  const lines = readFileSync(calls, 'utf8').trim().split('\n');
  return { calls: lines.map((line) => line.replace(/ --query .*/, '')), told: readFileSync(told, 'utf8').trim() };
}
