import { describe, expect, it } from 'vitest';
import type { Keyring } from '../../../lambdas/core/subscriptions/keyring.ts';
import { signToken } from '../../../lambdas/core/subscriptions/token.ts';
import { readerOf } from '../../faults/mailing-world.ts';
import { makeSite } from './site.ts';

const READER = readerOf(1);
const K1 = 'a1'.repeat(32);
const rotated: Keyring = { current: 'k3', keys: { k1: K1, k2: 'b2'.repeat(32), k3: 'c3'.repeat(32) }, identity: K1 };

/** The address to leave in a mail of two years ago, before the key was changed twice. */
const OLD = signToken(
  { current: 'k1', keys: { k1: K1 } },
  { purpose: 'leave', subscriberId: READER.id, at: '2024-11-22T08:00:00+07:00' },
);

describe('R16 a mail of two years and two keys ago', () => {
  it('still leads to the choices, and out, and back for a day', async () => {
    const site = makeSite({ keyring: rotated });
    site.subscribers.rows.set(READER.id, READER);
    const page = await (await site.get(`/leave/daily?token=${OLD}`)).text();
    const preferences = /action="\/subscriptions(\/preferences\?token=[^"]+)"/.exec(page)?.[1] ?? '';
    expect(preferences).toContain('token=k3.');
    await site.post(preferences, { choice: '1', editions: 'monthly', some: 'no' });
    expect(site.subscribers.rows.get(READER.id)?.editions).toEqual(['monthly']);

    const left = await (await site.post(`/leave?token=${OLD}`, 'List-Unsubscribe=One-Click')).text();
    expect(site.subscribers.rows.get(READER.id)?.state).toBe('unsubscribed');
    const back = /action="\/subscriptions(\/return\?token=[^"]+)"/.exec(left)?.[1] ?? '';
    expect((await site.post(back)).status).toBe(200);
    expect(site.subscribers.rows.get(READER.id)?.state).toBe('active');
  });

  it('control: leads nowhere once its key is taken out of the secret', async () => {
    const site = makeSite({ keyring: { current: 'k3', keys: { k3: 'c3'.repeat(32) }, identity: K1 } });
    site.subscribers.rows.set(READER.id, READER);
    expect((await site.post(`/leave?token=${OLD}`)).status).toBe(400);
    expect(site.subscribers.rows.get(READER.id)?.state).toBe('active');
  });
});
