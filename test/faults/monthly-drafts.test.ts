import { afterEach, describe, expect, it } from 'vitest';
import { at, type Instant, shift, toMillis } from '../../lambdas/core/calendar/instant.ts';
import { type Issue, newIssue } from '../../lambdas/core/issue/issue.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../lambdas/core/mailing/mailing.ts';
import { seedMonthly } from '../../lambdas/core/monthly/setting.ts';
import type { Clock } from '../../lambdas/ports/clock.ts';
import type { IssueRequest, ShardRequest, VisitRequest } from '../../lambdas/ports/work-queue.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { draftMonthly } from '../../lambdas/workflows/monthly/draft-monthly.ts';
import { DEADLINES, recover } from '../../lambdas/workflows/operations/recover.ts';
import { type CrashPlan, sweepCrashes, withCrashes } from '../support/crashing.ts';
import { interleave } from '../support/interleaving.ts';
import { memoryDeliveryLedger } from '../support/memory/memory-delivery-ledger.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { approveNow, type MonthlyWorld, monthlyWorld } from '../support/monthly-world.ts';
import { readerOf } from './mailing-world.ts';

const MONTH = '2026-11';
const KEY = `drafts/monthly/${MONTH}.json`;
const ZONES = ['UTC', 'Asia/Ho_Chi_Minh', 'Pacific/Kiritimati'];
const HOST_ZONE = process.env.TZ;

afterEach(() => {
  if (HOST_ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = HOST_ZONE;
});

/** A clock as a host in UTC tells it, that goes on a second with every look: no two drafts are alike by chance. */
function ticking(start: Instant): Clock {
  let looks = 0;
  return {
    now: () => new Date(toMillis(start) + 1_000 * (looks++ % 60)).toISOString(),
    sleep: async () => {},
  };
}

/** A house at work whose monthly is laid out on the last issue day of the month, Monday the 30th. */
async function house(at: Instant = '2026-11-30T09:30:00+07:00') {
  const { ports, clock, put } = await monthlyWorld();
  await put('settings/monthly.json', { ...seedMonthly(), draftDay: 'last-issue-day' });
  for (const day of ['2026-11-26', '2026-11-27', '2026-11-30'])
    ports.issues.rows.set(day, { ...newIssue(day), state: 'sent' });
  clock.set(at);
  const more = {
    ledger: memoryDeliveryLedger(),
    subscribers: memorySubscriberBook(),
    planMailing: memoryWorkQueue<IssueRequest>(),
    deliver: memoryWorkQueue<ShardRequest>(),
    gather: memoryWorkQueue<VisitRequest>(),
  };
  return { clock, put, ports: { ...ports, ...more } };
}
type House = Awaited<ReturnType<typeof house>>;

/** Monthlies that are drafted, each with a row. */
async function months({ ports }: Pick<House, 'ports'>): Promise<string[]> {
  const keys = (await ports.newsroom.list('drafts/monthly/')).map((key) => key.slice(-12, -5));
  expect((await ports.issues.newest(10, 'monthly')).map(({ issueKey }) => issueKey).toSorted()).toEqual(keys);
  return keys;
}

/** Every version of the month's draft that was ever stored. */
function versionsOf({ newsroom }: MonthlyWorld['ports']): string[] {
  const stored: string[] = [];
  const { put } = newsroom;
  newsroom.put = async (key, ...rest) => {
    const outcome = await put(key, ...rest);
    if (key === KEY && outcome.kind === 'stored') stored.push(newsroom.text(key));
    return outcome;
  };
  return stored;
}

type PortOf = <P extends object>(port: P) => P;

/** Five schedules that fire at the same time; `order` says how their reads and writes come one after the other. */
async function fiveAtOnce({ ports }: House, order: readonly number[]) {
  const stored = versionsOf(ports);
  const clock = ticking(at('2026-11-30', '09:30'));
  const kinds: string[] = [];
  const fire = async (portOf: PortOf) => {
    const own = { ...ports, clock, newsroom: portOf(ports.newsroom), issues: portOf(ports.issues) };
    kinds.push((await draftMonthly(own, {})).kind);
  };
  await interleave(order, [fire, fire, fire, fire, fire]);
  return { stored: stored.length, drafted: kinds.filter((kind) => kind === 'drafted').length };
}

const ORDERS = [[0], [0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 4, 1, 3, 0], [3, 3, 1, 0, 2, 4, 1, 1]];

/** Rounds of the watchman from where the clock stands; what they laid out. */
async function rounds({ ports, clock }: House, count = 2): Promise<string[]> {
  const found: string[] = [];
  for (let round = 0; round < count; round += 1) {
    const watch = await recover(ports, DEADLINES);
    found.push(...watch.found.filter(({ kind }) => kind === 'missing-draft').map(({ issueKey }) => issueKey));
    clock.advance(15 * 60_000);
  }
  return found.filter((key) => key.length === MONTH.length);
}

describe('R34 one draft a month', () => {
  it('whatever fires five times at once, in any order, and again later', async () => {
    for (const order of ORDERS) {
      const world = await house();
      expect({ order, ...(await fiveAtOnce(world, order)) }).toEqual({ order, stored: 1, drafted: 1 });
      const first = world.ports.newsroom.text(KEY);
      for (const late of ['2026-11-30T23:59:59+07:00', '2026-11-30T09:31:00+07:00'])
        expect(await draftMonthly({ ...world.ports, clock: ticking(late) }, { issueKey: MONTH })).toEqual({
          kind: 'exists',
        });
      expect(world.ports.newsroom.text(KEY)).toBe(first);
    }
  });

  it('though its row is there before them and its draft is gone, and by the watchman too', async () => {
    const world = await house();
    const { newsroom } = world.ports;
    await draftMonthly(world.ports, {});
    await newsroom.remove([KEY]);
    expect(await fiveAtOnce(world, [0, 1, 2, 3, 4])).toEqual({ stored: 1, drafted: 1 });
    world.clock.set(at('2026-11-30', '09:45'));
    expect(await rounds(world)).toEqual([]);
    await newsroom.remove([KEY]);
    expect(await rounds(world)).toEqual([MONTH]);
    expect(await months(world)).toEqual([MONTH]);
  });

  it('control: is caught being laid out over and over as soon as the store forgets its conditions', async () => {
    const world = await house();
    const { put } = world.ports.newsroom;
    world.ports.newsroom.put = (key, body, headers) => put(key, body, headers, { kind: 'any' });
    expect((await fiveAtOnce(world, [0, 1, 2, 3, 4])).stored).toBeGreaterThan(1);
  });

  it('killed at every step and fired up to five times: there after a round or two, and never twice', async () => {
    for (const fires of [1, 5]) {
      const points = await sweepCrashes(async (plan: CrashPlan) => {
        const world = await house();
        const life = withCrashes(world.ports, plan);
        await Promise.allSettled(Array.from({ length: fires }, () => draftMonthly(life.ports, {})));
        world.clock.set(at('2026-11-30', '09:45'));
        await rounds(world);
        expect(await months(world)).toEqual([MONTH]);
        expect(await rounds(world)).toEqual([]);
        return life.crashed();
      });
      expect(points).toBeGreaterThanOrEqual(4);
    }
  });

  it.each(ZONES)(
    'belongs to the month of Viet Nam on a host in %s, at a second before and after its end',
    async (zone) => {
      process.env.TZ = zone;
      const world = await house();
      const [before, after] = [shift(at('2026-11-30', '23:59'), 59_000), shift(at('2026-12-01', '00:00'), 1_000)];
      const fire = (moment: Instant) => draftMonthly({ ...world.ports, clock: ticking(moment) }, {});
      const kinds = (await Promise.all([fire(after), fire(before), fire(after)])).map(({ kind }) => kind);
      expect(kinds).toEqual(['not-due', 'drafted', 'not-due']);
      expect(await months(world)).toEqual([MONTH]);
    },
  );

  it('control: is caught in the wrong month as soon as the host’s calendar names it', async () => {
    const world = await house();
    const byTheHost = new Date(at('2026-12-01', '06:00')).toISOString().slice(0, 7);
    await draftMonthly({ ...world.ports, clock: ticking(at('2026-12-01', '06:00')) }, { issueKey: byTheHost });
    expect(await months(world)).toEqual([MONTH]);
  });
});

describe('R34 a house that was down on the set day of its monthly', () => {
  it.each([
    ['2026-11-30T09:45:00+07:00', 'the same morning'],
    ['2026-12-01T00:00:01+07:00', 'a second into the next month'],
    ['2026-12-01T05:00:00+07:00', 'the next morning, before its hour'],
    ['2026-12-07T23:30:00+07:00', 'a week later'],
  ])('lays it out on its first round, once: %s, %s', async (moment) => {
    const world = await house(moment);
    expect(await rounds(world, 3)).toEqual([MONTH]);
    expect(await months(world)).toEqual([MONTH]);
    const { days } = JSON.parse(world.ports.newsroom.text(KEY));
    expect(days).toEqual({ from: '2026-11-01', to: '2026-11-30' });
  });

  it('lays out none before its hour, nor of a month in which it had no daily, nor when it was down for longer', async () => {
    expect(await rounds(await house('2026-11-30T09:20:00+07:00'), 1)).toEqual([]);
    expect(await rounds(await house('2026-12-08T00:00:01+07:00'), 1)).toEqual([]);
    const young = await house('2026-12-01T05:00:00+07:00');
    young.ports.issues.rows.clear();
    expect(await rounds(young)).toEqual([]);
  });

  it('control: is seen to have none when nobody looks at the month before', async () => {
    const world = await house('2026-12-01T05:00:00+07:00');
    expect((await draftMonthly(world.ports, {})).kind).toBe('not-due');
    expect(await months(world)).toEqual([]);
  });
});

/** Approved on the 25th; `down` hours later the house comes back and publishes; two days of rounds and their messages. */
async function mailedAfter(down: number, change: (issue: Issue) => Issue = (issue) => issue): Promise<string[]> {
  const made = await monthlyWorld([MONTH]);
  const { ports, clock } = await house(made.clock.now());
  const world = { ...ports, archive: made.ports.archive, newsroom: made.ports.newsroom, publish: made.ports.publish };
  world.subscribers.rows.set('a', { ...readerOf(1), editions: ['monthly'] });
  await approveNow({ ports: world }, MONTH);
  clock.advance(down * 3_600_000);
  const issue = await world.issues.get(MONTH);
  if (!issue) throw new Error('not approved');
  world.issues.rows.set(MONTH, change({ ...issue, state: 'published', publishedAt: clock.now() }));
  const asked: string[] = [];
  const letter = UNSUBSCRIBE_PLACEHOLDER;
  const renderMail = async () => ({ subject: 'Bản tin tháng', html: letter, text: letter });
  for (let round = 0; round < 2 * 96; round += 1) {
    await recover(world, DEADLINES);
    for (const { issueKey } of [{ issueKey: MONTH }, ...world.planMailing.drain()]) {
      const { kind } = await planMailing({ ...world, renderMail }, { issueKey });
      if (kind !== 'already') asked.push(kind);
    }
    clock.advance(15 * 60_000);
  }
  return [...new Set(asked)];
}

describe('R34 a monthly that was approved before days without a house', () => {
  it('is not mailed by itself when it is published at last, and one of the same day is', async () => {
    expect(await mailedAfter(1)).toEqual(['planned']);
    expect(await mailedAfter(25)).toEqual(['stale']);
    expect(await mailedAfter(7 * 24)).toEqual(['stale']);
  });

  it('is mailed when a person has named an hour for it since', async () => {
    const from = '2026-12-02T10:00:00+07:00';
    expect(await mailedAfter(7 * 24, (issue) => ({ ...issue, mailing: { held: false, from } }))).toContain('planned');
  });

  it('control: is caught being mailed by a house that takes its publication for news', async () => {
    const unsigned = (issue: Issue): Issue => ({ ...issue, approval: null });
    expect(await mailedAfter(7 * 24, unsigned)).toEqual(['planned']);
  });
});
