import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { AwsPorts } from '../../aws/ports.ts';
import { createSystemClock } from '../../aws/system-clock.ts';
import type { FunctionName } from '../../names.ts';
import { WrongInputError } from './command.ts';
import type { SmokeHouse } from './smoke-day.ts';

/** Runs the AWS command line; standard output. */
export type AwsCli = (args: readonly string[]) => Promise<string>;

const variablesSchema = z.record(z.string(), z.string());
const answeredSchema = z.object({ FunctionError: z.string().optional() });

/** Stages are part of a function's name. */
const stageSchema = z.string().regex(/^[a-z][a-z0-9-]{1,15}$/);

/** The AWS command line of this machine, with whatever credentials it finds. */
export const systemCli: AwsCli = async (args) => {
  try {
    const { stdout } = await promisify(execFile)('aws', [...args], { maxBuffer: 16 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    throw new WrongInputError(
      `aws ${args.slice(0, 2).join(' ')}: ${error instanceof Error ? error.message : 'failed'}`,
    );
  }
};

/**
 * The house of a stage as it is deployed: names of buckets, tables and queues are those its functions have, functions are run
 * through the AWS command line, the rest with the adapters the functions use, on the operator's own credentials.
 */
export async function deployedHouse(stage: string, cli: AwsCli = systemCli): Promise<SmokeHouse> {
  if (!stageSchema.safeParse(stage).success) throw new WrongInputError(`--stage ${stage} is no stage`);
  const nameOf = (name: FunctionName): string => `diembao-${stage}-${name}`;
  const told = await cli([
    'lambda', 'get-function-configuration', '--function-name', nameOf('recover'),
    '--query', 'Environment.Variables', '--output', 'json',
  ]); // biome-ignore format: a command line
  const variables = variablesSchema.parse(JSON.parse(told));
  const ports = new AwsPorts(variables);
  return {
    ports,
    clock: createSystemClock(),
    invoke: (name, event) => invoke(cli, nameOf(name), event),
    statusOf: async (path) => (await fetch(`${ports.settings.publicAddress}${path}`, { redirect: 'manual' })).status,
  };
}

async function invoke(cli: AwsCli, functionName: string, event: unknown): Promise<unknown> {
  const folder = await mkdtemp(join(tmpdir(), 'diembao-invoke-'));
  const file = join(folder, 'answer.json');
  try {
    const answered = await cli([
      'lambda', 'invoke', '--function-name', functionName, '--cli-binary-format', 'raw-in-base64-out',
      '--cli-read-timeout', '310', '--payload', JSON.stringify(event), '--output', 'json', file,
    ]); // biome-ignore format: a command line
    const answer = await readFile(file, 'utf8');
    const { FunctionError: error } = answeredSchema.parse(JSON.parse(answered));
    if (error) throw new WrongInputError(`${functionName}: ${error}: ${answer.slice(0, 500)}`);
    return answer === '' ? null : JSON.parse(answer);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
