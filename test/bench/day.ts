import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { daySchema } from '../../lambdas/core/calendar/instant.ts';
import { TIMES } from '../../lambdas/local/day-steps.ts';
import type { Invoke } from '../../lambdas/local/functions.ts';
import { runOnce } from '../../lambdas/local/once.ts';
import { progressTo } from '../../lambdas/local/progress.ts';
import { openStage } from '../../lambdas/local/stage.ts';
import { FUNCTIONS, type FunctionName } from '../../lambdas/names.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What one function did on the day. */
interface Work {
  invocations: number;
  cpuMillis: number;
  /** `<service>:<operation>` → how often it was asked. */
  readonly requests: Record<string, number>;
}

/**
 * The sample day on the embedded AWS: per function how often it ran, how much processor it took and what it asked of AWS. The
 * local AWS runs in the same process, so its own work is in the processor time too: an upper bound. `--write FILE` keeps it
 * as the data that `npm run cost` reckons with. Arguments: `[--date 2026-11-23] [--write lib/costing/measured.json]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { date: { type: 'string', default: '2026-11-23' }, write: { type: 'string' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'diembao-day-'));
  const meter = createMeter();
  const day = daySchema.parse(values.date);
  const stage = await openStage({
    root: ROOT,
    dataDir: join(folder, 'data'),
    press: { kind: 'sample' },
    day,
    since: null,
    startsAt: TIMES.gather,
    port: 0,
    publicAddress: 'https://diembao.example.vn',
    onHandled: () => undefined,
    onFailure: (queue, error) => process.stderr.write(`${queue}: ${String(error)}\n`),
    watch: meter.watch,
  });
  try {
    meter.start(stage.aws.endpoints);
    const outcome = await runOnce(stage, day, { out: join(folder, 'out'), progress: progressTo(process.stderr) });
    await stage.functions.recover({});
    await stage.functions['tell-today']({});
    if (outcome.kind === 'empty') throw new Error('the day has no issue');
    const { content, mails } = outcome.report;
    const { sources, entries, articles } = content.gathered;
    const basis = { sources, entries, articles, mails: mails.length };
    told({ basis, functions: meter.stop() }, values.write);
  } finally {
    await stage.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function told(measured: { readonly basis: object; readonly functions: Record<string, Work> }, file?: string): void {
  process.stdout.write('| function | runs | processor ms a run | asked of AWS a run |\n| --- | --: | --: | --- |\n');
  for (const [name, { invocations, cpuMillis, requests }] of Object.entries(measured.functions)) {
    const asked = Object.entries(requests).map(([what, count]) => `${what} ${(count / invocations).toFixed(1)}`);
    const each = invocations === 0 ? '' : (cpuMillis / invocations).toFixed(0);
    process.stdout.write(`| \`${name}\` | ${invocations} | ${each} | ${asked.join(', ')} |\n`);
  }
  const how = 'npm run bench -- day: the sample day on the embedded AWS, whose own work is in the processor time too';
  if (file) writeFileSync(file, `${JSON.stringify({ version: 1, how, ...measured }, null, 2)}\n`);
}

/** Shares the process's time between the functions at work, and counts requests by who sent them. */
function createMeter() {
  const who = new AsyncLocalStorage<FunctionName>();
  const works = new Map<FunctionName, Work>(
    FUNCTIONS.map((name) => [name, { invocations: 0, cpuMillis: 0, requests: {} }]),
  );
  const workOf = (name: FunctionName): Work => {
    const work = works.get(name);
    if (!work) throw new Error(`no function ${name}`);
    return work;
  };
  const active: FunctionName[] = [];
  let last = cpuNow();
  const share = (): void => {
    const now = cpuNow();
    for (const name of active) workOf(name).cpuMillis += (now - last) / active.length;
    last = now;
  };
  let services = new Map<string, string>();
  const rows = new WeakMap<ClientRequest, string>();
  // The stack's pace is asked for by the second, a mailing's own rows by the run, all others by the mail: the key stands in the body.
  const look = (message: unknown): void => {
    const request = requestOf(message);
    if (!request) return;
    request.end = new Proxy(request.end, {
      apply(end, self, given: unknown[]) {
        const row = /"sk":\{"S":"(pace|mailing|tally)"\}/u.exec(String(given[0]))?.[1];
        if (row) rows.set(request, row === 'pace' ? ' pace' : ' mailing');
        return Reflect.apply(end, self, given);
      },
    });
  };
  const count = (message: unknown): void => {
    const name = who.getStore();
    const request = requestOf(message);
    if (!name || !request) return;
    const service = services.get(String(request.getHeader('host')));
    if (!service) return;
    const asked = `${service}:${operationOf(request)}${rows.get(request) ?? ''}`;
    const { requests } = workOf(name);
    requests[asked] = (requests[asked] ?? 0) + 1;
  };
  return {
    start(endpoints: Readonly<Record<string, string>>) {
      services = servicesOf(endpoints);
      subscribe('http.client.request.created', look);
      subscribe('http.client.request.start', count);
    },
    stop() {
      unsubscribe('http.client.request.created', look);
      unsubscribe('http.client.request.start', count);
      return Object.fromEntries(works);
    },
    watch(name: FunctionName, invoke: Invoke): Invoke {
      const measured: Invoke = async (event) => {
        share();
        active.push(name);
        workOf(name).invocations += 1;
        try {
          return await who.run(name, () => invoke(event));
        } finally {
          share();
          active.splice(active.indexOf(name), 1);
        }
      };
      return name === 'record-mail-event' ? inTurns(measured) : measured;
    },
  };
}

/** The events of a mail come seconds apart in the world; here they come at once and would write against each other. */
function inTurns(invoke: Invoke): Invoke {
  let last: Promise<unknown> = Promise.resolve();
  return (event) => {
    const mine = last.then(() => invoke(event));
    last = mine.catch(() => undefined);
    return mine;
  };
}

function requestOf(message: unknown): ClientRequest | null {
  const request = typeof message === 'object' && message && 'request' in message ? message.request : null;
  return request instanceof ClientRequest ? request : null;
}

function servicesOf(endpoints: Readonly<Record<string, string>>): Map<string, string> {
  return new Map(
    Object.entries(endpoints).flatMap(([name, url]) => {
      const service = /^AWS_ENDPOINT_URL_(\w+)$/.exec(name)?.[1];
      return service ? [[new URL(url).host, service.toLowerCase()] as const] : [];
    }),
  );
}

/** DynamoDB, SQS and Secrets Manager name the operation in a header; S3 in the method; SES is only ever asked to send or for its quota. */
function operationOf(request: ClientRequest): string {
  const target = request.getHeader('x-amz-target');
  return typeof target === 'string' ? (target.split('.')[1] ?? target) : request.method;
}

function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
