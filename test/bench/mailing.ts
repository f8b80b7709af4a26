import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fromMillis, shift } from '../../lambdas/core/calendar/instant.ts';
import { deliverShard } from '../../lambdas/workflows/mailing/deliver-mail.ts';
import { mailingFigures } from '../../lambdas/workflows/mailing/mailing-figures.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailEvent } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { mostInASecond } from '../support/most-in-a-second.ts';
import type { Heard } from './mailing/loopback-ses.ts';
import { makeStack, mortal, type Stack, startService } from './mailing/stack.ts';
import { type Held, held, withoutTables } from './mailing/tables-memory.ts';

/** What is to be reached: messages a second, MiB, lost workers, and the set pace with the part of it that must be used. */
const LIMITS = { perSecond: 350, memory: 512, lost: 3, pace: 100, paceUsed: 0.95 } as const;

/** A worker has 30 seconds instead of 300, and an event 8 instead of 900, so that lost workers are made good while one waits. */
const HASTE = { rateShare: 1, slackMs: 5, eventWaitMs: 8_000, leaseMarginMs: 2_000, stopBeforeMs: 3_000 } as const;
const WORKER_MS = 30_000;
const VISIBLE_AFTER_SECONDS = 36;

/** What Lambda's start script gives Node of a function's memory: a twentieth to each half of the young space, the rest but a tenth to the old. */
const LAMBDA_HEAP = [
  '--expose-gc',
  `--max-semi-space-size=${Math.floor(LIMITS.memory / 20)}`,
  `--max-old-space-size=${Math.floor(LIMITS.memory * 0.9)}`,
];

const print = (text: string) => process.stdout.write(`${text}\n`);

/**
 * A mailing to 100,000 by two workers of one process over HTTP, of whom four are ended in the middle of their work; then the
 * set pace of 100 a second held for a minute. Arguments: `[--readers 100000] [--paced 6000]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  if (globalThis.gc === undefined) return inLambdasHeap(args);
  const options = {
    readers: { type: 'string', default: '100000' },
    paced: { type: 'string', default: '6000' },
  } as const;
  const { values } = parseArgs({ args: [...args], options });
  print(`load of the machine before: ${loadavg()[0]?.toFixed(1)} on ${process.arch}`);
  await throughput(Number(values.readers));
  await pace(Number(values.paced));
  print(`load of the machine after: ${loadavg()[0]?.toFixed(1)}`);
}

/** This very benchmark in a process with the heap of a function of that memory. */
function inLambdasHeap(args: readonly string[]): void {
  const [, script = ''] = process.argv;
  const done = spawnSync(process.execPath, [...LAMBDA_HEAP, script, 'mailing', ...args], { stdio: 'inherit' });
  process.exitCode = done.status ?? 1;
}

async function throughput(readers: number): Promise<void> {
  const { heard, books, cpu, lost, memory, millis } = await mailed(readers, { rate: 2_000, deaths: 4 });
  const times = heard.asked.map(([, at]) => at);
  const [from = 0, to = 1] = [times[Math.floor(readers * 0.05)], times[Math.floor(readers * 0.95)]];
  const perSecond = (readers * 0.9) / ((to - from) / 1_000);
  const copies = heard.asked.length - new Set(heard.asked.map(([id]) => id)).size;
  print(
    `${readers} readers, ${Math.round(heard.bytes / heard.asked.length / 1_024)} KiB a request, ${Math.round(millis / 1_000)} s with the repair of ${lost} lost workers`,
  );
  told('messages a second, from the 5th to the 95th in a hundred', perSecond, LIMITS.perSecond);
  told('messages a second one processor of this machine has time for', 1_000 / cpu, LIMITS.perSecond);
  print(
    `memory at most ${memory.all.toFixed(0)} MiB, of which the tables that stand in for AWS's ${memory.tables.toFixed(0)}`,
  );
  told('memory at most without those tables, MiB', memory.own, LIMITS.memory);
  told('workers lost in the middle', lost, LIMITS.lost);
  print(`books: ${books.state}, ${JSON.stringify(books.counts)}, problems ${books.problems}; second copies ${copies}`);
}

async function pace(readers: number): Promise<void> {
  const { heard, left } = await mailed(readers, { rate: LIMITS.pace, deaths: 0 });
  const times = heard.asked.map(([, at]) => at);
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
  told(`messages a second at a set pace of ${LIMITS.pace}`, (times.length - 1) / seconds, LIMITS.pace);
  told('most in any one second as they leave', mostInASecond(left), LIMITS.pace);
  told('most in any one second as they arrive', mostInASecond(times), LIMITS.pace);
}

function told(what: string, figure: number, limit: number): void {
  print(`${what}: ${figure.toFixed(1)} (${(figure / limit).toFixed(2)} of ${limit})`);
}

async function mailed(readers: number, { rate, deaths }: { readonly rate: number; readonly deaths: number }) {
  const service = await startService(rate);
  const stack = makeStack(readers, service.url, HASTE);
  const begun = Date.now();
  const before = process.cpuUsage();
  await planMailing(stack.ports, { issueKey: stack.issueKey });
  const state = { deaths, lost: 0, isOver: false };
  const seen: Held[] = [];
  const watch = async (): Promise<void> => {
    while (!state.isOver) {
      seen.push(held(stack));
      await tellEvents(stack, service.heard, state.lost > 0);
      await wait(1_000);
    }
  };
  const watching = watch();
  await Promise.all([work(stack, state), work(stack, state)]);
  const { user, system } = process.cpuUsage(before);
  const cpu = (user + system) / 1_000 / readers;
  state.isOver = true;
  await watching;
  const heard = await service.heard();
  service.stop();
  const figures = await mailingFigures(stack.ports, stack.issueKey);
  const books = {
    state: figures?.mailing.state,
    counts: Object.fromEntries(Object.entries(figures?.counts ?? {}).filter(([, count]) => count > 0)),
    problems: figures?.problems.length,
  };
  const millis = Date.now() - begun;
  const memory = { ...withoutTables(stack, seen), all: Math.max(...seen.map(({ rss }) => rss)) };
  return { heard, left: stack.left, books, cpu, lost: state.lost, memory, millis };
}

/** Takes shard after shard, as Lambda hands them out, until the mailing is finished. Some workers are ended after 4 seconds. */
async function work(stack: Stack, state: { deaths: number; lost: number }): Promise<void> {
  const { ports, ledger, issueKey, settings } = stack;
  while (ledger.mailings.get(issueKey)?.state !== 'finished') {
    const [received] = ports.deliver.receive(1, VISIBLE_AFTER_SECONDS);
    if (!received) {
      await wait(100);
      continue;
    }
    const life = mortal(ports);
    const deadline = shift(ports.clock.now(), WORKER_MS);
    const done = deliverShard(life.ports, settings, { ...received.message, deadline, worker: received.receipt });
    const isToDie = received.message.shard % 20 === 7 && received.receives === 1 && state.deaths > 0;
    if (isToDie) state.deaths -= 1;
    const isDone = await Promise.race([done.then(() => true), ...(isToDie ? [wait(400).then(() => false)] : [])]);
    if (isDone) ports.deliver.ack(received.receipt);
    else {
      life.kill();
      state.lost += 1;
    }
  }
}

/** Tells of those whose worker was lost what the service knows; of the others the answer itself has told. */
async function tellEvents(stack: Stack, ask: () => Promise<Heard>, isNeeded: boolean): Promise<void> {
  const { issueKey, ledger, ports } = stack;
  if (!isNeeded) return;
  const uncertain = [...ledger.deliveries.values()].filter(({ state }) => state.kind === 'uncertain');
  if (uncertain.length === 0) return;
  const taken = new Map((await ask()).asked.map(([id, at], number) => [id, { at, number }]));
  for (const { shard, subscriberId } of uncertain) {
    const mail = taken.get(subscriberId);
    if (!mail) continue;
    const event = {
      kind: 'send',
      permanent: false,
      messageId: `m-${mail.number + 1}`,
      at: fromMillis(mail.at),
      detail: '',
    } as const;
    await recordMailEvent(ports, { ...event, issueKey, shard, subscriberId });
  }
}
