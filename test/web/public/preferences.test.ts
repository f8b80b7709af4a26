import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Subscriber } from '../../../lambdas/core/subscriptions/subscriber.ts';
import { signToken, type TokenPurpose } from '../../../lambdas/core/subscriptions/token.ts';
import { createPublic } from '../../../lambdas/web/public/public.ts';
import { HOUSE, RING, readerOf, START } from '../../faults/mailing-world.ts';
import { sitePorts } from './site.ts';

const READER = readerOf(1);
const tokenFor = (purpose: TokenPurpose) => signToken(RING, { purpose, subscriberId: READER.id, at: START });

function makeSite(choice: Partial<Subscriber> = {}) {
  const ports = sitePorts();
  ports.subscribers.rows.set(READER.id, { ...READER, ...choice });
  const app = new Hono().route('/subscriptions', createPublic({ ports, settings: HOUSE, report: () => undefined }));
  const send = async (method: string, path: string, body?: string) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await app.request(`/subscriptions${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, html: await answer.text() };
  };
  return { ...ports, send, row: () => ports.subscribers.rows.get(READER.id) };
}

/** The address of the first link or form that begins so. */
const pathIn = (html: string, start: string) =>
  new RegExp(`/subscriptions(${start}[^"]*)`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';

describe('a reader’s own choices', () => {
  it('are reached from the link in any mail, and changed by pressing the button alone', async () => {
    const site = makeSite();
    const before = structuredClone(site.row());
    const leave = (await site.send('GET', `/leave/daily?token=${tokenFor('leave')}`)).html;
    expect(leave).toContain('<section id="tuy-chon"');
    expect(leave).toContain('Chủ trương cải cách');
    const path = pathIn(leave, '/preferences');
    expect((await site.send('GET', path)).html).toContain('Chủ trương cải cách');
    expect(site.row()).toEqual(before);

    const body = 'choice=1&editions=daily&editions=monthly&some=yes&sections=quan-ly&sections=x&pausedUntil=2026-12-01';
    expect((await site.send('POST', path, body)).html).toContain('Đã lưu lựa chọn');
    expect(site.row()).toMatchObject({
      editions: ['daily', 'monthly'],
      sections: ['quan-ly'],
      pausedUntil: '2026-12-01',
    });
    expect(site.row()?.consent.basis).toContain('monthly');
    await site.send('POST', path, body);
    expect(site.row()?.turn).toBe(2);

    await site.send('POST', path, 'choice=1&editions=monthly&some=no&pausedUntil=');
    expect([site.row()?.editions, site.row()?.sections, site.row()?.pausedUntil]).toEqual([
      ['monthly'],
      undefined,
      undefined,
    ]);
    expect((await site.send('GET', `/leave/daily?token=${tokenFor('leave')}`)).html).toContain(
      'Ông/Bà hiện không nhận',
    );
    const monthly = (await site.send('GET', `/leave/monthly?token=${tokenFor('leave')}`)).html;
    expect(monthly).toContain('Ngừng nhận bản tin');
  });

  it.each([
    ['choice=1&some=no', 'ít nhất một bản tin'],
    ['choice=1&editions=daily&some=yes', 'ít nhất một chuyên mục'],
    ['choice=1&editions=daily&some=no&pausedUntil=2026-11-22', 'không quá một năm'],
    ['choice=1&editions=daily&some=no&pausedUntil=2027-11-25', 'không quá một năm'],
    ['choice=1&editions=daily&some=no&pausedUntil=%3Cscript%3E', 'không quá một năm'],
  ])('are not kept as %s', async (body, told) => {
    const site = makeSite();
    const { status, html } = await site.send('POST', `/preferences?token=${tokenFor('prefer')}`, body);
    expect([status, html]).toEqual([422, expect.stringContaining(told)]);
    expect(html).not.toContain('<script');
    expect(site.row()).toEqual(READER);
  });

  it.each(['leave', 'confirm', 'return'] as const)(
    'are closed to a link to %s, and to yesterday’s',
    async (purpose) => {
      const site = makeSite();
      const wrong = `/preferences?token=${tokenFor(purpose)}`;
      expect((await site.send('GET', wrong)).status).toBe(400);
      expect((await site.send('POST', wrong, 'choice=1&editions=monthly')).status).toBe(400);
      site.clock.advance(25 * 3_600_000);
      expect((await site.send('GET', `/preferences?token=${tokenFor('prefer')}`)).status).toBe(410);
      expect(site.row()).toEqual(READER);
    },
  );
});

describe('who left by mistake', () => {
  it('comes back by one press, as they were', async () => {
    const site = makeSite({ editions: ['daily', 'monthly'], sections: ['quan-ly'] });
    const { html } = await site.send('POST', `/leave?token=${tokenFor('leave')}`);
    expect(site.row()?.state).toBe('unsubscribed');
    for (let times = 0; times < 3; times += 1) {
      expect((await site.send('POST', pathIn(html, '/return'))).html).toContain('được khôi phục');
    }
    expect(site.row()).toMatchObject({
      state: 'active',
      editions: ['daily', 'monthly'],
      sections: ['quan-ly'],
      turn: 3,
    });
    expect(site.row()?.leftAt).toBeUndefined();
  });

  it('of one edition gets that back', async () => {
    const site = makeSite({ editions: ['daily', 'monthly'] });
    const { html } = await site.send('POST', `/leave/monthly?token=${tokenFor('leave')}`);
    await site.send('POST', pathIn(html, '/return'));
    expect(site.row()?.editions).toEqual(['daily', 'monthly']);
  });

  it('does not a day later, nor from a suppression, nor by following the link', async () => {
    const site = makeSite();
    const { html } = await site.send('POST', `/leave?token=${tokenFor('leave')}`);
    const back = pathIn(html, '/return');
    expect((await site.send('GET', back)).status).toBe(404);
    site.subscribers.rows.set(READER.id, { ...READER, state: 'suppressed' });
    expect((await site.send('POST', back)).status).toBe(400);
    site.subscribers.rows.set(READER.id, { ...READER, state: 'unsubscribed', changed: { at: START, why: 'left' } });
    site.clock.advance(25 * 3_600_000);
    expect((await site.send('POST', back)).status).toBe(410);
    expect((await site.send('POST', `/return?token=${tokenFor('leave')}`)).status).toBe(400);
    expect(site.row()?.state).not.toBe('active');
  });
});
