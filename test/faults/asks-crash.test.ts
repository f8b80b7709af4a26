import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../lambdas/core/subscriptions/limits.ts';
import type { Subscriber } from '../../lambdas/core/subscriptions/subscriber.ts';
import type { Ask } from '../../lambdas/ports/work-queue.ts';
import { type AskOutcome, askReader } from '../../lambdas/workflows/subscribing/ask-reader.ts';
import type { AskPorts } from '../../lambdas/workflows/subscribing/confirmation.ts';
import { type CrashPlan, sweepCrashes, withCrashes } from '../support/crashing.ts';
import { interleave, ordersOfTwo } from '../support/interleaving.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryMailer } from '../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';
import { HOUSE, readerOf, START } from './mailing-world.ts';

const READER = readerOf(1);
const HOUR = 3_600_000;
/** As long as a message that failed stays hidden. */
const HIDDEN = 180_000;

const ASK: Ask = {
  ...{ version: 1, id: 'a'.repeat(22), address: READER.address, editions: ['daily'], sections: null },
  ...{ network: '198.51.100.0/24', at: START },
};

type World = ReturnType<typeof open>;
type Worker = (ports: AskPorts, ask: Ask) => Promise<AskOutcome>;

const asItIs: Worker = (ports, ask) => askReader(ports, HOUSE, ask);

function open(row: Partial<Subscriber> | null = null) {
  const world = { subscribers: memorySubscriberBook(), mailer: memoryMailer(), clock: memoryClock(START) };
  if (row !== null) world.subscribers.rows.set(READER.id, { ...READER, ...row });
  return world;
}

const rowIn = ({ subscribers }: World) => subscribers.rows.get(READER.id);
const countsIn = ({ subscribers }: World) => [...subscribers.counts.values()];

/** The message handed out so and so often, each time after it was hidden. */
async function handOut(world: World, work: Worker, times: number, ask = ASK): Promise<AskOutcome[]> {
  const outcomes: AskOutcome[] = [];
  for (let time = 0; time < times; time += 1) {
    outcomes.push(await work(world, ask));
    world.clock.advance(HIDDEN);
  }
  return outcomes;
}

/** A worker that dies at one effect, and the message handed out ten times more: mails, rows and what was counted. */
async function afterDeath(plan: CrashPlan, work: Worker) {
  const world = open();
  const life = withCrashes(world, plan);
  await work(life.ports, ASK).catch(() => undefined);
  world.clock.advance(HIDDEN);
  await handOut(world, work, 10);
  return { crashed: life.crashed(), mails: world.mailer.sent.length, world };
}

/** The planted bug: a worker that knows nothing of its own row, as the form once did. */
const forgetful: Worker = (ports, ask) =>
  askReader(ports, HOUSE, { ...ask, id: randomBytes(16).toString('base64url') });

/** The planted bug: a worker that writes down nothing of what came of the mail. */
const silent: Worker = (ports, ask) => {
  const { subscribers } = ports;
  const advance = async (row: Subscriber) => row.asked?.begun === undefined || subscribers.advance(row);
  return asItIs({ ...ports, subscribers: { ...subscribers, advance } }, ask);
};

describe('R18 a form whose worker dies', () => {
  it('at any effect has one row and its mail; a second one only where it died right at the first', async () => {
    const ends: Record<string, readonly [mails: number, counted: number]> = {};
    await sweepCrashes(async (plan) => {
      const { crashed, mails, world } = await afterDeath(plan, asItIs);
      const [counted = 0] = countsIn(world);
      ends[`${plan.when} ${plan.at}`] = [mails, counted];
      expect(world.subscribers.rows.size).toBe(1);
      expect(rowIn(world)).toMatchObject({ state: 'pending', asked: { hash: expect.any(String) } });
      return crashed;
    });
    // The effects: the row, the mail, the word that it was taken. Every mail that may have been sent is counted.
    expect(ends).toEqual({
      ...{ 'before 1': [1, 1], 'after 1': [1, 2] },
      ...{ 'before 2': [1, 2], 'after 2': [2, 2] },
      ...{ 'before 3': [2, 2], 'after 3': [1, 1] },
      ...{ 'before 4': [1, 1], 'after 4': [1, 1] },
    });
  });

  it('at every mail draws two of one form, and three of any number of forms', async () => {
    const world = open();
    const dieAtTheMail: Worker = async (ports, ask) => {
      await asItIs(withCrashes(ports, { at: 2, when: 'after' }).ports, ask).catch(() => undefined);
      return { kind: 'asked' };
    };
    await handOut(world, dieAtTheMail, 10);
    expect(world.mailer.sent).toHaveLength(2);
    for (const id of 'bcdef') {
      world.clock.advance(25 * HOUR);
      await handOut(world, dieAtTheMail, 10, { ...ASK, id: id.repeat(22), at: world.clock.now() });
    }
    expect([world.mailer.sent.length, ...countsIn(world)]).toEqual([LIMITS.asksAnAddress, LIMITS.asksAnAddress]);
  });

  it('control: would wait a day without a mail if the next worker did not know its row', async () => {
    expect((await afterDeath({ at: 1, when: 'after' }, forgetful)).mails).toBe(0);
  });
});

describe('R18 a form whose message comes more than once', () => {
  it('ten times in a row draws one mail', async () => {
    const world = open();
    const [first, ...others] = await handOut(world, asItIs, 10);
    expect(first).toEqual({ kind: 'asked' });
    expect(new Set(others.map((each) => JSON.stringify(each)))).toEqual(new Set(['{"kind":"nothing","why":"asked"}']));
    expect([world.mailer.sent.length, ...countsIn(world)]).toEqual([1, 1]);
  });

  it('control: draws two if nobody writes down that the mail was taken', async () => {
    const world = open();
    await handOut(world, silent, 10);
    expect(world.mailer.sent).toHaveLength(2);
  });

  it('five times at once, in any order, draws one mail', async () => {
    for (const order of [...ordersOfTwo(4), [4, 3, 2, 1, 0], [0, 2, 4, 1, 3], [1, 1, 4, 4, 0, 3], [2, 0, 3, 3, 1]]) {
      const world = open();
      const work = (portOf: <P extends object>(port: P) => P) =>
        asItIs({ ...world, subscribers: portOf(world.subscribers), mailer: portOf(world.mailer) }, ASK);
      await interleave(order, [work, work, work, work, work]);
      await handOut(world, asItIs, 2);
      expect([world.mailer.sent.length, ...countsIn(world)], String(order)).toEqual([1, 1]);
    }
  });

  it('control: five at once draw more where the row is written without its condition', async () => {
    const world = open();
    const subscribers = {
      ...world.subscribers,
      advance: async (row: Subscriber) => world.subscribers.rows.set(row.id, row).size > 0,
    };
    const work = (portOf: <P extends object>(port: P) => P) =>
      asItIs({ ...world, subscribers: portOf(subscribers) }, ASK);
    await interleave([0, 1, 2, 3, 4], [work, work, work, work, work]);
    expect(world.mailer.sent.length).toBeGreaterThan(1);
  });
});

describe('a form whose mail the service does not take', () => {
  it('comes back until it does, however often, and counts once', async () => {
    const world = open();
    world.mailer.faults.throttle = 12;
    const outcomes = await handOut(world, asItIs, 14);
    expect(outcomes.filter(({ kind }) => kind === 'later')).toHaveLength(12);
    expect([world.mailer.sent.length, ...countsIn(world)]).toEqual([1, 1]);
    expect(rowIn(world)?.asked).toEqual({ at: expect.any(String), hash: expect.any(String) });
  });

  it('gives way to the next form, and draws no second mail then', async () => {
    const world = open();
    world.mailer.faults.unreachable = 1;
    expect(await asItIs(world, ASK)).toEqual({ kind: 'later', why: 'not-sent' });
    expect(rowIn(world)?.changed.why).toBe('confirmation-not-sent');
    expect(await asItIs(world, { ...ASK, id: 'b'.repeat(22) })).toEqual({ kind: 'asked' });
    expect((await handOut(world, asItIs, 2)).map(({ kind }) => kind)).toEqual(['nothing', 'nothing']);
    expect([world.mailer.sent.length, rowIn(world)?.changed.why]).toEqual([1, 'confirmation-sent']);
  });

  it('is tried once more where the answer was lost, and never a third time', async () => {
    const world = open();
    world.mailer.faults.loseReply = 10;
    const outcomes = await handOut(world, asItIs, 4);
    expect(outcomes.map((each) => ('why' in each ? each.why : each.kind))).toEqual([
      'uncertain',
      'uncertain',
      'given-up',
      'given-up',
    ]);
    expect(world.mailer.sent).toHaveLength(2);
  });

  it('may be filled in again at once where the address is refused for good', async () => {
    const world = open();
    world.mailer.faults.refused.add(READER.address);
    expect(await asItIs(world, ASK)).toEqual({ kind: 'nothing', why: 'unsendable' });
    world.mailer.faults.refused.clear();
    expect(await asItIs(world, { ...ASK, id: 'b'.repeat(22) })).toEqual({ kind: 'asked' });
  });

  it('is dropped after the hours it is good for, and a second before is not', async () => {
    const world = open();
    world.clock.advance(LIMITS.askWithinHours * HOUR);
    expect((await asItIs(world, ASK)).kind).toBe('asked');
    world.subscribers.rows.clear();
    world.clock.advance(1_000);
    expect(await asItIs(world, ASK)).toEqual({ kind: 'nothing', why: 'too-late' });
    expect([world.mailer.sent.length, world.subscribers.rows.size]).toEqual([1, 0]);
  });
});

describe('a reader who asks for another edition', () => {
  const more: Ask = { ...ASK, editions: ['daily', 'monthly'] };

  it('is mailed by the next worker too, and not once the address was suppressed meanwhile', async () => {
    const world = open({ editions: ['daily'] });
    await asItIs(withCrashes(world, { at: 1, when: 'after' }).ports, more).catch(() => undefined);
    world.clock.advance(HIDDEN);
    expect(await asItIs(world, more)).toEqual({ kind: 'asked' });
    const other = open({ editions: ['daily'] });
    await asItIs(withCrashes(other, { at: 1, when: 'after' }).ports, more).catch(() => undefined);
    const row = rowIn(other);
    if (row) other.subscribers.rows.set(row.id, { ...row, state: 'suppressed', turn: row.turn + 1 });
    other.clock.advance(HIDDEN);
    expect(await asItIs(other, more)).toEqual({ kind: 'nothing', why: 'suppressed' });
    expect([world.mailer.sent.length, other.mailer.sent.length]).toEqual([1, 0]);
  });
});
