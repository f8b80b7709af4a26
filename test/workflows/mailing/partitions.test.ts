import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createDeliveryLedger } from '../../../lambdas/aws/dynamo-delivery-ledger.ts';
import { createSubscriberBook } from '../../../lambdas/aws/dynamo-subscriber-book.ts';
import { toMillis } from '../../../lambdas/core/calendar/instant.ts';
import { SHARD_SIZE } from '../../../lambdas/core/mailing/mailing.ts';
import { parseMailEvent } from '../../../lambdas/core/mailing/parse-mail-event.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailEvent } from '../../../lambdas/workflows/mailing/record-mail-event.ts';
import { deliverOne, ISSUE, makeWorld, notification, START, type World } from '../../faults/mailing-world.ts';

/** What DynamoDB writes to one partition key in a second. */
const HOT = 1_000;
/** Mails a second: what is asked of one process. */
const PACE = 350;
const READERS = 1_000;
/** From a mail to the service's word of it. */
const EVENT_AFTER_MS = 2_000;

const commandSchema = z.object({
  input: z.object({
    TableName: z.string(),
    Key: z.record(z.string(), z.unknown()).optional(),
    Item: z.record(z.string(), z.unknown()).optional(),
  }),
});

/** Requests by kind, and writes by second and partition key, as the adapters of DynamoDB would make them. */
function counter(now: () => number) {
  const kinds = new Map<string, number>();
  const writes = new Map<string, number>();
  const note = (command: unknown): void => {
    const { input } = commandSchema.parse(command);
    const kind = command instanceof Object ? command.constructor.name : '';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const row = input.Item ?? (kind === 'UpdateCommand' ? input.Key : undefined);
    if (!row) return;
    const place = `${Math.floor(now() / 1_000)} ${input.TableName} ${String(row.pk ?? row.id)}`;
    writes.set(place, (writes.get(place) ?? 0) + 1);
  };
  const client: DynamoDBDocumentClient = Object.create(DynamoDBDocumentClient.prototype, {
    send: {
      value: async (command: unknown) => {
        note(command);
        return { Table: { TableId: 'table' }, Attributes: {} };
      },
    },
  });
  return { kinds, writes, client };
}

/** Each call goes to the memory for its answer, and through the adapter for its requests. */
function doubled<T extends object>(memory: T, adapter: T): T {
  return new Proxy(memory, {
    get: (target, name) => {
      const member: unknown = Reflect.get(target, name);
      const real: unknown = Reflect.get(adapter, name);
      if (typeof member !== 'function' || typeof real !== 'function' || name === 'active') return member;
      return async (...given: unknown[]) => {
        await Promise.resolve(Reflect.apply(real, adapter, given)).catch(() => undefined);
        return Reflect.apply(member, target, given);
      };
    },
  });
}

/** A mailing by one worker, alone on its shard at the whole pace, and every event of it, counted. */
async function counted(shardSize: number, eventAfterMs = EVENT_AFTER_MS) {
  const world: World = makeWorld({ readers: READERS, rate: PACE / 0.9, policy: { shardSize, mostLanes: 40 } });
  let at: number | null = null;
  const { kinds, writes, client } = counter(() => at ?? toMillis(world.ports.clock.now()));
  const { ledger, subscribers } = world.ports;
  const ports = {
    ...world.ports,
    ledger: doubled(ledger, createDeliveryLedger(client, 'deliveries')),
    subscribers: doubled(subscribers, createSubscriberBook(client, 'subscribers')),
  };
  const life = Object.assign(world.ports, ports);
  await planMailing(life, { issueKey: ISSUE });
  while ((await deliverOne(world, life)) !== null) world.ports.clock.advance(0);
  const requests = [...kinds.values()].reduce((sum, count) => sum + count, 0) / READERS;
  for (const [number, mail] of world.mailer.sent.entries()) {
    at = toMillis(world.takenAt[number] ?? START) + eventAfterMs;
    for (const type of ['Send', 'Delivery']) {
      const event = parseMailEvent(notification(mail, type, START));
      if ('problem' in event) throw new Error(event.problem);
      await recordMailEvent(life, event);
    }
  }
  return { kinds, requests, sent: world.mailer.sent.length, hottest: Math.max(...writes.values()) };
}

describe('the requests of a mailing', () => {
  // A partition is a shard whatever the audience: 500,000 readers are two thousand of these, no larger.
  it.each([EVENT_AFTER_MS, 0])(
    'meet no hot key at the full pace, no scan, and cost three requests of the table a reader: events after %d ms',
    async (eventAfterMs) => {
      const { kinds, requests, sent, hottest } = await counted(SHARD_SIZE, eventAfterMs);

      expect(sent).toBe(READERS);
      expect(hottest).toBeLessThanOrEqual(HOT);
      expect(hottest).toBeGreaterThan(PACE);
      expect(requests).toBeLessThan(3.1);
      const known = ['DescribeTableCommand', 'GetCommand', 'PutCommand', 'QueryCommand'];
      expect([...kinds.keys()].toSorted()).toEqual(known);
    },
  );

  it('would meet one if every reader stood in one shard and events came at once: the planted fault', async () => {
    expect((await counted(READERS, 0)).hottest).toBeGreaterThan(HOT);
  });
});
