import { parseArgs } from 'node:util';
import { createDeliveryLedger } from '../../lambdas/aws/dynamo-delivery-ledger.ts';
import { createSubscriberBook } from '../../lambdas/aws/dynamo-subscriber-book.ts';
import { SHARD_SIZE } from '../../lambdas/core/mailing/mailing.ts';
import type { OutgoingMail } from '../../lambdas/ports/mailer.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailEvent } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { type Told, watchMailings } from '../../lambdas/workflows/mailing/watch-mailing.ts';
import { deliver, EVENT_KINDS, eventOf, ISSUE, makeWorld, readerOf } from '../faults/mailing-world.ts';
import type { SentMail } from '../support/memory/memory-mailer.ts';
import { CountedTables, type Hottest } from './partitions/counted-tables.ts';

/** What DynamoDB gives one partition key in a second. */
const WRITES = 1_000;
const READS = 3_000;
/** Events in one message batch of the listener. */
const BATCH = 10;
const SHARDS_OF_IDS = 256;

const print = (text: string) => process.stdout.write(`${text}\n`);

/** A mail that was taken, and when. */
type Taken = SentMail & { readonly at: number };

/**
 * Whether a mailing of half a million meets a hot key or a scan: the readers are frozen, written to at the whole pace and every
 * event is told, through the adapters of DynamoDB over tables in memory that count units by partition key and second of
 * virtual time. Arguments: `[--readers 500000] [--pace 350] [--shard 250] [--event-after 2000]`.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      readers: { type: 'string', default: '500000' },
      pace: { type: 'string', default: '350' },
      shard: { type: 'string', default: String(SHARD_SIZE) },
      'event-after': { type: 'string', default: '2000' },
    },
  });
  const [readers, pace, shardSize] = [Number(values.readers), Number(values.pace), Number(values.shard)];
  const house = openHouse({ readers, pace, shardSize });
  const before = process.cpuUsage();
  const plan = await planMailing(house.world.ports, { issueKey: ISSUE });
  if (plan.kind !== 'planned') throw new Error(`not planned: ${plan.kind}`);
  print(`${plan.audience} readers in ${plan.shards} shards, frozen; heap ${megabytes()} MB`);
  const heap = await deliverAll(house, Number(values['event-after']));
  const { user, system } = process.cpuUsage(before);
  tell(house, { heap, seconds: (user + system) / 1e6 });
}

function openHouse({ readers, pace, shardSize }: { readers: number; pace: number; shardSize: number }) {
  // The stack asks for nine tenths of what the service takes.
  const world = makeWorld({ readers: 0, isBrief: true, rate: pace / 0.9, policy: { shardSize, mostLanes: 40 } });
  const copies = new Uint8Array(readers);
  const taken: Taken[] = [];
  const time: { at: number | null } = { at: null };
  const now = () => time.at ?? world.ports.clock.millis?.() ?? 0;
  const tables = new CountedTables(madeReaders(readers), now);
  const send = async (mail: OutgoingMail) => {
    const messageId = `m${mail.tags.recipient}`;
    const place = placeOf(mail.tags.recipient ?? '');
    copies[place] = (copies[place] ?? 0) + 1;
    taken.push({ ...mail, raw: new Uint8Array(), messageId, at: now() });
    return { kind: 'accepted' as const, messageId };
  };
  Object.assign(world.ports, {
    ledger: createDeliveryLedger(tables.client, 'deliveries'),
    subscribers: createSubscriberBook(tables.client, 'subscribers'),
    mailer: { ...world.ports.mailer, send },
  });
  return { world, tables, copies, taken, time };
}

type House = ReturnType<typeof openHouse>;

/** Readers by id: the place stands in it, spread evenly over the shards of the index. */
function madeReaders(readers: number) {
  const model = readerOf(0);
  const rowAt = (place: number) => ({ ...model, id: idOf(place), address: `ban-doc-${place}@example.vn` });
  return {
    table: 'subscribers',
    get: (id: string) => (placeOf(id) < readers ? rowAt(placeOf(id)) : undefined),
    of: (partition: string) => {
      const first = Number.parseInt(partition.split('#')[1] ?? '', 16);
      const count = Math.ceil((readers - first) / SHARDS_OF_IDS);
      return Array.from({ length: Math.max(0, count) }, (_, at) => rowAt(first + at * SHARDS_OF_IDS));
    },
  };
}

function idOf(place: number): string {
  const shard = (place % SHARDS_OF_IDS).toString(16).padStart(2, '0');
  return `${shard}${place.toString(16).padStart(30, '0')}`;
}

function placeOf(id: string): number {
  return Number.parseInt(id.slice(2), 16);
}

/** One worker after the other at the whole pace, each alone on its shard: a key is nowhere hotter. Returns the most heap, in MB. */
async function deliverAll({ world, tables, taken, time }: House, eventAfterMs: number): Promise<number> {
  const { deliver: queue, clock } = world.ports;
  let heap = 0;
  for (let left = queue.pending().length; left > 0; left -= 1) {
    const [received] = queue.receive(1, 120);
    if (received === undefined) throw new Error('a shard is gone');
    await deliver(world, received.message);
    queue.ack(received.receipt);
    let told: Told[] = [];
    for (const mail of taken) {
      time.at = mail.at + eventAfterMs;
      for (const kind of EVENT_KINDS) told.push(await recordMailEvent(world.ports, eventOf(mail, kind, clock.now())));
      if (told.length < BATCH) continue;
      await watchMailings(world.ports, told);
      told = [];
    }
    time.at = null;
    taken.length = 0;
    heap = Math.max(heap, megabytes());
    tables.rest();
  }
  return heap;
}

function megabytes(): number {
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}

function tell({ world, tables, copies }: House, { heap, seconds }: { heap: number; seconds: number }): void {
  const { reads, writes, requests } = tables;
  const once = copies.reduce((sum, count) => sum + Number(count === 1), 0);
  const more = copies.reduce((sum, count) => sum + Number(count > 1), 0);
  const state = world.ports.issues.rows.get(ISSUE)?.state;
  print(`${once} have one copy, ${more} more, ${copies.length - once - more} none; the issue is ${state}`);
  for (const [kind, count] of requests) print(`${kind.padEnd(22)} ${(count / copies.length).toFixed(3)} a reader`);
  print(verdict('writes', writes.hottest, WRITES));
  print(verdict('reads', reads.hottest, READS));
  print(`no scan; heap at most ${heap} MB; ${seconds.toFixed(0)} s of processor`);
}

function verdict(kind: string, { units, key }: Hottest, limit: number): string {
  return `${kind}: at most ${units} units a second on one key (${key}), limit ${limit}: ${units <= limit ? 'held' : 'HOT'}`;
}
