import { describe, expect, it } from 'vitest';
import { EMPTY_TALLY, type Tally } from '../../../lambdas/core/mailing/tally.ts';
import { planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailMessage } from '../../../lambdas/workflows/mailing/record-mail-event.ts';
import { steerMailing } from '../../../lambdas/workflows/mailing/steer-mailing.ts';
import { type Told, watchMailings } from '../../../lambdas/workflows/mailing/watch-mailing.ts';
import { deliverOne, ISSUE, makeWorld, notification, START, type World } from '../../faults/mailing-world.ts';

/** A mailing of `readers` whose first shards have been accepted. */
async function sending(readers: number, shards = 1): Promise<World> {
  const world = makeWorld({ readers });
  await planMailing(world.ports, { issueKey: ISSUE });
  for (let shard = 0; shard < shards; shard += 1) await deliverOne(world);
  return world;
}

/** Tells events of what was sent, as one batch of the queue. */
async function tell(world: World, events: readonly { readonly mail: number; readonly type: string; more?: object }[]) {
  const told: Told[] = [];
  for (const { mail, type, more } of events) {
    const sent = world.mailer.sent[mail];
    if (!sent) throw new Error(`no mail ${mail}`);
    const outcome = await recordMailMessage(world.ports, notification(sent, type, START, more));
    if ('counts' in outcome) told.push(outcome);
  }
  return watchMailings(world.ports, told);
}

function counted(world: World, counts: Partial<Tally>) {
  return watchMailings(world.ports, [{ issueKey: ISSUE, counts: { ...EMPTY_TALLY, ...counts } }]);
}

function stateOf(world: World) {
  return world.ports.ledger.mailings.get(ISSUE)?.state;
}

const HARD = { bounce: { bounceType: 'Permanent', timestamp: START } };

describe('R9 a mailing is paused by itself', () => {
  it('at the first second copy of anybody', async () => {
    const world = await sending(40);
    const [mail] = world.mailer.sent;
    if (!mail) throw new Error('nothing was sent');
    expect(await tell(world, [{ mail: 0, type: 'Send' }])).toEqual([]);
    world.mailer.sent.push({ ...mail, messageId: 'another' });

    const events = [{ mail: world.mailer.sent.length - 1, type: 'Send' }];
    expect(await tell(world, events)).toEqual([{ issueKey: ISSUE, why: 'second-copies', paused: true }]);
    expect(world.ports.ledger.mailings.get(ISSUE)).toMatchObject({
      state: 'paused',
      pausedFor: { why: 'second-copies' },
    });

    const before = world.mailer.sent.length;
    while ((await deliverOne(world)) !== null) world.ports.clock.advance(1_000);
    expect(world.mailer.sent).toHaveLength(before);
  });

  it.each([
    ['too-many-sends', { heard: 1_000, strangers: 20 }, { strangers: 1 }],
    ['bounces', { heard: 200, bounced: 7 }, { bounced: 1 }],
    ['complaints', { heard: 1_000 }, { complained: 1 }],
  ] as const)('for %s, and not just below', async (why, below, more) => {
    const world = await sending(40);
    const mailing = world.ports.ledger.mailings.get(ISSUE);
    if (mailing) world.ports.ledger.mailings.set(ISSUE, { ...mailing, audience: 1_000 });

    expect(await counted(world, below)).toEqual([]);
    expect(stateOf(world)).toBe('sending');
    expect(await counted(world, more)).toEqual([{ issueKey: ISSUE, why, paused: true }]);
    expect(stateOf(world)).toBe('paused');
  });

  it('not by a bad beginning: before 200 were heard of no rate says anything', async () => {
    const world = await sending(400);
    expect(await counted(world, { heard: 199, bounced: 60, complained: 3 })).toEqual([]);
    expect(await counted(world, { heard: 1 })).toMatchObject([{ why: 'bounces' }]);
  });

  it('and goes on when a person lets it, until something new is told', async () => {
    const world = await sending(400);
    await counted(world, { heard: 200, bounced: 20 });
    expect(await steerMailing(world.ports, { issueKey: ISSUE, mailing: 'resume' })).toMatchObject({ state: 'sending' });
    expect(world.ports.ledger.mailings.get(ISSUE)).not.toHaveProperty('pausedFor');

    expect(await counted(world, { heard: 199, bounced: 100 })).toEqual([]);
    expect(await counted(world, { heard: 1 })).toMatchObject([{ why: 'bounces', paused: true }]);
  });

  it('and repeated, early and shuffled events count once', async () => {
    const world = await sending(40);
    const events = [0, 1, 2].flatMap((mail) => [
      { mail, type: 'Bounce', more: HARD },
      { mail, type: 'Delivery' },
      { mail, type: 'Send' },
    ]);
    for (let again = 0; again < 10; again += 1) expect(await tell(world, events)).toEqual([]);

    expect(await world.ports.ledger.tally(ISSUE)).toEqual({ ...EMPTY_TALLY, heard: 3, bounced: 3 });
  });

  it('and mail of no mailing is not counted', async () => {
    const world = await sending(40);
    const counts = { ...EMPTY_TALLY, strangers: 1 };

    expect(await watchMailings(world.ports, [{ issueKey: 'confirmation', counts }])).toEqual([]);
    expect(await world.ports.ledger.tally('confirmation')).toEqual(EMPTY_TALLY);
  });
});
