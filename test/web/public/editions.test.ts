import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { subscriberId } from '../../../lambdas/core/subscriptions/subscriber-id.ts';
import { signToken } from '../../../lambdas/core/subscriptions/token.ts';
import { createPublic } from '../../../lambdas/web/public/public.ts';
import { HOUSE, RING, readerOf, START } from '../../faults/mailing-world.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryMailer } from '../../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../../support/memory/memory-subscriber-book.ts';

const READER = readerOf(1);
const LEAVE = signToken(RING, { purpose: 'leave', subscriberId: READER.id, at: START });

function makeSite() {
  const ports = { clock: memoryClock(START), subscribers: memorySubscriberBook(), mailer: memoryMailer() };
  const app = createPublic({ ports, settings: HOUSE, report: () => undefined });
  const site = new Hono().route('/subscriptions', app);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return {
    ...ports,
    post: async (path: string, body = '') => site.request(`/subscriptions${path}`, { method: 'POST', headers, body }),
    get: async (path: string) => site.request(`/subscriptions${path}`),
  };
}

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
