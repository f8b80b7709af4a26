import { describe, expect, it } from 'vitest';
import { fromMillis } from '../../lambdas/core/calendar/instant.ts';
import type { Delivery } from '../../lambdas/core/mailing/delivery.ts';
import { MAILING_POLICY } from '../../lambdas/core/mailing/policy.ts';
import type { DeliveryLedger } from '../../lambdas/ports/delivery-ledger.ts';
import type { Mailer } from '../../lambdas/ports/mailer.ts';
import type { ShardRequest } from '../../lambdas/ports/work-queue.ts';
import { deliverShard } from '../../lambdas/workflows/mailing/deliver-mail.ts';
import { reviewMailing } from '../../lambdas/workflows/mailing/finish-mailing.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailEvent } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { withCrashes } from '../support/crashing.ts';
import { type EventClock, eventClock } from '../support/event-clock.ts';
import { memoryDeliveryLedger } from '../support/memory/memory-delivery-ledger.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { mostInASecond } from '../support/most-in-a-second.ts';
import { HOUSE, ISSUE, makeWorld, readerOf, START } from './mailing-world.ts';
import { ALL, LONG } from './sizes.ts';

/** Mails a second. */
const LIMIT = 100;
const SAMPLE = 2_000;
const READERS = ALL ? 100_000 : SAMPLE;
/** Workers that are ended in the middle of their work: they sit in their place until their time is over. */
const TIMEOUTS = 3;
/** Of an answer, and until its event comes. */
const ANSWER_MS = 40;
const EVENT_MS = 2_000;

/** Times of the house for 100,000 readers; for fewer, the same part of the whole. */
function timesFor(readers: number) {
  const part = readers / 100_000;
  const timeoutMs = 300_000 * part;
  return {
    timeoutMs,
    // A message comes back after six times the time-out; until then it is the review of every quarter of an hour that helps.
    visibleAfter: 6 * (timeoutMs / 1_000),
    reviewMs: 900_000 * part,
    policy: {
      shardSize: readers === SAMPLE ? 200 : MAILING_POLICY.shardSize,
      rateShare: 1,
      slackMs: 5,
      stopBeforeMs: 20_000 * part,
      leaseMarginMs: 60_000 * part,
      eventWaitMs: 900_000 * part,
    },
  };
}

interface Asked {
  readonly at: number;
  readonly tags: Readonly<Record<string, string>>;
}

/** Counts mails that are being composed: the time of the machine for it is not the clock's. */
class Composing {
  #mails = 0;
  #looks = 0;

  isBusy(): boolean {
    this.#looks += 1;
    // A worker that died composed the rest of its mails for nobody.
    if (this.#looks > 1_000) this.#mails = 0;
    return this.#mails > 0;
  }

  begun(mails: 1 | -1): void {
    this.#mails = Math.max(0, this.#mails + mails);
    this.#looks = 0;
  }
}

/** A mail service that takes everything, each after its time, and remembers when it was asked and for whom. */
function service(clock: EventClock, composing: Composing): Mailer & { readonly asked: Asked[] } {
  const asked: Asked[] = [];
  return {
    asked,
    send: async ({ tags }) => {
      composing.begun(-1);
      const messageId = `m-${asked.push({ at: clock.millis(), tags })}`;
      await clock.sleep(ANSWER_MS);
      return { kind: 'accepted', messageId };
    },
    quota: async () => ({ maxPerSecond: LIMIT, maxPer24Hours: -1, sentLast24Hours: 0 }),
  };
}

/** The ledger with its rows by shard: the one in memory looks through all of them every time. */
function byShard(ledger: DeliveryLedger, composing: Composing): DeliveryLedger {
  const shards = new Map<number, Map<string, Delivery>>();
  return {
    ...ledger,
    advance: async (row) => {
      if (!(await ledger.advance(row))) return false;
      if (row.state.kind === 'claimed') composing.begun(1);
      shards.set(row.shard, (shards.get(row.shard) ?? new Map<string, Delivery>()).set(row.subscriberId, row));
      return true;
    },
    shard: async (_issueKey, shard) => [...(shards.get(shard)?.values() ?? [])],
  };
}

function makeStack(readers: number) {
  const composing = new Composing();
  const clock = eventClock(START, () => composing.isBusy());
  const times = timesFor(readers);
  const world = makeWorld({ readers: 0, policy: { ...times.policy, mostLanes: 40 } });
  const subscribers = memorySubscriberBook(1_000);
  for (let number = 0; number < readers; number += 1) {
    const reader = readerOf(number);
    subscribers.rows.set(reader.id, reader);
  }
  const deliver = memoryWorkQueue<ShardRequest>({ clock });
  const ledger = byShard(memoryDeliveryLedger(), composing);
  const ports = { ...world.ports, clock, subscribers, deliver, ledger, mailer: service(clock, composing) };
  return { clock, times, ports, settings: { ...HOUSE, policy: ports.policy }, isOver: false, timedOut: 0 };
}

type Stack = ReturnType<typeof makeStack>;

/** Takes shard after shard, as Lambda hands them out; `deaths` of them end before they are through. */
async function work(stack: Stack, deaths: number, plant: (ports: Stack['ports']) => Stack['ports']): Promise<void> {
  const { clock, times, settings } = stack;
  // A process of its own: nothing that one remembers is known to the other.
  const own = plant({ ...stack.ports, ledger: { ...stack.ports.ledger } });
  const point = 3 * Math.floor(times.policy.shardSize * 0.8);
  while (!stack.isOver) {
    const [received] = own.deliver.receive(1, times.visibleAfter);
    if (received === undefined) {
      await clock.sleep(1_000);
      continue;
    }
    const endsAt = clock.millis() + times.timeoutMs;
    const isToDie = stack.timedOut < deaths && received.receives === 1;
    const life = withCrashes(own, isToDie ? { at: point, when: 'after' } : null);
    const ports = isToDie ? life.ports : own;
    const request = { ...received.message, deadline: fromMillis(endsAt), worker: received.receipt };
    const end = await deliverShard(ports, settings, request).catch((error: unknown) => {
      if (!life.crashed()) throw error;
      return null;
    });
    if (end !== null) own.deliver.ack(received.receipt);
    else {
      stack.timedOut += 1;
      await clock.sleep(endsAt - clock.millis());
    }
  }
}

/** What the service tells of every mail a little later. */
async function hear({ clock, ports, ...stack }: Stack): Promise<void> {
  for (let told = 0; ; ) {
    await clock.sleep(1_000);
    for (let mail = ports.mailer.asked[told]; mail !== undefined; mail = ports.mailer.asked[told]) {
      if (mail.at + EVENT_MS > clock.millis()) break;
      told += 1;
      const { issue = '', shard = '', recipient = '' } = mail.tags;
      await recordMailEvent(ports, {
        ...{ kind: 'send', permanent: false, detail: '', messageId: `m-${told}`, at: fromMillis(mail.at) },
        ...{ issueKey: issue, shard: Number(shard), subscriberId: recipient },
      });
    }
    if (stack.isOver) return;
  }
}

async function review({ clock, times, ports }: Stack): Promise<void> {
  for (;;) {
    await clock.sleep(times.reviewMs);
    if ((await reviewMailing(ports, { issueKey: ISSUE })).kind === 'finished') return;
  }
}

/** A whole mailing on the clock's time, and what it came to. */
async function mailed(readers: number, plant: (ports: Stack['ports']) => Stack['ports'] = (ports) => ports) {
  const stack = makeStack(readers);
  const { clock, ports } = stack;
  const begun = clock.millis();
  await planMailing(ports, { issueKey: ISSUE });
  const running = [work(stack, 0, plant), work(stack, TIMEOUTS, plant), hear(stack), review(stack)];
  const broken = Promise.all(running).then(() => null);
  for (let until = 1_000; until <= 3_600_000; until += 1_000) {
    await Promise.race([clock.run(until), broken]);
    if ((await ports.ledger.mailing(ISSUE))?.state === 'finished') break;
  }
  stack.isOver = true;
  const times = ports.mailer.asked.map(({ at }) => at);
  const ids = new Set(ports.mailer.asked.map(({ tags }) => tags.recipient));
  return {
    minutes: (clock.millis() - begun) / 60_000,
    pace: paceOf(times),
    most: mostInASecond(times),
    books: {
      state: (await ports.ledger.mailing(ISSUE))?.state,
      timedOut: stack.timedOut,
      doubled: times.length - ids.size,
      unsent: readers - ids.size,
    },
  };
}

/** Mails a second before the repair at the end, over all seconds, and without those that a lost worker had leased. */
function paceOf(times: readonly number[]) {
  const count = Math.floor(times.length * 0.9);
  const seconds = ((times[count] ?? 0) - (times[0] ?? 0)) / 1_000;
  return { over: count / seconds, without: count / (seconds - TIMEOUTS * (MAILING_POLICY.sliceMs / 1_000)) };
}

describe('R12 a mailing at a set pace', () => {
  it(
    `reaches ${READERS} at 95 to 100 a second with ${TIMEOUTS} workers timed out, and its books balance`,
    LONG,
    async () => {
      const { minutes, pace, most, books } = await mailed(READERS);

      expect(books).toEqual({ state: 'finished', timedOut: TIMEOUTS, doubled: 0, unsent: 0 });
      expect(most).toBeLessThanOrEqual(LIMIT);
      expect(pace.without).toBeGreaterThanOrEqual(0.95 * LIMIT);
      expect(pace.over).toBeLessThanOrEqual(LIMIT);
      expect(minutes).toBeLessThanOrEqual((20 * READERS) / 100_000);
    },
  );

  it('R12 control: is caught too fast as soon as the workers do not share one pace', async () => {
    const { most } = await mailed(SAMPLE, (ports) => {
      const { pace, advancePace } = memoryDeliveryLedger();
      return { ...ports, ledger: { ...ports.ledger, pace, advancePace } };
    });

    expect(most).toBeGreaterThan(LIMIT);
  });
});
