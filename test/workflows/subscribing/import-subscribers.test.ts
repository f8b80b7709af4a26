import { describe, expect, it } from 'vitest';
import { importSubscribers } from '../../../lambdas/workflows/subscribing/import-subscribers.ts';
import { HOUSE, readerOf, START } from '../../faults/mailing-world.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';

const CONSENT = { at: START, basis: 'danh sách đăng ký bằng văn bản' };

function listOf(...addresses: string[]) {
  return { kind: 'import' as const, consent: CONSENT, editions: ['daily' as const], addresses };
}

describe('R20 an import', () => {
  it('adds active subscribers on the ground it was given, each once', async () => {
    const subscribers = memorySubscriberBook();
    const list = listOf('an@co-quan.example.vn', ' AN@Co-Quan.example.vn ', 'binh@co-quan.example.vn');

    expect(await importSubscribers({ subscribers }, HOUSE, list)).toEqual({ added: 2, known: 1, refused: [] });
    expect([...subscribers.rows.values()].map(({ state, consent, turn }) => ({ state, consent, turn }))).toEqual([
      { state: 'active', consent: CONSENT, turn: 1 },
      { state: 'active', consent: CONSENT, turn: 1 },
    ]);
    expect(await importSubscribers({ subscribers }, HOUSE, list)).toEqual({ added: 0, known: 3, refused: [] });
  });

  it.each(['pending', 'active', 'unsubscribed', 'suppressed'] as const)(
    'leaves who is %s as they are',
    async (state) => {
      const subscribers = memorySubscriberBook();
      const row = { ...readerOf(1), state, turn: 3 };
      subscribers.rows.set(row.id, row);

      const outcome = await importSubscribers({ subscribers }, HOUSE, listOf(row.address.toUpperCase()));
      expect(outcome).toEqual({ added: 0, known: 1, refused: [] });
      expect(subscribers.rows.get(row.id)).toEqual(row);
    },
  );

  it('names the places of what is no address, never the text', async () => {
    const subscribers = memorySubscriberBook();
    const list = listOf('an@x.vn', '', 'Bình <binh@x.vn>', 'chi@x.vn', 'd@x.vn,e@x.vn', 'x\r\nBcc: y@x.vn');

    const outcome = await importSubscribers({ subscribers }, HOUSE, list);
    expect(outcome).toEqual({ added: 2, known: 0, refused: [2, 3, 5, 6] });
    expect(JSON.stringify(outcome)).not.toContain('@');
  });

  it('broken off half-way is finished by running it again', async () => {
    const subscribers = memorySubscriberBook();
    const { advance } = subscribers;
    let left = 1;
    subscribers.advance = async (row) => {
      if (left === 0) throw new Error('no table');
      left -= 1;
      return advance(row);
    };
    const list = listOf('an@x.vn', 'binh@x.vn', 'chi@x.vn');
    await expect(importSubscribers({ subscribers }, HOUSE, list)).rejects.toThrow('no table');
    subscribers.advance = advance;
    expect(await importSubscribers({ subscribers }, HOUSE, list)).toEqual({ added: 2, known: 1, refused: [] });
  });
});
