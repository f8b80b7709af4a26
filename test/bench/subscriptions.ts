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
 * over HTTP through the function itself on a local AWS; and beside it, as control, the same without the wait. Then what a
 * token costs. Arguments: `[--each 1000] [--at-once 40]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const options = { each: { type: 'string', default: '1000' }, 'at-once': { type: 'string', default: '40' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const [each, atOnce] = [Number(values.each), Number(values['at-once'])];
  await measured('as it is', { each, atOnce, isHasty: false });
  await measured('control, without the wait', { each: Math.min(each, 100), atOnce: 4, isHasty: true });
  tokens();
}

async function measured(name: string, { each, atOnce, isHasty }: { each: number; atOnce: number; isHasty: boolean }) {
  const house = await openFormHouse({ each, isHasty });
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  try {
    const forms = mixed(each);
    for (const state of STATES) await ask(house, agent, { state, number: each + 1, place: 60_000 });
    const before = house.mails();
    const asked: Asked[] = [];
    const waiting = forms.entries();
    const worker = async (): Promise<void> => {
      for (const [place, form] of waiting) asked.push(await ask(house, agent, { ...form, place }));
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    tell(name, asked, house.mails() - before);
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

function tell(name: string, asked: readonly Asked[], mails: number): void {
  print(`${name}: ${asked.length} forms over HTTP, ${mails} confirmation mails`);
  print(`${'state'.padEnd(14)}${'median ms'.padStart(12)}${'p95 ms'.padStart(12)}`);
  const medians = STATES.map((state) => {
    const times = asked.filter((each) => each.state === state).map(({ millis }) => millis);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;
    print(`${state.padEnd(14)}${at(0.5).toFixed(1).padStart(12)}${at(0.95).toFixed(1).padStart(12)}`);
    return at(0.5);
  });
  const gap = Math.max(...medians) - Math.min(...medians);
  const answers = new Set(asked.map(({ answer }) => answer)).size;
  print(`largest gap of medians ${gap.toFixed(2)} ms, ${(gap / GAP_LIMIT).toFixed(2)} of the limit of ${GAP_LIMIT} ms`);
  print(`different answers (status, headers, body): ${answers}\n`);
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
