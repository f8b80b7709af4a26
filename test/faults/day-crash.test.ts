import { describe, expect, it } from 'vitest';
import { type CrashPlan, sweepCrashes } from '../support/crashing.ts';
import { DAY, type DayWorld, dayWorld, playDay, READERS } from './day-world.ts';
import { ALL, LONG } from './sizes.ts';

/**
 * A day has hundreds of effects: `npm run faults` dies before and after every second one, which is after each, for between two of
 * them nothing is written; the suite at every seventh.
 */
const STEP = ALL ? 2 : 7;

/** What must be the same however often the process died. */
function resultOf(world: DayWorld) {
  const issue = world.ports.issues.rows.get(DAY);
  const public_ = [...world.ports.archive.objects].filter(
    ([key]) => key.startsWith('daily/') || key.startsWith('snapshots/'),
  );
  return {
    state: issue?.state,
    fingerprint: issue?.fingerprint,
    files: Object.fromEntries(public_.map(([key, { body }]) => [key, Buffer.from(body).toString('base64')])),
    readers: world.mailer.sent.map((mail) => mail.to).toSorted(),
  };
}

async function uninterrupted() {
  const world = dayWorld();
  await playDay(world, null);
  return resultOf(world);
}

describe('R34 a day that is killed', () => {
  it('runs through without a crash: one issue, one mail a reader', async () => {
    const result = await uninterrupted();

    expect(result.state).toBe('sent');
    expect(result.readers).toHaveLength(READERS);
    expect(new Set(result.readers).size).toBe(READERS);
    expect(
      Object.keys(result.files).filter((key) => key.startsWith(`daily/${DAY.replaceAll('-', '/')}/1/`)).length,
    ).toBeGreaterThanOrEqual(4);
  });

  it(
    'ends in the same issue and no second mail, killed before or after any effect of its workflows',
    LONG,
    async () => {
      const expected = await uninterrupted();

      const points = await sweepCrashes(async (plan: CrashPlan) => {
        const world = dayWorld();
        const crashed = await playDay(world, plan);
        if (crashed) await playDay(world, null);
        expect({ plan, ...resultOf(world) }).toEqual({ plan, ...expected });
        return crashed;
      }, STEP);

      expect(points).toBeGreaterThan(180 / STEP);
    },
  );

  // Negative control: a house that keeps its claims in the process mails again after a crash.
  it('control: is caught mailing twice when the ledger dies with the process', async () => {
    const doubled = await sweepForDoubles();

    expect(doubled).toBe(true);
  }, 120_000);
});

/** The planted bug: the rows of the ledger are gone after the crash. */
async function sweepForDoubles(): Promise<boolean> {
  for (let at = await firstMail(); at < 1000; at += 1) {
    const world = dayWorld();
    const crashed = await playDay(world, { at, when: 'after' });
    if (!crashed) return false;
    world.ports.ledger.deliveries.clear();
    await playDay(world, null);
    if (world.mailer.sent.length > READERS) return true;
  }
  return false;
}

/** The first effect after which a mail is out, found by halves: a day has hundreds before it. */
async function firstMail(): Promise<number> {
  let [without, after] = [0, 1000];
  while (after - without > 1) {
    const at = Math.floor((without + after) / 2);
    const world = dayWorld();
    await playDay(world, { at, when: 'after' });
    if (world.mailer.sent.length === 0) without = at;
    else after = at;
  }
  return after;
}
