import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { FUNCTIONS, type FunctionName } from '../names.ts';
import type { Dialler } from '../net/dialler.ts';
import type { ZaloService } from '../net/zalo-account.ts';
import type { Clock } from '../ports/clock.ts';

/** A deployed function: an event in, its answer out. */
export type Invoke = (event: unknown) => Promise<unknown>;

/** What the embedded mode puts in place of the world outside: the time, the way to the papers, and Zalo. */
export interface Embedding {
  readonly clock: Clock;
  readonly dialler: Dialler;
  readonly zalo: ZaloService;
}

/** How the functions are loaded. */
interface Loading extends Embedding {
  /** Put round every function; left out: as it is. */
  readonly watch?: (name: FunctionName, invoke: Invoke) => Invoke;
}

const moduleSchema = z.object({
  createHandler: z.custom<(embedding: Embedding) => Invoke>((value) => typeof value === 'function'),
});

/** Loads the built handlers, the very files that are deployed, from `dist/`. The environment must be set before. */
async function loadFunctions(
  dist: string,
  { watch = (_, invoke) => invoke, ...embedding }: Loading,
): Promise<Record<FunctionName, Invoke>> {
  const loaded = await Promise.all(
    FUNCTIONS.map(async (name): Promise<[FunctionName, Invoke]> => {
      const module: unknown = await import(pathToFileURL(`${dist}/${name}/index.mjs`).href);
      return [name, watch(name, moduleSchema.parse(module).createHandler(embedding))];
    }),
  );
  return functionTable(loaded);
}

/** Functions whose build can be exchanged while they are at work, as a deployment does. */
export interface DeployedFunctions {
  readonly functions: Record<FunctionName, Invoke>;
  /** Every call from now on is answered by the build in `dist`; what is in hand ends in the one it began in. */
  deploy(dist: string): Promise<void>;
}

/** See {@link loadFunctions}. */
export async function deployFunctions(dist: string, loading: Loading): Promise<DeployedFunctions> {
  let build = await loadFunctions(dist, loading);
  return {
    functions: functionTable(FUNCTIONS.map((name) => [name, (event) => build[name](event)])),
    deploy: async (next) => {
      build = await loadFunctions(next, loading);
    },
  };
}

function functionTable(loaded: readonly [FunctionName, Invoke][]): Record<FunctionName, Invoke> {
  const byName = new Map(loaded);
  const of = (name: FunctionName): Invoke => {
    const invoke = byName.get(name);
    if (!invoke) throw new Error(`no bundle of ${name}`);
    return invoke;
  };
  return {
    'plan-visits': of('plan-visits'),
    'visit-source': of('visit-source'),
    learn: of('learn'),
    'draft-issue': of('draft-issue'),
    desk: of('desk'),
    'publish-issue': of('publish-issue'),
    'post-zalo': of('post-zalo'),
    'plan-mailing': of('plan-mailing'),
    'deliver-mail': of('deliver-mail'),
    'record-mail-event': of('record-mail-event'),
    subscriptions: of('subscriptions'),
    'ask-reader': of('ask-reader'),
    recover: of('recover'),
    'tell-today': of('tell-today'),
  };
}
