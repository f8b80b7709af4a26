import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../lambdas/core/drafting/draft.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { draftKey, type EditRequest, editDraft, loadDraft } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryEntryLog } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { DAY, deskWorld } from '../../web/desk/desk-world.ts';

const SCHEDULES = 1_000;

/** Numbers below `below` that follow from the seed. */
function numbersOf(seed: number): (below: number) => number {
  let state = seed * 2_654_435_761 + 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A store whose calls each wait a while of their own, so that the writers meet in every order. */
function interleaved(store: ObjectStore, next: (below: number) => number, faults: Partial<ObjectStore>): ObjectStore {
  const pause = async (): Promise<void> => {
    for (let left = next(12); left > 0; left -= 1) await Promise.resolve();
  };
  return {
    ...store,
    get: async (key) => {
      await pause();
      return store.get(key);
    },
    put: async (key, body, headers, condition) => {
      await pause();
      return (faults.put ?? store.put)(key, body, headers, condition);
    },
  };
}

interface Schedule {
  readonly seed: number;
  readonly small: Draft;
  /** What of the request is wrong on purpose. */
  readonly fault?: 'write whatever is there' | 'claim to have seen everything';
}

/** Writers who all saw the same draft each set the title of one of five clippings; what was lost or wrongly refused. */
async function faultsOf({ seed, small, fault }: Schedule): Promise<string[]> {
  const next = numbersOf(seed);
  const store = memoryObjectStore();
  const header = { contentType: 'application/json' };
  await store.put(draftKey(DAY), JSON.stringify(small), header, { kind: 'any' });
  const blind: ObjectStore['put'] = (key, body, headers) => store.put(key, body, headers, { kind: 'any' });
  const newsroom = interleaved(store, next, fault === 'write whatever is there' ? { put: blind } : {});
  const ports = {
    clock: memoryClock('2026-11-23T06:30:00+07:00'),
    newsroom,
    archive: memoryObjectStore(),
    entries: memoryEntryLog(),
  };
  const etag = (await store.get(draftKey(DAY)))?.etag ?? '';
  const writers = Array.from({ length: 2 + next(7) }, (_, index) => ({ title: `Tiêu đề ${index}`, id: idOf(next(5)) }));
  const outcomes = await Promise.all(
    writers.map(async ({ title, id }) => {
      const plan: EditRequest['plan'] = () => [
        { kind: 'rewrite', clippingId: id, title, placePrefix: null, paragraphs: [] },
      ];
      const seen = fault === 'claim to have seen everything' ? undefined : small.log.length;
      const request = { issueKey: DAY, etag, plan, by: title, ...(seen === undefined ? {} : { seen }) };
      return (
        await editDraft(ports, fault === 'claim to have seen everything' ? await freshly(ports, request) : request)
      ).kind;
    }),
  );
  const final = (await loadDraft(store, DAY))?.value ?? small;
  return [
    ...writers.flatMap(({ title, id }, index) => {
      const isThere = final.clippings.find((each) => each.id === id)?.title === title;
      return (outcomes[index] === 'edited') === isThere ? [] : [`${title}: ${outcomes[index]}, ${isThere}`];
    }),
    // Of those who meant the same clipping exactly one is told that it was done.
    ...[...new Set(writers.map(({ id }) => id))].filter(
      (id) => writers.filter((writer, index) => writer.id === id && outcomes[index] === 'edited').length !== 1,
    ),
    ...(final.log.length === outcomes.filter((kind) => kind === 'edited').length ? [] : ['the log']),
  ];
}

/** The planted fault: the request names whatever draft is stored as the one its editor saw. */
async function freshly(ports: { readonly newsroom: ObjectStore }, request: EditRequest): Promise<EditRequest> {
  return { ...request, etag: (await ports.newsroom.get(draftKey(DAY)))?.etag ?? '' };
}

function idOf(index: number): string {
  return `tin${index + 1}`;
}

async function smallDraft(): Promise<Draft> {
  const { value } = await (await deskWorld()).draft();
  return {
    ...value,
    clippings: value.clippings.slice(0, 5).map((each) => ({ ...each, body: [], others: [], reasons: [] })),
    leftOut: [],
    tray: [],
  };
}

async function sweep(count: number, fault?: Schedule['fault']): Promise<string[]> {
  const small = await smallDraft();
  const found: string[] = [];
  for (let seed = 0; seed < count; seed += 1) {
    const faults = await faultsOf({ seed, small, ...(fault === undefined ? {} : { fault }) });
    found.push(...faults.map((each) => `schedule ${seed}: ${each}`));
  }
  return found;
}

describe('two to eight editors at one draft', () => {
  it(`lose nothing in ${SCHEDULES} schedules, and wait for nobody who works elsewhere`, async () => {
    expect(await sweep(SCHEDULES)).toEqual([]);
  }, 60_000);

  it('would lose edits without the condition on the write', async () => {
    expect((await sweep(40, 'write whatever is there')).length).toBeGreaterThan(0);
  });

  it('would overwrite each other without the comparison of what they saw', async () => {
    expect((await sweep(40, 'claim to have seen everything')).length).toBeGreaterThan(0);
  });
});
