import { describe, expect, it } from 'vitest';
import { mailingFigures } from '../../../lambdas/workflows/mailing/mailing-figures.ts';
import { tellStory } from '../../../lambdas/workflows/mailing/mailing-story.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { resendDeliveries } from '../../../lambdas/workflows/mailing/resend-deliveries.ts';
import { unfinishedMailing } from '../../../lambdas/workflows/mailing/unfinished-mailing.ts';
import { ISSUE, makeWorld, RING, readerOf, runMailing, START, type World } from '../../faults/mailing-world.ts';

const DAY = 24 * 3_600_000;
const READERS = 20;

/** A mailing that failed one reader, `days` ago; of 28 and more the store has let go of the audience. */
async function mailedAgo(days: number): Promise<World> {
  const world = makeWorld({ readers: READERS });
  world.mailer.faults.refused.add(readerOf(3).address);
  await runMailing(world);
  world.ports.clock.set(START);
  world.ports.clock.advance(days * DAY);
  const { objects } = world.ports.newsroom;
  if (days >= 28) for (const key of [...objects.keys()]) if (key.startsWith('audiences/')) objects.delete(key);
  return world;
}

const storyOf = ({ ports }: World) => tellStory(ports, { address: readerOf(1).address, keyring: RING });
const resend = ({ ports }: World) => resendDeliveries(ports, { issueKey: ISSUE, chosen: 'all' });

describe('a mailing whose audience the store has let go of', () => {
  it('keeps its figures, balanced, and shows no address', async () => {
    const [young, old] = [await mailedAgo(26), await mailedAgo(30)];
    const before = await mailingFigures(young.ports, ISSUE);
    const after = await mailingFigures(old.ports, ISSUE);

    expect(before?.counts).toMatchObject({ delivered: READERS - 1, failed: 1 });
    expect(after).toMatchObject({ counts: before?.counts, problems: [] });
    expect(after?.troubled.map(({ address }) => address)).toEqual(['']);
  });

  it('is not told of as one that somebody was not in', async () => {
    expect(await storyOf(await mailedAgo(26))).toMatchObject({ deliveries: [{ kind: 'in-audience' }] });
    expect(await storyOf(await mailedAgo(30))).toMatchObject({ deliveries: [] });
  });

  it('is not opened again, and nobody is called to it', async () => {
    const world = await mailedAgo(30);
    expect(await resend(world)).toEqual({ kind: 'forgotten' });
    const mailing = world.ports.ledger.mailings.get(ISSUE);
    if (mailing) world.ports.ledger.mailings.set(ISSUE, { ...mailing, state: 'sending' });
    expect(await unfinishedMailing(world.ports, ISSUE, 600_000)).toBeNull();
    expect(await resend(await mailedAgo(26))).toMatchObject({ kind: 'resent', readers: 1 });
  });

  it('has a correction mailed to nobody, rather than a planner that dies of it', async () => {
    const world = await mailedAgo(30);
    const issue = world.ports.issues.rows.get(ISSUE);
    const remail = { revision: 2, at: world.ports.clock.now() };
    if (issue) world.ports.issues.rows.set(ISSUE, { ...issue, state: 'corrected', revision: 2, remail });

    expect(await planMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'planned', shards: 2, audience: 0 });
    world.ports.newsroom.objects.clear();
    const young = await mailedAgo(26);
    for (const key of [...young.ports.newsroom.objects.keys()]) young.ports.newsroom.objects.delete(key);
    const row = young.ports.issues.rows.get(ISSUE);
    const now = { revision: 2, at: young.ports.clock.now() };
    if (row) young.ports.issues.rows.set(ISSUE, { ...row, state: 'corrected', revision: 2, remail: now });
    await expect(planMailing(young.ports, { issueKey: ISSUE })).rejects.toThrow('is gone');
  });
});
