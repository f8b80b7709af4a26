import { type Instant, shift, toMillis } from '../../lambdas/core/calendar/instant.ts';
import type { MailEvent } from '../../lambdas/core/mailing/mail-event.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../lambdas/core/mailing/mailing.ts';
import { MAILING_POLICY, type MailingPolicy } from '../../lambdas/core/mailing/policy.ts';
import type { Keyring } from '../../lambdas/core/subscriptions/keyring.ts';
import type { Subscriber } from '../../lambdas/core/subscriptions/subscriber.ts';
import { subscriberId } from '../../lambdas/core/subscriptions/subscriber-id.ts';
import type { Ask, ShardRequest } from '../../lambdas/ports/work-queue.ts';
import { type DeliverOutcome, type DeliverPorts, deliverShard } from '../../lambdas/workflows/mailing/deliver-mail.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailEvent } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { type CrashPlan, withCrashes } from '../support/crashing.ts';
import { keepList, type PutBack, together } from '../support/memory/kept.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryDeliveryLedger } from '../support/memory/memory-delivery-ledger.ts';
import { memoryMailer, type SentMail } from '../support/memory/memory-mailer.ts';
import { memoryIssueRegister } from '../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { brief, ISSUE, publish, whole } from './mailing-issue.ts';

export { ISSUE } from './mailing-issue.ts';
export const START: Instant = '2026-11-23T08:00:00+07:00';
export const RING: Keyring = { current: 'k1', keys: { k1: '0123456789abcdef'.repeat(4) } };
export const HOUSE = {
  from: { name: 'Điểm báo', address: 'diembao@example.vn' },
  replyTo: 'toasoan@example.vn',
  publicAddress: 'https://diembao.example.vn',
  keyring: RING,
  allowList: null,
};

/** How a world is made. */
export interface WorldOptions {
  readonly readers?: number;
  readonly policy?: Partial<MailingPolicy>;
  /** Of the service, a second; 4 makes one lane, 1,000 makes ten. */
  readonly rate?: number;
  /** Time from an acceptance to its event; null: no events at all. */
  readonly eventAfterMs?: number | null;
  /** An issue of one clipping: where thousands of worlds are made and nobody reads it. */
  readonly isBrief?: boolean;
  /** Whether no event ever comes of a message, by its number; left out: all come. */
  readonly isUnheard?: (message: number) => boolean;
}

/** A published issue with its readers, a mail service that tells what it did, and everything in memory. */
export type World = ReturnType<typeof makeWorld>;

export function makeWorld(options: WorldOptions = {}) {
  const clock = memoryClock(START);
  const mailer = memoryMailer();
  const takenAt: Instant[] = [];
  const policy = { ...MAILING_POLICY, shardSize: 15, mostLanes: 10, ...options.policy };
  const ports = {
    clock,
    ledger: memoryDeliveryLedger(),
    newsroom: memoryObjectStore(),
    archive: memoryObjectStore(),
    issues: memoryIssueRegister(),
    subscribers: memorySubscriberBook(7),
    deliver: memoryWorkQueue<ShardRequest>({ clock }),
    asks: memoryWorkQueue<Ask>({ clock }),
    mailer: {
      ...mailer,
      send: async (mail: Parameters<typeof mailer.send>[0]) => {
        const answer = await mailer.send(mail);
        while (takenAt.length < mailer.sent.length) takenAt.push(clock.now());
        return answer;
      },
      quota: async () => ({ ...(await mailer.quota()), maxPerSecond: options.rate ?? 1_000 }),
    },
    renderMail: async () => ({
      subject: 'Điểm báo cải cách hành chính',
      html: `<p>Việc công <a href="${UNSUBSCRIBE_PLACEHOLDER}">từ chối</a></p>`,
      text: `Việc công ${UNSUBSCRIBE_PLACEHOLDER}`,
    }),
    policy,
  };
  for (let number = 0; number < (options.readers ?? 40); number += 1) addReader(ports.subscribers, number);
  publish(ports, options.isBrief ? brief : whole);
  const world = {
    ports,
    mailer,
    settings: { ...HOUSE, policy },
    takenAt,
    eventAfterMs: options.eventAfterMs === undefined ? 2_000 : options.eventAfterMs,
    isUnheard: options.isUnheard ?? (() => false),
    /** Events of `mailer.sent` told so far. */
    told: 0,
    runs: 0,
  };
  /** Keeps everything the world stores, to go on from it again and again. */
  const keep = (): PutBack => {
    const { ledger, newsroom, archive, issues, subscribers, deliver: queue } = ports;
    const parts = [clock, ledger, newsroom, archive, issues, subscribers, queue, mailer].map((part) => part.keep());
    const { told, runs } = world;
    return together(...parts, keepList(takenAt), () => Object.assign(world, { told, runs }));
  };
  return Object.assign(world, { keep });
}

const readers = new Map<number, Subscriber>();

function addReader(book: ReturnType<typeof memorySubscriberBook>, number: number): void {
  const reader = readers.get(number) ?? readerOf(number);
  readers.set(number, reader);
  book.rows.set(reader.id, { ...reader });
}

export function readerOf(number: number): Subscriber {
  const address = `ban-doc-${number}@example.vn`;
  const at = '2026-01-05T09:00:00+07:00';
  return {
    version: 1,
    id: subscriberId(address, RING),
    address,
    state: 'active',
    editions: ['daily'],
    consent: { at, basis: 'test' },
    changed: { at, why: 'confirmed' },
    turn: 1,
  };
}

/** What a worker's process holds of the world: it can die. */
export type Life = Pick<World, 'ports'>['ports'];

/** One worker takes one shard message; acknowledges it only when it is through. Null: nothing to take. */
export async function deliverOne(world: World, life: Life = world.ports): Promise<DeliverOutcome | null> {
  const [received] = world.ports.deliver.receive(1, 120);
  if (received === undefined) return null;
  const outcome = await deliver(world, received.message, life);
  world.ports.deliver.ack(received.receipt);
  return outcome;
}

/** A worker's run with 60 s to its deadline. */
export function deliver(
  world: World,
  message: ShardRequest,
  life: DeliverPorts = world.ports,
): Promise<DeliverOutcome> {
  world.runs += 1;
  const deadline = shift(world.ports.clock.now(), 60_000);
  return deliverShard(life, world.settings, { ...message, deadline, worker: `worker-${world.runs}` });
}

/** Tells the ledger, as SES would through SNS, of what was accepted long enough ago. */
export async function tellEvents(world: World, life: Life = world.ports): Promise<void> {
  const { eventAfterMs } = world;
  if (eventAfterMs === null) return;
  for (;;) {
    const at = world.takenAt[world.told];
    const mail = world.mailer.sent[world.told];
    if (at === undefined || mail === undefined) return;
    if (toMillis(at) + eventAfterMs > toMillis(world.ports.clock.now())) return;
    for (const type of world.isUnheard(world.told) ? [] : EVENT_KINDS) {
      await recordMailEvent(life, eventOf(mail, type, at));
    }
    world.told += 1;
  }
}

/** When the next event is due, in milliseconds; null: none is on its way. */
export function nextEventAt({ eventAfterMs, takenAt, told }: World): number | null {
  const at = takenAt[told];
  return eventAfterMs === null || at === undefined ? null : toMillis(at) + eventAfterMs;
}

/** Looked at every 20 seconds. */
const STEP = 20_000;

/** Milliseconds until somebody looks again and finds a message, or the event of `eventAt`: steps in which nothing happens are left out. */
export function untilNext({ ports }: World, eventAt: number | null): number {
  const now = toMillis(ports.clock.now());
  const next = Math.min(ports.deliver.nextAt() ?? Number.POSITIVE_INFINITY, eventAt ?? Number.POSITIVE_INFINITY);
  return next === Number.POSITIVE_INFINITY ? STEP : STEP * Math.max(1, Math.ceil((next - now) / STEP));
}

/** In the order they are told: events come in any order. */
export const EVENT_KINDS = ['delivery', 'send'] as const;

/** The event of a {@link notification} as it is read, without the text in between. */
export function eventOf({ tags, messageId }: SentMail, kind: (typeof EVENT_KINDS)[number], at: Instant): MailEvent {
  const { issue = '', shard, recipient = '' } = tags;
  const about = { issueKey: issue, shard: Number(shard), subscriberId: recipient, messageId };
  return { kind, permanent: false, at, detail: '', ...about };
}

/** What SNS puts into the queue. */
export function notification(mail: SentMail, eventType: string, at: Instant, more: object = {}): string {
  const tags = Object.fromEntries(Object.entries(mail.tags).map(([name, value]) => [name, [value]]));
  const event = {
    eventType,
    mail: { timestamp: at, messageId: mail.messageId, tags },
    delivery: { timestamp: at },
    ...more,
  };
  return JSON.stringify({ Type: 'Notification', TopicArn: 'arn:aws:sns:x', Message: JSON.stringify(event) });
}

/**
 * Runs a whole mailing: plan, shards, events, time, and again, as queues and schedules do, until it is finished or half a day
 * is over. Each of `crashes` ends one life; the last life does not crash. Returns whether every crash was met.
 */
export async function runMailing(world: World, crashes: readonly CrashPlan[] = []): Promise<boolean> {
  const plans = [...crashes];
  const end = shift(START, 12 * 3_600_000);
  let life = born(world, plans.shift() ?? null);
  let isPlanned = false;
  let met = 0;
  while (toMillis(world.ports.clock.now()) < toMillis(end)) {
    try {
      if (!isPlanned) await planMailing(life.ports, { issueKey: ISSUE });
      isPlanned = true;
      while ((await deliverOne(world, life.ports)) !== null) await tellEvents(world, life.ports);
      await tellEvents(world, life.ports);
    } catch (error) {
      if (!life.crashed()) throw error;
      met += 1;
      life = born(world, plans.shift() ?? null);
    }
    if (world.ports.issues.rows.get(ISSUE)?.state === 'sent' && world.told === world.mailer.sent.length) break;
    world.ports.clock.advance(20_000);
  }
  return met === crashes.length;
}

/** A process that will die as planned; its ports are taken out once, for a sweep asks for them a million times. */
function born(world: World, plan: CrashPlan | null) {
  const life = withCrashes<Life>(world.ports, plan);
  return { ...life, ports: { ...life.ports } };
}

/** Copies per reader beyond the first, and readers without any. */
export function copies(world: World): { doubled: number; unsent: number } {
  const counts = new Map<string, number>();
  for (const { to } of world.mailer.sent) counts.set(to, (counts.get(to) ?? 0) + 1);
  const readers = [...world.ports.subscribers.rows.values()];
  return {
    doubled: world.mailer.sent.length - counts.size,
    unsent: readers.filter(({ address }) => !counts.has(address)).length,
  };
}
