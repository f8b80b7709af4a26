import { describe, expect, it } from 'vitest';
import { FAILURES, gatherDay, type Kinds, type Plant, QUIET, SOURCES, TELLING } from './gathering-world.ts';
import { ALL } from './sizes.ts';

const KINDS = Object.keys(FAILURES);

/** A stream of whole numbers that is the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** What is wrong with the draft of a day on which the sources failed as told: nothing, when all is well. */
async function complaints(kinds: Kinds, plant?: Plant): Promise<string[]> {
  const draft = await gatherDay(kinds, plant);
  if (draft === null) return ['no draft'];
  const expected = [...kinds].flatMap(([index, kind]) => {
    const named = FAILURES[kind]?.named;
    return named === undefined ? [] : [`bao${index} ${named}`];
  });
  const missing = draft.gathered.missing.map(({ sourceId, failure }) => `${sourceId} ${failure}`);
  const articles = new Set(
    [
      ...draft.clippings.flatMap((clipping) => JSON.stringify(clipping)),
      ...draft.leftOut.map((each) => JSON.stringify(each)),
    ]
      .join(' ')
      .match(/bao\d+(?=\.example\.vn\/cai-cach)/g),
  );
  const well = SOURCES.filter((_, index) => !kinds.has(index));
  const told = well.filter((source) => SOURCES.indexOf(source) < TELLING).map(({ id }) => id);
  return [
    ...expected.filter((each) => !missing.includes(each)).map((each) => `not named: ${each}`),
    ...missing.filter((each) => !expected.includes(each)).map((each) => `named for nothing: ${each}`),
    ...told.filter((id) => !articles.has(id)).map((id) => `lost with the others: ${id}`),
    ...(draft.gathered.entries >= well.length ? [] : [`counts ${draft.gathered.entries} entries`]),
    ...(draft.gathered.read === SOURCES.length - expected.length ? [] : [`counts ${draft.gathered.read} read`]),
  ];
}

describe('R24 a day on which sources fail', () => {
  it('has nothing to complain of when none fails', async () => {
    expect(await complaints(new Map())).toEqual([]);
  });

  it('names any single source that fails in any way, and keeps the others', async () => {
    const wrong: unknown[] = [];
    // Every source once, every kind more than once, and every kind at a source whose news is on reform.
    const single = [...SOURCES.keys()].map((index) => [index, KINDS[index % KINDS.length] ?? ''] as const);
    for (const [index, kind] of [...single, ...KINDS.map((each) => [0, each] as const)]) {
      const found = await complaints(new Map([[index, kind]]));
      if (found.length > 0) wrong.push({ kind, index, found });
    }
    expect(wrong).toEqual([]);
  });

  it('has a draft that names what is missing in random subsets of forty sources and more, failing in twelve ways and more', async () => {
    expect(KINDS.length).toBeGreaterThanOrEqual(12);
    expect(SOURCES.length).toBeGreaterThanOrEqual(40);
    const roll = dice(20_261_123);
    const wrong: unknown[] = [];
    for (let day = 0; day < (ALL ? 1_000 : 150); day += 1) {
      const share = 1 + roll(10);
      const failing = [...SOURCES.keys()].filter(() => roll(10) < share);
      const kinds = new Map(failing.map((index) => [index, KINDS[roll(KINDS.length)] ?? '']));
      const found = await complaints(kinds);
      if (found.length > 0) wrong.push({ kinds: [...kinds], found });
    }
    expect(wrong).toEqual([]);
  }, 90_000);

  it('has a draft when all of them fail', async () => {
    for (const kind of KINDS) {
      expect(await complaints(new Map([...SOURCES.keys()].map((index) => [index, kind])))).toEqual([]);
    }
  });

  it.each(Object.keys(QUIET))('names no source for what is no failure: %s', async (kind) => {
    const found = await complaints(
      new Map([
        [2, kind],
        [30, kind],
        [40, 'timeout'],
      ]),
    );
    expect(found).toEqual([]);
  });
});

describe('R24 control: the complaints', () => {
  const kinds = new Map([
    [1, 'timeout'],
    [40, 'refused'],
  ]);

  it('come when a failure is written down as a quiet visit', async () => {
    const found = await complaints(kinds, (ports) => {
      const put = ports.visits.put;
      ports.visits.put = (visit) => put({ ...visit, outcome: { kind: 'unchanged' } });
    });
    expect(found).toContain('not named: bao1 timeout');
  });

  it('come when one failure ends the gathering', async () => {
    let isOver = false;
    const found = await complaints(kinds, (ports) => {
      const fetch = ports.web.fetch;
      ports.web.fetch = async (request) => {
        if (isOver) throw new Error('over');
        const outcome = await fetch(request);
        isOver = outcome.kind === 'failed';
        return outcome;
      };
    });
    expect(found).toContain('counts 1 entries');
  });

  it('come when a source is named that was read', async () => {
    const found = await complaints(kinds, (ports) => {
      const put = ports.visits.put;
      ports.visits.put = (visit) => put({ ...visit, outcome: { kind: 'silent' } });
    });
    expect(found).toContain('named for nothing: bao0 silent');
  });
});
