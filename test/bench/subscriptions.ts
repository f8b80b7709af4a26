import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { parseArgs } from 'node:util';
import { parseKeyring } from '../../lambdas/core/subscriptions/keyring.ts';
import { signToken, verifyToken } from '../../lambdas/core/subscriptions/token.ts';
import { addressOf, type FormHouse, openFormHouse, STATES, type State } from './subscriptions/form-house.ts';

/** Medians of two states of an address may lie so far apart, in milliseconds. */
const GAP_LIMIT = 5;

/** One form and what came back. */
interface Asked {
  readonly state: State;
  readonly millis: number;
  /** Hash of status, headers and body. */
  readonly answer: string;
}

const print = (text: string) => process.stdout.write(`${text}\n`);

/**
 * Whether the form tells by its time, headers or words who reads the bulletin: forms for addresses in every state, mixed,
 * over HTTP through the function itself on a local AWS, and afterwards the mails of those to whom one is due; beside it, as
 * control, a form that does before it answers what the queue is for. Then what a token costs. Arguments: `[--each 1000]
 * [--at-once 1]`: a function serves one form at a time, and what shares a process here waits for others.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = { each: { type: 'string', default: '1000' }, 'at-once': { type: 'string', default: '1' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const [each, atOnce] = [Number(values.each), Number(values['at-once'])];
  await measured('as it is', { each, atOnce, isInside: false });
  await measured('control, all done before the answer', { each: Math.min(each, 100), atOnce: 1, isInside: true });
  tokens();
}

async function measured(name: string, { each, atOnce, isInside }: { each: number; atOnce: number; isInside: boolean }) {
  const house = await openFormHouse({ each, isInside });
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  try {
    const forms = mixed(each);
    for (const state of STATES) await ask(house, agent, { state, number: each + 1, place: 60_000 });
    await house.work();
    const before = house.mails();
    const asked: Asked[] = [];
    const waiting = forms.entries();
    const worker = async (): Promise<void> => {
      for (const [place, form] of waiting) asked.push(await ask(house, agent, { ...form, place }));
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    const atTheAnswers = house.mails() - before;
    const used = process.cpuUsage();
    await house.work();
    const { user, system } = process.cpuUsage(used);
    if (!isInside)
      print(
        `a form, once it was answered: ${((user + system) / 1_000 / forms.length).toFixed(1)} ms of processor, the local AWS's too`,
      );
    tell(name, asked, { atTheAnswers, inAll: house.mails() - before });
  } finally {
    agent.destroy();
    await house.stop();
  }
}

/** Every address once, in an order that has nothing to do with its state. */
function mixed(each: number): { readonly state: State; readonly number: number }[] {
  const all = STATES.flatMap((state) => Array.from({ length: each }, (_, number) => ({ state, number })));
  const place = (form: (typeof all)[number]): string =>
    createHash('md5').update(`${form.state} ${form.number}`).digest('hex');
  return all.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

function ask(
  { origin }: FormHouse,
  agent: Agent,
  { state, number, place }: { readonly state: State; readonly number: number; readonly place: number },
): Promise<Asked> {
  const started = performance.now();
  const body = new URLSearchParams({ address: addressOf(state, number), choice: '1', editions: 'daily', some: 'no' });
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    // A network of its own for every form.
    'x-forwarded-for': `10.${place >> 8}.${place & 255}.7, 203.0.113.9`,
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}/subscriptions`, { method: 'POST', agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`the form was answered with ${answer.statusCode}`));
      const hash = createHash('sha256').update(String(answer.statusCode));
      const { date: _, ...told } = answer.headers;
      hash.update(JSON.stringify(told));
      answer.on('data', (part: Buffer) => hash.update(part));
      answer.on('end', () => resolve({ state, millis: performance.now() - started, answer: hash.digest('hex') }));
    });
    sent.on('error', reject);
    sent.end(body.toString());
  });
}

/** Confirmation mails that were sent. */
interface Mails {
  readonly atTheAnswers: number;
  readonly inAll: number;
}

function tell(name: string, asked: readonly Asked[], mails: Mails): void {
  print(
    `${name}: ${asked.length} forms over HTTP, ${mails.inAll} confirmation mails (${mails.atTheAnswers} before the last answer)`,
  );
  print(`${'state'.padEnd(14)}${'median ms'.padStart(12)}${'p95 ms'.padStart(12)}`);
  const medians = STATES.map((state) => {
    const times = asked.filter((each) => each.state === state).map(({ millis }) => millis);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;
    print(`${state.padEnd(14)}${at(0.5).toFixed(1).padStart(12)}${at(0.95).toFixed(1).padStart(12)}`);
    return at(0.5);
  });
  const gap = Math.max(...medians) - Math.min(...medians);
  const chance = gapOfChance(asked);
  const answers = new Set(asked.map(({ answer }) => answer)).size;
  print(`largest gap of medians ${gap.toFixed(2)} ms, ${(gap / GAP_LIMIT).toFixed(2)} of the limit of ${GAP_LIMIT} ms`);
  print(`the same times dealt to the states at random: gap ${chance.toFixed(2)} ms or less in 95 of 100 deals;`);
  print(`the states ${gap > chance ? 'can be told apart' : 'cannot be told apart'} by ${asked.length} answers`);
  print(`different answers (status, headers, body): ${answers}\n`);
}

/** Deals of the times to the states. */
const DEALS = 400;

/**
 * The gap of medians that a machine's own unrest makes, in milliseconds: what 95 of 100 random deals of these very times to the
 * states stay under. A gap below it says nothing of the states, one above it does, however busy the machine was.
 */
function gapOfChance(asked: readonly Asked[]): number {
  const random = fixedRandom();
  const times = asked.map(({ millis }) => millis);
  const gaps = Array.from({ length: DEALS }, () => {
    for (let at = times.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [times[at], times[other]] = [times[other] ?? 0, times[at] ?? 0];
    }
    const part = Math.floor(times.length / STATES.length);
    const medians = STATES.map((_, state) => {
      const dealt = times.slice(state * part, (state + 1) * part).toSorted((a, b) => a - b);
      return dealt[Math.floor(part / 2)] ?? 0;
    });
    return Math.max(...medians) - Math.min(...medians);
  });
  return gaps.toSorted((a, b) => a - b)[Math.floor(DEALS * 0.95)] ?? 0;
}

/** Numbers from 0 to 1, the same at every run: a linear congruence of 32 bits. */
function fixedRandom(): () => number {
  let seed = 1;
  return () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
}

function tokens(): void {
  const ring = parseKeyring(JSON.stringify({ key: 'a1'.repeat(32) }));
  const grant = { purpose: 'leave', subscriberId: 'ab'.repeat(16), at: '2026-11-23T08:00:00+07:00' } as const;
  const token = signToken(ring, grant);
  const asked = { purpose: 'leave', now: grant.at } as const;
  const count = 100_000;
  const timed = (work: () => unknown): string => {
    const started = performance.now();
    for (let done = 0; done < count; done += 1) work();
    return `${((1_000 * (performance.now() - started)) / count).toFixed(1)} µs`;
  };
  print(
    `a token: signed in ${timed(() => signToken(ring, grant))}, verified in ${timed(() => verifyToken(ring, token, asked))},`,
  );
  print(`one of no known key refused in ${timed(() => verifyToken(ring, `x${token}`, asked))}`);
}
