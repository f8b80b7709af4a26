import { expect, test } from 'vitest';
import type { WorkQueue } from '../../lambdas/ports/work-queue.ts';

/** Messages of these tests. */
export interface Work {
  readonly name: string;
}

/** A queue with the consumer's side of it. */
export interface QueueWorld {
  readonly queue: WorkQueue<Work>;
  /** At most `max` (ten) messages visible now, which stay hidden until acknowledged. */
  receive(max?: number): Promise<{ message: unknown; receipt: string }[]>;
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

  test('hands out nothing of a group while one of its messages is in hand, and other groups all the same', async () => {
    const world = fifo();
    for (const [name, group] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
    ] as const) {
      await world.queue.send({ name }, { group });
    }
    const [first] = await world.receive(1);
    const [second] = await world.receive(1);
    expect([first, second].map((one) => one?.message)).toEqual([{ name: 'a1' }, { name: 'b1' }]);
    expect(await world.receive(1)).toEqual([]);
    await world.ack(first?.receipt ?? '');
    expect(await empty(world)).toEqual(['a2']);
    await world.ack(second?.receipt ?? '');
  });

  test('carries the same work of a group twice within minutes', async () => {
    await fifo().queue.send({ name: 'again' }, { group: 'c' });
    await fifo().queue.send({ name: 'again' }, { group: 'c' });
    expect(await empty(fifo())).toEqual(['again', 'again']);
  });
}
