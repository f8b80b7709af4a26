import { describe, expect, it } from 'vitest';
import { subscriberId } from '../../../lambdas/core/subscriptions/subscriber-id.ts';
import { signToken } from '../../../lambdas/core/subscriptions/token.ts';
import { RING, readerOf, START } from '../../faults/mailing-world.ts';
import { makeSite } from './site.ts';

const READER = readerOf(1);
const LEAVE = signToken(RING, { purpose: 'leave', subscriberId: READER.id, at: START });

describe('the two editions', () => {
  it('begin as they were chosen, and one must be', async () => {
    const site = makeSite();
    const id = subscriberId('hai@example.vn', RING);
    await site.post('', 'address=hai@example.vn&choice=1&editions=daily&editions=monthly&editions=hourly');
    expect(site.subscribers.rows.get(id)?.editions).toEqual(['daily', 'monthly']);
    const none = await site.post('', 'address=ba@example.vn&choice=1');
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('ít nhất một bản tin')]);
    expect(site.mailer.sent).toHaveLength(1);
  });

  it('are left one by one, by the link of a mail of each, or both at once', async () => {
    const site = makeSite();
    site.subscribers.rows.set(READER.id, { ...READER, editions: ['daily', 'monthly'] });
    const html = await (await site.get(`/leave/monthly?token=${LEAVE}`)).text();
    expect(html).toContain(`action="/subscriptions/leave/monthly?token=${LEAVE}"`);
    expect(html).toContain('Ngừng nhận tất cả');
    await site.post(`/leave/monthly?token=${LEAVE}`, 'List-Unsubscribe=One-Click');
    expect(site.subscribers.rows.get(READER.id)).toMatchObject({ state: 'active', editions: ['daily'] });
    await site.post(`/leave?token=${LEAVE}`);
    expect(site.subscribers.rows.get(READER.id)?.state).toBe('unsubscribed');
  });
});
