import { describe, expect, it, vi } from 'vitest';
import { type CrashPlan, sweepCrashes } from '../support/crashing.ts';
import { DAY, type DayWorld, dayWorld, playDay, READERS } from './day-world.ts';

vi.mock('../../lambdas/rendering/render-issue.ts', async (original) => {
  const { rememberedIssue } = await import('../support/remembered-issue.ts');
  return rememberedIssue(await original());
});

/** A day has hundreds of effects: `npm run faults` dies at every one, the suite at every third. */
const STEP = process.env.FAULTS === 'all' ? 1 : 3;

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

  it('ends in the same issue and no second mail, killed before or after any effect of its workflows', async () => {
    const expected = await uninterrupted();

    const points = await sweepCrashes(async (plan: CrashPlan) => {
      const world = dayWorld();
      const crashed = await playDay(world, plan);
      if (crashed) await playDay(world, null);
      expect({ plan, ...resultOf(world) }).toEqual({ plan, ...expected });
      return crashed;
    }, STEP);

    expect(points).toBeGreaterThan(60);
  }, 120_000);

  // Negative control: a house that keeps its claims in the process mails again after a crash.
  it('control: is caught mailing twice when the ledger dies with the process', async () => {
    const doubled = await sweepForDoubles();

    expect(doubled).toBe(true);
  }, 120_000);
});

/** The planted bug: the rows of the ledger are gone after the crash. */
async function sweepForDoubles(): Promise<boolean> {
  for (let at = 1; at < 1000; at += 1) {
    const world = dayWorld();
    const crashed = await playDay(world, { at, when: 'after' });
    if (!crashed) return false;
    if (world.mailer.sent.length === 0) continue;
    world.ports.ledger.deliveries.clear();
    await playDay(world, null);
    if (world.mailer.sent.length > READERS) return true;
  }
  return false;
}
