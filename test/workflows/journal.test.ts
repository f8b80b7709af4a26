import { expect, it } from 'vitest';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import { readJournal, type Wish, writeDown } from '../../lambdas/workflows/journal.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';

const DAY = '2026-11-23';
const wish: Wish = { issueKey: DAY, deed: 'pause', why: 'nhầm tên', editor: { id: 'hien', name: 'Phạm Thu Hiền' } };

/** A store that notes every way in which something was written or taken away. */
function watched() {
  const store = memoryObjectStore();
  const ways: string[] = [];
  const newsroom: ObjectStore = {
    ...store,
    put: (key, body, headers, condition) => {
      ways.push(condition.kind);
      return store.put(key, body, headers, condition);
    },
    remove: (keys) => {
      ways.push('remove');
      return store.remove(keys);
    },
  };
  return { store, ways, ports: { newsroom, clock: memoryClock(`${DAY}T08:00:00+07:00`) } };
}

/** Entries whose bytes are no longer what they were. */
function edited(before: ReadonlyMap<string, string>, store: ReturnType<typeof memoryObjectStore>): string[] {
  return [...before].filter(([key, etag]) => store.objects.get(key)?.etag !== etag).map(([key]) => key);
}

const etagsOf = (store: ReturnType<typeof memoryObjectStore>) =>
  new Map([...store.objects].map(([key, { etag }]) => [key, etag]));

it('who asked for what, when and why is only ever added: no entry is written over or taken away', async () => {
  const { store, ways, ports } = watched();
  await writeDown(ports, wish);
  const first = etagsOf(store);
  await writeDown(ports, wish);
  await writeDown(ports, { ...wish, why: 'lý do khác' });
  ports.clock.advance(60_000);
  await writeDown(ports, { ...wish, deed: 'resume' });

  expect(new Set(ways)).toEqual(new Set(['none']));
  expect(edited(first, store)).toEqual([]);
  expect((await readJournal(ports.newsroom, DAY)).map(({ deed, why, by }) => [deed, why, by])).toEqual(
    expect.arrayContaining([
      ['pause', 'nhầm tên', 'hien'],
      ['pause', 'lý do khác', 'hien'],
      ['resume', 'nhầm tên', 'hien'],
    ]),
  );
});

// Negative control: a store that lets anybody write over what is there.
it('an entry that was written over is seen by this very comparison', async () => {
  const { store, ports } = watched();
  await writeDown(ports, wish);
  const before = etagsOf(store);
  const [key = ''] = before.keys();
  await ports.newsroom.put(key, '{}', { contentType: 'x' }, { kind: 'any' });
  expect(edited(before, store)).toEqual([key]);
});
