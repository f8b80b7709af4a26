import { expect, test } from 'vitest';
import type { WorkQueue } from '../../lambdas/ports/work-queue.ts';

/** Messages of these tests. */
export interface Work {
  readonly name: string;
}

/** A queue with the consumer's side of it. */
export interface QueueWorld {
  readonly queue: WorkQueue<Work>;
  /** Messages visible now, which stay hidden until acknowledged. */
  receive(): Promise<{ message: unknown; receipt: string }[]>;
  ack(receipt: string): Promise<void>;
}

/** What every work queue does. */
export function workQueueContract(standard: () => QueueWorld, fifo: () => QueueWorld): void {
  const names = (batch: readonly { message: unknown }[]): unknown[] =>
    batch.map(({ message }) => Reflect.get(Object(message), 'name')).sort();
  const empty = async (world: QueueWorld): Promise<unknown[]> => {
    const all: { message: unknown }[] = [];
    for (let batch = await world.receive(); batch.length > 0; batch = await world.receive()) {
      for (const { receipt } of batch) await world.ack(receipt);
      all.push(...batch);
    }
    return names(all);
  };

  test('carries every message, the same twice as well', async () => {
    await standard().queue.send({ name: 'a' });
    await standard().queue.send({ name: 'a' });
    await standard().queue.send({ name: 'Điểm báo' });
    expect(await empty(standard())).toEqual(['a', 'a', 'Điểm báo']);
  });

  test('hides a message that is in hand', async () => {
    await standard().queue.send({ name: 'held' });
    const [first] = await standard().receive();
    expect(await standard().receive()).toEqual([]);
    await standard().ack(first?.receipt ?? '');
  });

  test('holds a delayed message back', async () => {
    await standard().queue.send({ name: 'later' }, { delaySeconds: 900 });
    expect(await standard().receive()).toEqual([]);
  });

  test('hands out one message of a group at a time, in order, and other groups beside it', async () => {
    const world = fifo();
    for (const [name, group] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
    ] as const)
      await world.queue.send({ name }, { group });
    const first = await world.receive();
    expect(names(first).filter((name) => name !== 'a2')).toEqual(['a1', 'b1']);
    const inHand = first.filter(({ message }) => Reflect.get(Object(message), 'name') !== 'a2');
    expect(await world.receive()).toEqual([]);
    for (const { receipt } of inHand) await world.ack(receipt);
    for (const { receipt } of first.filter((one) => !inHand.includes(one))) await world.ack(receipt);
    expect([...names(first), ...(await empty(world))].sort()).toEqual(['a1', 'a2', 'b1']);
  });

  test('carries the same work of a group twice within minutes', async () => {
    await fifo().queue.send({ name: 'again' }, { group: 'c' });
    await fifo().queue.send({ name: 'again' }, { group: 'c' });
    expect(await empty(fifo())).toEqual(['again', 'again']);
  });
}
