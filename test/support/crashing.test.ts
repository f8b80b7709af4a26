import { describe, expect, test } from 'vitest';
import { MORNING, mailing, visit } from '../contracts/samples.ts';
import { CrashError, type CrashPlan, sweepCrashes, withCrashes } from './crashing.ts';
import { memoryClock } from './memory/memory-clock.ts';
import { memoryDeliveryLedger } from './memory/memory-delivery-ledger.ts';
import { memoryMailer } from './memory/memory-mailer.ts';
import { memoryVisitBook } from './memory/memory-newsroom.ts';
import { memoryWorkQueue } from './memory/memory-work-queue.ts';

const MAIL = { from: 'a@b.example', to: 'c@d.example', raw: new Uint8Array(), tags: {} };

function world(plan: CrashPlan | null) {
  const real = {
    mailer: memoryMailer(),
    visits: memoryVisitBook(),
    queues: { deliver: memoryWorkQueue<string>() },
    clock: memoryClock(MORNING),
  };
  return { real, crashing: withCrashes(real, plan) };
}

/** Three effects over three ports. */
async function work({ mailer, visits, queues }: ReturnType<typeof world>['real']): Promise<void> {
  await visits.get('a');
  await visits.put(visit('a'));
  await mailer.send(MAIL);
  await queues.deliver.send('next');
}

describe('ports that crash', () => {
  test('count the effects of all of them, and not what only reads', async () => {
    const { crashing, real } = world(null);
    await work(crashing.ports);
    expect(crashing.effects()).toBe(3);
    expect(real.queues.deliver.pending()).toEqual(['next']);
  });

  test('do not do the effect they crash before', async () => {
    const { crashing, real } = world({ at: 2, when: 'before' });
    await expect(work(crashing.ports)).rejects.toThrow(CrashError);
    expect([real.visits.rows.size, real.mailer.sent.length]).toEqual([1, 0]);
  });

  test('have done the effect they crash after', async () => {
    const { crashing, real } = world({ at: 2, when: 'after' });
    await expect(work(crashing.ports)).rejects.toThrow(CrashError);
    expect([real.mailer.sent.length, real.queues.deliver.pending()]).toEqual([1, []]);
  });

  test('are dead afterwards: nothing that catches the error gets anything done', async () => {
    const { crashing, real } = world({ at: 1, when: 'after' });
    await work(crashing.ports).catch(() => undefined);
    await expect(crashing.ports.mailer.send(MAIL)).rejects.toThrow(CrashError);
    expect(() => crashing.ports.visits.get('a')).toThrow(CrashError);
    expect(crashing.crashed()).toBe(true);
    expect(real.mailer.sent).toEqual([]);
  });
});

describe('the sweep', () => {
  /** A mailing of one: done is written down after the send, or before it. */
  const attempt = (order: 'send-then-mark' | 'mark-then-send') => async (plan: CrashPlan, copies: number[]) => {
    const real = { ledger: memoryDeliveryLedger(), mailer: memoryMailer() };
    const run = async ({ ledger, mailer }: typeof real): Promise<void> => {
      if ((await ledger.mailing('2026-11-23')) !== null) return;
      if (order === 'send-then-mark') await mailer.send(MAIL);
      await ledger.openMailing(mailing('2026-11-23'));
      if (order === 'mark-then-send') await mailer.send(MAIL);
    };
    const crashing = withCrashes(real, plan);
    await run(crashing.ports).catch(() => undefined);
    await run(real);
    copies.push(real.mailer.sent.length);
    return crashing.crashed();
  };

  test('finds the two copies of a mark after the send, and the none of a mark before it', async () => {
    const doubled: number[] = [];
    const lost: number[] = [];
    expect(await sweepCrashes((plan) => attempt('send-then-mark')(plan, doubled))).toBe(4);
    await sweepCrashes((plan) => attempt('mark-then-send')(plan, lost));
    expect(Math.max(...doubled)).toBe(2);
    expect(Math.min(...lost)).toBe(0);
  });
});

describe('the work queue in memory', () => {
  test('brings a message back when its lease has run out, and the old receipt is worth nothing', async () => {
    const clock = memoryClock(MORNING);
    const queue = memoryWorkQueue<string>({ clock });
    await queue.send('a');
    const [first] = queue.receive(1, 30);
    clock.advance(30_000);
    const [second] = queue.receive(1, 30);
    expect(second).toMatchObject({ message: 'a', receives: 2 });
    queue.ack(first!.receipt);
    expect(queue.pending()).toEqual(['a']);
    queue.ack(second!.receipt);
    expect(queue.pending()).toEqual([]);
  });
});
