import { describe, expect, it } from 'vitest';
import { toMillis } from '../../lambdas/core/calendar/instant.ts';
import { leave } from '../../lambdas/core/subscriptions/transitions.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailMessage } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { type Told, watchMailings } from '../../lambdas/workflows/mailing/watch-mailing.ts';
import {
  deliverOne,
  ISSUE,
  makeWorld,
  notification,
  readerOf,
  runMailing,
  START,
  type World,
} from './mailing-world.ts';
import { ALL, LONG, lcg } from './sizes.ts';

/** Mails a second, and for how many seconds a worker may not have looked. */
const [RATE, SECONDS] = [4, 2];

/** Mails after the `count`th, at which a person pauses. */
async function moreAfter(count: number, policy: { readonly recheckMs?: number } = {}): Promise<number> {
  const world = makeWorld({ readers: 60, rate: RATE, policy: { shardSize: 60, ...policy } });
  const { ledger, mailer, clock } = world.ports;
  const send = mailer.send;
  mailer.send = async (mail) => {
    const answer = await send(mail);
    const present = await ledger.mailing(ISSUE);
    if (world.mailer.sent.length === count && present !== null)
      await ledger.advanceMailing({ ...present, state: 'paused', turn: present.turn + 1 });
    return answer;
  };
  await planMailing(world.ports, { issueKey: ISSUE });
  while ((await deliverOne(world)) !== null) clock.advance(1_000);
  return world.mailer.sent.length - count;
}

describe('R9 a pause', () => {
  const random = lcg(9);
  const counts = Array.from({ length: ALL ? 100 : 8 }, () => 1 + Math.floor(random() * 45));

  it('by a person ends the mails within two seconds of the pace, at whatever mail it comes', LONG, async () => {
    for (const count of counts) expect(await moreAfter(count)).toBeLessThanOrEqual(RATE * SECONDS);
  });

  it('R9 control: is caught being overlooked by a worker that does not look again', async () => {
    expect(await moreAfter(5, { recheckMs: 3_600_000 })).toBeGreaterThan(RATE * SECONDS);
  });

  it.each(['Bounce', 'Complaint'])(
    'by the house itself ends a mailing that draws a %s for one mail in ten',
    async (type) => {
      const { sent, state } = await drawing(type);

      expect(state).toBe('paused');
      // Rates count from 200 mails on, and the shard in hand is worked off.
      expect(sent).toBeLessThanOrEqual(200 + 15);
    },
  );

  it('R9 control: is caught missing as soon as nobody watches what the events tell', async () => {
    expect(await drawing('Bounce', async () => [])).toEqual({ sent: 400, state: 'finished' });
  });
});

const DETAILS = { bounce: { bounceType: 'Permanent', timestamp: START }, complaint: { timestamp: START } };

/** A mailing to 400 of which every tenth mail draws an event of `type`, told shard by shard. */
async function drawing(type: string, watch: typeof watchMailings = watchMailings) {
  const world = makeWorld({ readers: 400 });
  await planMailing(world.ports, { issueKey: ISSUE });
  for (let heard = 0; (await deliverOne(world)) !== null; world.ports.clock.advance(1_000)) {
    const told: Told[] = [];
    for (const mail of world.mailer.sent.slice(heard)) {
      const event = notification(mail, heard % 10 === 0 ? type : 'Delivery', START, DETAILS);
      const outcome = await recordMailMessage(world.ports, event);
      if ('counts' in outcome) told.push(outcome);
      heard += 1;
    }
    await watch(world.ports, told);
  }
  return { sent: world.mailer.sent.length, state: world.ports.ledger.mailings.get(ISSUE)?.state };
}

const ALLOWED = readerOf(0).address;
/** Like the addresses of people, and like the allowed ones. */
const LOOKALIKES = [
  'gmail.example',
  'x@toasoan.example',
  'toasoan.example.vn',
  'xtoasoan.example',
  'mail.toasoan.example',
];

/** A rehearsal's mailing to its own address and 1,000 of people; whom the service was asked to write to. */
async function rehearsed(allowList: readonly string[] | null, people: number): Promise<string[]> {
  const world = makeWorld({ readers: people + 1 });
  const { rows } = world.ports.subscribers;
  for (let number = 1; number <= people; number += 1) {
    const reader = readerOf(number);
    const address = `nguyen.thi.an${number}@${LOOKALIKES[number % LOOKALIKES.length]}`;
    rows.set(reader.id, { ...reader, address });
  }
  Object.assign(world.settings, { allowList });
  await runMailing(world);
  return world.mailer.sent.map(({ to }) => to);
}

describe('R10 a rehearsal', () => {
  it('asks the service for nobody of 1,000 outside its list', async () => {
    expect(await rehearsed([ALLOWED, '@toasoan.example'], 1_000)).toEqual([ALLOWED]);
  });

  it('R10 control: is caught writing to people as soon as its list is lost', async () => {
    expect((await rehearsed(null, 50)).length).toBeGreaterThan(1);
  });
});

/** A claim later than this after a reader has left is too late; promised is a minute. */
const AT_ONCE_MS = 5_000;
/** At one mail in two seconds there is time to leave. */
const SLOW = { readers: 30, rate: 0.6 };

/** Whether a reader who leaves before the `at`th call of the ports is still written to later; null: there is no such call. */
async function isWrittenTo(at: number, plant: (world: World) => void = () => undefined): Promise<boolean | null> {
  const world = makeWorld(SLOW);
  const { ports, takenAt } = world;
  const { address, id } = readerOf(Math.floor(lcg(at)() * SLOW.readers));
  plant(world);
  const { get, advance } = { get: ports.subscribers.get, advance: ports.ledger.advance };
  let calls = 0;
  let left: number | null = null;
  const call = async (): Promise<void> => {
    calls += 1;
    const reader = ports.subscribers.rows.get(id);
    if (calls !== at || !reader) return;
    left = toMillis(ports.clock.now());
    const gone = leave(reader, ports.clock.now());
    if (gone) await ports.subscribers.advance(gone);
  };
  ports.subscribers.get = (wanted) => call().then(() => get(wanted));
  ports.ledger.advance = (row) => call().then(() => advance(row));
  await runMailing(world);
  if (left === null) return null;
  const latest = left + AT_ONCE_MS;
  return world.mailer.sent.some(({ to }, mail) => to === address && toMillis(takenAt[mail] ?? START) > latest);
}

async function pointsWhereWritten(step: number, plant?: (world: World) => void) {
  const written: number[] = [];
  for (let at = 1; ; at += step) {
    const end = await isWrittenTo(at, plant);
    if (end === null) return { points: at - 1, written };
    if (end) written.push(at);
  }
}

/** The planted bug: a worker reads the book once, before it begins. */
function readingOnce({ ports: { subscribers } }: World): void {
  const book = new Map([...subscribers.rows].map(([id, row]) => [id, { ...row }]));
  subscribers.get = async (id) => book.get(id) ?? null;
}

describe('R14 a reader who leaves', () => {
  it('is not written to after it, at whatever moment of the mailing', LONG, async () => {
    const { points, written } = await pointsWhereWritten(ALL ? 1 : 13);

    expect(points).toBeGreaterThan(60);
    expect(written).toEqual([]);
  });

  it('R14 control: is caught being written to by a worker that read the book before it began', async () => {
    expect((await pointsWhereWritten(13, readingOnce)).written.length).toBeGreaterThan(0);
  });
});
