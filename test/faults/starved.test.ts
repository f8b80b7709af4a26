import { describe, expect, it } from 'vitest';
import { at } from '../../lambdas/core/calendar/instant.ts';
import { newIssue } from '../../lambdas/core/issue/issue.ts';
import { seedLadder } from '../../lambdas/core/issue/ladder.ts';
import { climbLadder } from '../../lambdas/workflows/editing/climb-ladder.ts';
import { draftIssue } from '../../lambdas/workflows/editing/draft-issue.ts';
import { decisionsKey } from '../../lambdas/workflows/learning/keep-decisions.ts';
import { learn } from '../../lambdas/workflows/learning/learn.ts';
import { loadSecondOpinion } from '../../lambdas/workflows/learning/second-opinion.ts';
import { writeJson } from '../../lambdas/workflows/stored-json.ts';
import { decided, decisionsBy, filesOf } from '../core/sections/learning/decided.ts';
import { sweepCrashes, withCrashes } from '../support/crashing.ts';
import { type End, endsOf, momentsOf, type Started, startStarved } from '../support/starved.ts';
import { DAY, READERS } from './day-world.ts';
import { HOUSE } from './mailing-world.ts';
import { ALL, LONG } from './sizes.ts';
import { house, type Ports, played, STARTS, type Start, startOf, whole } from './starved-house.ts';

/** The moments at which a start is ended: `npm run faults` takes every call that leaves something behind. */
function momentsToEnd(lived: Started): End[] {
  if (ALL) return endsOf(lived);
  return momentsOf(lived.millis, 2).flatMap((after) => [true, false].map((done) => ({ after, done })));
}

/** A day is played for each moment: the suite takes the lightest starts, `npm run faults` all. */
function inSuite(names: readonly string[]): readonly string[] {
  return names.filter((name) => ALL || LIGHT.has(name));
}

const LIGHT = new Set(['draft-issue', 'draft-issue of the month', 'recover with a draft missing']);

/** Ends a start at many moments; how often the day was another than that of a start that came to its own end. */
async function sweep(given: Start, momentsOfEnd = momentsToEnd): Promise<{ ends: number; wrong: object[] }> {
  const expected = await whole(given);
  const wrong: object[] = [];
  let ends = 0;
  for (const end of momentsOfEnd(expected.lived)) {
    const result = await played(given, async (ports, { start, work: run }) => {
      ends += Number((await startStarved(ports, { start, end }, run)).isEnded);
    });
    if (JSON.stringify(result) !== JSON.stringify(expected.result)) wrong.push({ ...end, ...result, files: {} });
  }
  return { ends, wrong };
}

describe('R34 a start whose time is taken away', () => {
  it.each(inSuite(Object.keys(STARTS)))(
    '%s: at any moment of it, the day goes on as if it had not been',
    LONG,
    async (name) => {
      const { ends, wrong } = await sweep(startOf(name));
      expect(wrong).toEqual([]);
      expect(ends).toBeGreaterThanOrEqual(3);
    },
  );

  it.runIf(ALL)('comes to one draft, one issue and one mail a reader when it is not taken away', async () => {
    const { sent, issues, drafts } = (await whole(startOf('plan-mailing'))).result;
    expect([sent.length, new Set(sent).size, issues]).toEqual([READERS, READERS, [`${DAY} sent`]]);
    expect(drafts).toEqual([`drafts/daily/${DAY}.json`]);
    expect((await whole(startOf('recover with a draft missing'))).result.issues).toEqual([`${DAY} drafting`]);
  });

  it('learn: its next start says what it would have said', async () => {
    const standings = new Set<string>();
    for (const after of ALL ? [5, 15, 25, 35, 45, 1_000] : [5, 35, 45]) {
      const { ports, world } = house();
      for (const file of filesOf(decisionsBy(decided, 30)))
        await writeJson(ports.newsroom, decisionsKey(file.issueKey), file, { kind: 'any' });
      await startStarved(ports, { start: at(DAY, '05:00'), end: { after, done: after % 2 === 1 } }, learn);
      world.clock.set(at('2026-11-24', '05:00'));
      await learn(ports);
      const { standing } = await loadSecondOpinion(ports.newsroom);
      standings.add(JSON.stringify({ ...standing, at: null }));
    }
    expect(standings.size).toBe(1);
  });

  it('climb-ladder: nobody is written to twice, and only a letter that was in hand is lost', async () => {
    for (let after = 5; after < 125; after += 10) {
      const { ports, world } = house();
      await ports.issues.create(newIssue(DAY));
      const rungs = seedLadder().rungs.map((rung) => ({ ...rung, to: [`${rung.id}@example.vn`, 'a@example.vn'] }));
      await writeJson(ports.newsroom, 'settings/ladder.json', { ...seedLadder(), rungs }, { kind: 'any' });
      const climb = (each: Ports) => climbLadder(each, { ...HOUSE, deskAddress: 'https://diembao.example.vn' });
      await startStarved(ports, { start: at(DAY, '06:15'), end: { after, done: after % 20 === 5 } }, climb);
      world.clock.set(at(DAY, '06:30'));
      await climb(ports);
      const sent = world.mailer.sent.map(({ to }) => to);
      expect({ after, twice: sent.length - new Set(sent).size }).toEqual({ after, twice: 0 });
      expect(sent.length).toBeGreaterThanOrEqual(1);
    }
  });

  it('control: is caught with half a draft by a house that writes it in two steps', async () => {
    const work = (ports: Ports) => draftIssue({ ...ports, newsroom: inTwoSteps(ports.newsroom) }, {});
    expect((await sweep({ ...startOf('draft-issue'), work }, endsOf)).wrong).not.toEqual([]);
  });
});

/** The planted bug: what is stored for the first time is there without its items before it is there whole. */
function inTwoSteps(store: Ports['newsroom']): Ports['newsroom'] {
  const put: typeof store.put = async (key, body, headers, condition) => {
    const half = JSON.stringify({ ...JSON.parse(String(body)), clippings: [] });
    const first = await store.put(key, half, headers, condition);
    return first.kind === 'conflict' ? first : store.put(key, body, headers, { kind: 'any' });
  };
  return { ...store, put };
}

describe('R34 a watchman killed inside a day', () => {
  const names = Object.keys(STARTS).filter((name) => name.startsWith('recover'));

  it.each(inSuite(names))('%s: before or after any effect, his next rounds make it good', LONG, async (name) => {
    const given = startOf(name);
    const expected = (await whole(given)).result;
    const points = await sweepCrashes(
      async (plan) => {
        let crashed = false;
        const result = await played(given, async (ports, { work: run }) => {
          const life = withCrashes(ports, plan);
          await run(life.ports).catch(() => undefined);
          crashed = life.crashed();
        });
        expect({ plan, ...result }).toEqual({ plan, ...expected });
        return crashed;
      },
      // Before and after every second effect is before and after each: between two of them nothing is written.
      ALL ? 2 : 4,
    );
    expect(points).toBeGreaterThanOrEqual(2);
  });
});
