import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDeliveryLedger } from '../../lambdas/aws/dynamo-delivery-ledger.ts';
import { createIssueRegister } from '../../lambdas/aws/dynamo-newsroom.ts';
import { createSubscriberBook } from '../../lambdas/aws/dynamo-subscriber-book.ts';
import { createS3ObjectStore } from '../../lambdas/aws/s3-object-store.ts';
import { createSesMailer } from '../../lambdas/aws/ses-mailer.ts';
import { addDays, at, type Day, shift } from '../../lambdas/core/calendar/instant.ts';
import { freeze } from '../../lambdas/core/issue/freeze.ts';
import { MAILING_POLICY } from '../../lambdas/core/mailing/policy.ts';
import type { ShardRequest } from '../../lambdas/ports/work-queue.ts';
import { deliverShard } from '../../lambdas/workflows/mailing/deliver-mail.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailMessage } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { type AwsHouse, awsHouse } from '../contracts/aws-house.ts';
import { type CrashPlan, withCrashes } from '../support/crashing.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { sampleContent } from '../support/sample-snapshot.ts';
import { HOUSE, makeWorld, readerOf, START } from './mailing-world.ts';
import { ALL, LONG } from './sizes.ts';

const READERS = 12;
/** After which effect the worker of every shard dies; a day each. */
const POINTS = ALL ? [1, 2, 3, 5] : [2];
const POLICY = { ...MAILING_POLICY, shardSize: 6 };
/** The local SES takes mail from its own domain only. */
const SENDER = { ...HOUSE, from: { name: 'Điểm báo', address: 'diembao@diembao.example' }, policy: POLICY };
const clock = memoryClock(START);

let house: AwsHouse;
beforeAll(async () => {
  house = await awsHouse(clock);
  const book = createSubscriberBook(house.dynamo, house.settings.subscribersTable);
  for (let number = 0; number < READERS; number += 1) await book.advance(readerOf(number));
}, 60_000);
afterAll(() => house.stop());

/** The real adapters; only the time and the queue are the test's. */
function portsOf() {
  const { s3, dynamo, ses, settings } = house;
  return {
    clock,
    ledger: createDeliveryLedger(dynamo, settings.deliveriesTable),
    issues: createIssueRegister(dynamo, settings.newsroomTable),
    subscribers: createSubscriberBook(dynamo, settings.subscribersTable),
    newsroom: createS3ObjectStore(s3, settings.newsroomBucket),
    archive: createS3ObjectStore(s3, settings.archiveBucket),
    mailer: createSesMailer(ses, settings.configurationSet),
    deliver: memoryWorkQueue<ShardRequest>({ clock }),
    renderMail: makeWorld({ readers: 0 }).ports.renderMail,
    policy: POLICY,
  };
}

type Ports = ReturnType<typeof portsOf>;

async function publish(ports: Ports, day: Day): Promise<void> {
  const approval = { by: 'e1', name: 'Thu Hằng', at: at(day, '07:30') };
  const snapshot = freeze({ ...sampleContent(), issueKey: day }, approval, 1);
  const key = `snapshots/${snapshot.fingerprint}.json`;
  await ports.archive.put(key, JSON.stringify(snapshot), { contentType: 'application/json' }, { kind: 'any' });
  await ports.issues.create({
    version: 1,
    edition: 'daily',
    issueKey: day,
    state: 'published',
    turn: 1,
    revision: 1,
    fingerprint: snapshot.fingerprint,
    approval,
    cutOff: approval.at,
    publishedAt: at(day, '07:31'),
    sentAt: null,
  });
}

async function tellEvents(ports: Ports): Promise<void> {
  const QueueUrl = house.aws.queues.urls['mail-events'];
  for (;;) {
    const received = await house.sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (received.Messages === undefined) return;
    for (const { Body = '', ReceiptHandle } of received.Messages) {
      await recordMailMessage(ports, Body);
      await house.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

/** A whole mailing, in which the first worker of every shard dies as planned; returns how many did. */
async function mailed(day: Day, plan: CrashPlan, plant: (ports: Ports) => Ports = (ports) => ports): Promise<number> {
  const ports = plant(portsOf());
  clock.set(at(day, '08:00'));
  await publish(ports, day);
  await planMailing(ports, { issueKey: day });
  const killed = new Set<number>();
  let deaths = 0;
  for (let round = 0; round < 400 && (await ports.issues.get(day))?.state !== 'sent'; round += 1) {
    const [received] = ports.deliver.receive(1, 120);
    if (received === undefined) clock.advance(60_000);
    else {
      const { message, receipt } = received;
      const life = withCrashes(ports, killed.has(message.shard) ? null : plan);
      killed.add(message.shard);
      const request = { ...message, deadline: shift(clock.now(), 60_000), worker: `${day}/${round}` };
      const alive = await deliverShard(life.ports, SENDER, request).catch((error: unknown) => {
        if (!life.crashed()) throw error;
        return null;
      });
      if (alive === null) deaths += 1;
      else ports.deliver.ack(receipt);
    }
    await tellEvents(ports);
  }
  return deaths;
}

function copiesOn(day: Day): number[] {
  const counts = new Map<string, number>();
  for (const { to, tags } of house.aws.mailbox.list()) {
    if (tags.issue === day) counts.set(String(to), (counts.get(String(to)) ?? 0) + 1);
  }
  return [...counts.values()];
}

describe('R1 a crash of a worker on the local AWS, through the real adapters', () => {
  it.each(POINTS)('after its effect %i leaves every reader with one mail', LONG, async (point) => {
    const day = addDays('2026-11-24', point);

    expect(await mailed(day, { at: point, when: 'after' })).toBe(2);
    expect(copiesOn(day)).toEqual(Array.from({ length: READERS }, () => 1));
  });

  it.runIf(ALL)('R1 control: doubles readers as soon as rows are written only after sending', LONG, async () => {
    const day = addDays('2026-11-24', 40);
    const plant = (ports: Ports): Ports => ({
      ...ports,
      ledger: {
        ...ports.ledger,
        advance: async (row) => {
          if (row.state.kind === 'claimed') return true;
          const present = await ports.ledger.delivery(row.issueKey, row.shard, row.subscriberId);
          return ports.ledger.advance({ ...row, turn: (present?.turn ?? 0) + 1 });
        },
      },
    });
    await mailed(day, { at: 2, when: 'after' }, plant);

    expect(copiesOn(day).some((count) => count > 1)).toBe(true);
  });
});
