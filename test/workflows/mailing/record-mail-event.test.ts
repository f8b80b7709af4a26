import { describe, expect, it } from 'vitest';
import type { MailEvent } from '../../../lambdas/core/mailing/mail-event.ts';
import { parseMailEvent } from '../../../lambdas/core/mailing/parse-mail-event.ts';
import { CONFIRMATION } from '../../../lambdas/core/subscriptions/asking.ts';
import { recordMailEvent } from '../../../lambdas/workflows/mailing/record-mail-event.ts';
import { ISSUE, makeWorld, notification, runMailing, START, type World } from '../../faults/mailing-world.ts';

function eventOf(world: World, type: string, more: object = {}): MailEvent {
  const [mail] = world.mailer.sent;
  if (mail === undefined) throw new Error('nothing was sent');
  const event = parseMailEvent(notification(mail, type, START, more));
  if ('problem' in event) throw new Error(event.problem);
  return event;
}

function bounce(world: World, bounceType: string): MailEvent {
  return eventOf(world, 'Bounce', { bounce: { bounceType, timestamp: START } });
}

async function sentTo(readers: number): Promise<World> {
  const world = makeWorld({ readers });
  await runMailing(world);
  return world;
}

function stateOf(world: World, event: MailEvent) {
  return world.ports.ledger.deliveries.get(`${ISSUE}/${event.shard}/${event.subscriberId}`)?.state;
}

describe('R19 a mail event', () => {
  it('of a hard bounce suppresses the address, once and for all', async () => {
    const world = await sentTo(3);
    const event = bounce(world, 'Permanent');

    expect(await recordMailEvent(world.ports, event)).toMatchObject({ kind: 'recorded', suppressed: true });
    expect(await recordMailEvent(world.ports, event)).toMatchObject({ kind: 'unchanged', suppressed: false });
    expect(world.ports.subscribers.rows.get(event.subscriberId)?.state).toBe('suppressed');
    expect(stateOf(world, event)).toMatchObject({ kind: 'bounced', permanent: true });
    expect([...world.ports.subscribers.rows.values()].filter(({ state }) => state === 'suppressed')).toHaveLength(1);
  });

  it('of a soft bounce does not', async () => {
    const world = await sentTo(1);
    const event = bounce(world, 'Transient');

    expect(await recordMailEvent(world.ports, event)).toMatchObject({ kind: 'recorded', suppressed: false });
    expect(world.ports.subscribers.rows.get(event.subscriberId)?.state).toBe('active');
  });

  it('of an issue and of its correction that come back counts as one issue against the reader', async () => {
    const world = await sentTo(1);
    const event = bounce(world, 'Transient');
    for (const issueKey of [ISSUE, `${ISSUE}-r2`, `${ISSUE}-r3`])
      await recordMailEvent(world.ports, { ...event, issueKey });

    const reader = world.ports.subscribers.rows.get(event.subscriberId);
    expect(reader?.returned).toEqual([{ issueKey: ISSUE, at: event.at }]);
    expect(reader?.pausedUntil).toBeUndefined();
  });

  it('of a complaint suppresses also who has left', async () => {
    const world = await sentTo(1);
    const event = eventOf(world, 'Complaint', { complaint: { timestamp: START, complaintFeedbackType: 'abuse' } });
    const reader = world.ports.subscribers.rows.get(event.subscriberId);
    if (reader !== undefined) world.ports.subscribers.rows.set(reader.id, { ...reader, state: 'unsubscribed' });

    expect(await recordMailEvent(world.ports, event)).toMatchObject({ kind: 'recorded', suppressed: true });
    expect(world.ports.subscribers.rows.get(event.subscriberId)?.state).toBe('suppressed');
    expect(stateOf(world, event)?.kind).toBe('complained');
  });

  it('about nobody we know is counted and harms nothing', async () => {
    const world = await sentTo(1);
    const event = { ...bounce(world, 'Permanent'), subscriberId: 'f'.repeat(32) };

    expect(await recordMailEvent(world.ports, event)).toMatchObject({ kind: 'unknown-delivery', suppressed: false });
    expect(world.ports.subscribers.rows.size).toBe(1);
  });

  it('of a confirmation mail suppresses the address without a row in the ledger', async () => {
    const world = await sentTo(1);
    const event = { ...bounce(world, 'Permanent'), issueKey: CONFIRMATION, shard: 0 };

    expect(await recordMailEvent(world.ports, event)).toMatchObject({ kind: 'unknown-delivery', suppressed: true });
  });

  it('of a second copy is reported', async () => {
    const world = await sentTo(1);
    const event = { ...eventOf(world, 'Send'), messageId: 'another' };

    expect((await recordMailEvent(world.ports, event)).kind).toBe('second-acceptance');
  });

  it('wins against a writer at the same moment by trying again', async () => {
    const world = await sentTo(1);
    const { ledger } = world.ports;
    const advance = ledger.advance;
    let refusals = 3;
    ledger.advance = async (row) => {
      if (refusals === 0) return advance(row);
      refusals -= 1;
      return false;
    };

    expect((await recordMailEvent(world.ports, bounce(world, 'Permanent'))).kind).toBe('recorded');
    refusals = 1_000;
    await expect(
      recordMailEvent(world.ports, eventOf(world, 'Complaint', { complaint: { timestamp: START } })),
    ).rejects.toThrow('changes under every write');
  });
});
