import { describe, expect, it } from 'vitest';
import { csvLine, csvRows, type ListLine, readList } from '../../../lambdas/core/subscriptions/list-file.ts';
import { subscriberId } from '../../../lambdas/core/subscriptions/subscriber-id.ts';
import { type ImportedLine, importLines } from '../../../lambdas/workflows/subscribing/import-subscribers.ts';
import { RING, readerOf, START } from '../../faults/mailing-world.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';

/** A sample in every run, the promised length when all faults are tried. */
const LENGTH = process.env.FAULTS === 'all' ? 100_000 : 3_000;

const WISH = {
  keyring: RING,
  editions: ['daily' as const],
  consent: { at: START, basis: 'công văn cử người nhận bản tin', from: 'file can-bo.csv' },
};

/** What goes wrong in the lists of offices, with what is said of it. */
const FAULTS: readonly (readonly [string, ListLine['kind']])[] = [
  ['', 'empty'],
  [';;', 'empty'],
  ['Không có thư;;', 'no-address'],
  ['=HYPERLINK("mailto:a@x.example");;', 'formula'],
  ['a@x.example;b@x.example;', 'several'],
  ['Bình <binh.x.example@>;;', 'not-an-address'],
  [`${'x'.repeat(1_000)}@x.example;;`, 'not-an-address'],
  ['"chưa đóng;x@y@z;', 'not-an-address'],
  ['NGUOI-0@Co-Quan.EXAMPLE;;', 'double'],
];

/** Every tenth line has a fault. */
function hostileList(): { readonly bytes: Uint8Array; readonly kinds: readonly string[] } {
  const kinds: string[] = [];
  const lines = Array.from({ length: LENGTH }, (_, at) => {
    const fault = at % 10 === 9 ? FAULTS[((at - 9) / 10) % FAULTS.length] : undefined;
    kinds.push(fault?.[1] ?? 'added');
    const name = at % 5 === 0 ? '"Nguyễn ""Văn""; A"' : 'Nguyễn Văn A';
    return fault?.[0] ?? `nguoi-${at}@co-quan.example;${name};Sở Nội vụ`;
  });
  return { bytes: new TextEncoder().encode(`\uFEFF${lines.join('\r\n')}\r\n`), kinds };
}

async function imported(book: ReturnType<typeof memorySubscriberBook>, bytes: Uint8Array): Promise<ImportedLine[]> {
  const told: ImportedLine[] = [];
  for await (const line of importLines(book, readList(csvRows(bytes)), WISH)) told.push(line);
  return told;
}

describe('R20 a list of an office', () => {
  it('with every fault adds each good line once, and tells of every other by its number', async () => {
    const book = memorySubscriberBook();
    const { bytes, kinds } = hostileList();
    const told = await imported(book, bytes);

    expect(told.map(({ line }) => line)).toEqual(kinds.map((_, at) => at + 1));
    expect(told.map(({ kind }) => kind)).toEqual(kinds);
    expect(book.rows.size).toBe(kinds.filter((kind) => kind === 'added').length);
    expect(book.rows.get(subscriberId('nguoi-0@co-quan.example', RING))).toMatchObject({
      consent: WISH.consent,
      turn: 1,
    });
  });

  it('names the state of everybody who is known, and changes nobody', async () => {
    const book = memorySubscriberBook();
    const states = ['pending', 'active', 'unsubscribed', 'suppressed'] as const;
    for (const [at, state] of states.entries()) book.rows.set(readerOf(at).id, { ...readerOf(at), state });
    const before = structuredClone([...book.rows]);
    const list = states.map((_, at) => readerOf(at).address.toUpperCase()).join('\n');

    const told = await imported(book, new TextEncoder().encode(list));
    expect(told.map(({ kind }) => kind)).toEqual(states);
    expect([...book.rows]).toEqual(before);
  });

  it('control: brings back who left as soon as a row is written over what is there', async () => {
    const book = memorySubscriberBook();
    book.rows.set(readerOf(0).id, { ...readerOf(0), state: 'unsubscribed' });
    book.advance = async (row) => book.rows.set(row.id, row).size > 0;

    await imported(book, new TextEncoder().encode(readerOf(0).address));
    expect(book.rows.get(readerOf(0).id)?.state).toBe('active');
  });

  it('comes back as it went out', async () => {
    const book = memorySubscriberBook();
    const out = [...'ab'].map((name) => csvLine([`${name}@x.example`, 'daily', '=1+1', 'a "b"; c\n']));
    const told = await imported(book, new TextEncoder().encode(`\uFEFF${csvLine(['address'])}${out.join('')}`));
    expect(told.filter(({ kind }) => kind === 'added')).toHaveLength(2);
  });
});
