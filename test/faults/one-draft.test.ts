import { afterEach, describe, expect, it } from 'vitest';
import { at, type Day, dayOf, type Instant, shift, toMillis } from '../../lambdas/core/calendar/instant.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import { type DraftOutcome, type DraftPorts, draftIssue } from '../../lambdas/workflows/editing/draft-issue.ts';
import { visitById } from '../../lambdas/workflows/gathering/visit-source.ts';
import { interleave } from '../support/interleaving.ts';
import type { MemoryObjectStore } from '../support/memory/memory-object-store.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { DAY, type DayWorld, dayWorld } from './day-world.ts';

const KEY = `drafts/daily/${DAY}.json`;
const ZONES = ['UTC', 'Asia/Ho_Chi_Minh', 'America/Los_Angeles', 'Pacific/Kiritimati'];
const HOST_ZONE = process.env.TZ;

afterEach(() => {
  if (HOST_ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = HOST_ZONE;
});

/** A clock as a host in UTC tells it, that goes on a second with every look: no two drafts are alike by chance. */
function tickingClock(start: Instant): Clock {
  let looks = 0;
  return {
    now: () => {
      looks += 1;
      return new Date(toMillis(start) + looks * 1_000).toISOString();
    },
    sleep: async () => {},
  };
}

/** A morning whose papers have been read. */
async function gathered(): Promise<DayWorld> {
  const world = dayWorld();
  const ports = { ...world.ports, gather: memoryWorkQueue<{ sourceId: string }>() };
  for (const { id } of world.sources) await visitById(ports, id);
  return world;
}

/** Every version of the draft that was ever stored. */
function draftsStored(store: MemoryObjectStore): string[] {
  const stored: string[] = [];
  const { put } = store;
  store.put = async (key, body, headers, condition) => {
    const outcome = await put(key, body, headers, condition);
    if (key === KEY && outcome.kind === 'stored') stored.push(store.text(key));
    return outcome;
  };
  return stored;
}

/** Five schedules that fire at the same time; `order` says how their reads and writes come one after the other. */
async function fiveAtOnce(world: DayWorld, order: readonly number[]) {
  const stored = draftsStored(world.ports.newsroom);
  const outcomes: DraftOutcome[] = [];
  const clock = tickingClock(at(DAY, '06:00'));
  const fire = async (portOf: <P extends object>(port: P) => P) => {
    const { newsroom, archive, visits, entries, issues } = world.ports;
    const ports = { clock, archive, visits, entries, newsroom: portOf(newsroom), issues: portOf(issues) };
    outcomes.push(await draftIssue(ports, {}));
  };
  await interleave(order, [fire, fire, fire, fire, fire]);
  return { stored: stored.length, drafted: outcomes.filter(({ kind }) => kind === 'drafted').length };
}

/** Orders of five: one after the other, in step, backwards, and some that no rule made. */
const ORDERS = [
  [0],
  [0, 1, 2, 3, 4],
  [4, 3, 2, 1, 0],
  [2, 0, 4, 4, 1, 3, 0],
  [3, 3, 1, 0, 2, 4, 1, 1],
  [1, 4, 0, 2, 2, 3],
];

/** The planted bug: a store that forgets its conditions. */
function forgetful(world: DayWorld): DayWorld {
  const { newsroom } = world.ports;
  const { put } = newsroom;
  newsroom.put = (key, body, headers) => put(key, body, headers, { kind: 'any' });
  return world;
}

function copyOf(world: DayWorld): DayWorld {
  const copy = dayWorld();
  for (const [key, object] of world.ports.newsroom.objects) copy.ports.newsroom.objects.set(key, object);
  for (const [key, row] of world.ports.entries.rows) copy.ports.entries.rows.set(key, row);
  for (const [key, row] of world.ports.visits.rows) copy.ports.visits.rows.set(key, row);
  return copy;
}

/** Days with a draft after the schedule fired at the moments given. */
async function daysAfter(moments: readonly Instant[], fire: (ports: DraftPorts) => Promise<unknown>): Promise<Day[]> {
  const { ports } = dayWorld();
  for (const moment of moments) await fire({ ...ports, clock: tickingClock(shift(moment, -1_000)) });
  const keys = await ports.newsroom.list('drafts/');
  expect([...ports.issues.rows.keys()].toSorted()).toEqual(keys.map((key) => key.slice(-15, -5)));
  return keys.map((key) => key.slice(-15, -5));
}

const byTheHouse = (ports: DraftPorts) => draftIssue(ports, {});
/** The planted bug: the day of the machine's calendar. */
const byTheHost = (ports: DraftPorts) =>
  draftIssue(ports, { issueKey: new Date(ports.clock.now()).toISOString().slice(0, 10) });

describe('R34 one draft a day', () => {
  it('whatever fires five times at once, in any order', async () => {
    const morning = await gathered();
    for (const order of ORDERS) {
      expect({ order, ...(await fiveAtOnce(copyOf(morning), order)) }).toEqual({ order, stored: 1, drafted: 1 });
    }
  });

  it('though the row of an earlier one, whose draft is gone, is there before them', async () => {
    const world = copyOf(await gathered());
    await draftIssue({ ...world.ports, clock: tickingClock(at(DAY, '06:00')) }, {});
    await world.ports.newsroom.remove([KEY]);
    expect(await fiveAtOnce(world, [0, 1, 2, 3, 4])).toEqual({ stored: 1, drafted: 1 });
    await world.ports.newsroom.remove([KEY]);
    expect((await fiveAtOnce(forgetful(world), [0, 1, 2, 3, 4])).stored).toBeGreaterThan(1);
  });

  it('control: is caught being laid out over and over as soon as the store forgets its conditions', async () => {
    const morning = await gathered();
    expect((await fiveAtOnce(forgetful(copyOf(morning)), [0, 1, 2, 3, 4])).stored).toBeGreaterThan(1);
  });

  it('stays as it is when the schedule fires again later, or only then', async () => {
    const world = await gathered();
    const { newsroom } = world.ports;
    const lateAt = { ...world.ports, clock: tickingClock(at(DAY, '10:40')) };
    expect((await draftIssue(lateAt, {})).kind).toBe('drafted');
    const first = newsroom.text(KEY);
    expect(JSON.parse(first).clippings).not.toEqual([]);
    expect(JSON.parse(first).window.to).toMatch(/^2026-11-23T03:40:/);

    for (const time of ['10:41', '18:00', '23:59']) {
      expect(await draftIssue({ ...world.ports, clock: tickingClock(at(DAY, time)) }, {})).toEqual({ kind: 'exists' });
    }
    expect(newsroom.text(KEY)).toBe(first);
  });

  it.each(ZONES)('belongs to the day of Viet Nam on a host in %s', async (zone) => {
    process.env.TZ = zone;
    const night = [at(DAY, '23:59'), shift(at(DAY, '23:59'), 59_000), shift(at('2026-11-24', '00:00'), 1_000)];
    expect(await daysAfter(night.slice(0, 2), byTheHouse)).toEqual([DAY]);
    expect(await daysAfter(night, byTheHouse)).toEqual([DAY, '2026-11-24']);
    expect(await daysAfter([at(DAY, '00:00'), at(DAY, '06:00')], byTheHouse)).toEqual([DAY]);
    // A second before Monday it is still Sunday, which has no issue.
    expect(await daysAfter([shift(at(DAY, '00:00'), -1_000)], byTheHouse)).toEqual([]);
  });

  it('control: is caught on the wrong day as soon as the host’s calendar names it', async () => {
    const morning = at('2026-11-24', '06:00');
    expect(dayOf(morning)).toBe('2026-11-24');
    expect(await daysAfter([morning], byTheHost)).toEqual([DAY]);
  });

  it('at midnight is one for each of the two days, fired together', async () => {
    const { ports } = dayWorld();
    const moments = [shift(at(DAY, '23:59'), 58_000), at('2026-11-24', '00:00')];
    const outcomes = await Promise.all(
      [...moments, ...moments].map((moment) => draftIssue({ ...ports, clock: tickingClock(moment) }, {})),
    );
    expect(outcomes.filter(({ kind }) => kind === 'drafted')).toHaveLength(2);
    expect([...ports.issues.rows.keys()].toSorted()).toEqual([DAY, '2026-11-24']);
  });
});
