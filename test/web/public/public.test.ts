import { describe, expect, it } from 'vitest';
import type { SubscriberState } from '../../../lambdas/core/subscriptions/subscriber.ts';
import { subscriberId } from '../../../lambdas/core/subscriptions/subscriber-id.ts';
import { signToken, type TokenPurpose } from '../../../lambdas/core/subscriptions/token.ts';
import { RING, readerOf, START } from '../../faults/mailing-world.ts';
import { makeSite, type Site } from './site.ts';

const READER = readerOf(1);

function token(purpose: TokenPurpose, id = READER.id): string {
  return signToken(RING, { purpose, subscriberId: id, at: START });
}

function withReader(state: SubscriberState = 'active'): Site {
  const site = makeSite();
  site.subscribers.rows.set(READER.id, { ...READER, state });
  return site;
}

function stateOf(site: Site, id = READER.id): string | undefined {
  return site.subscribers.rows.get(id)?.state;
}

function linkIn(site: Site): string {
  const raw = new TextDecoder('latin1').decode(site.mailer.sent.at(-1)?.raw);
  const text = raw.split('\r\n\r\n').map((part) => Buffer.from(part, 'base64').toString('utf8'));
  return /\/subscriptions(\/confirm\?token=[\w.-]+)/.exec(text.join('\n'))?.[1] ?? '';
}

describe('leaving', () => {
  it('asks for a press of the button, whatever follows the link', async () => {
    const site = withReader();
    const before = structuredClone([...site.subscribers.rows]);
    const path = `/leave?token=${token('leave')}`;
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'GET']) {
      const response = await site.get(path, { method, headers: { purpose: 'prefetch', 'user-agent': 'scanner' } });
      expect([200, 404]).toContain(response.status);
    }
    const html = await (await site.get(path)).text();

    expect([...site.subscribers.rows]).toEqual(before);
    expect(html).toContain(`<form method="post" action="/subscriptions/leave?token=${token('leave')}">`);
    expect(html).toContain('Ngừng nhận bản tin');
    expect(html).toContain('<html lang="vi">');
    expect(html).not.toMatch(/<script|\son\w+=|\sstyle=/);
  });

  it('works by one click of a mail program, a hundred times, without cookie or redirect', async () => {
    const site = withReader();
    for (let times = 0; times < 100; times += 1) {
      const response = await site.post(`/leave?token=${token('leave')}`, 'List-Unsubscribe=One-Click');
      expect(response.status).toBe(200);
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(response.headers.get('location')).toBeNull();
    }
    expect(stateOf(site)).toBe('unsubscribed');
    expect(site.subscribers.rows.get(READER.id)?.changed).toEqual({ at: START, why: 'left' });
  });

  it('also as multipart form, with the button of the page, and for somebody unknown', async () => {
    const site = withReader();
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await site.get(`/leave?token=${token('leave')}`, { method: 'POST', body: form })).status).toBe(200);
    expect(stateOf(site)).toBe('unsubscribed');
    expect((await site.post(`/leave?token=${token('leave', readerOf(2).id)}`)).status).toBe(200);
    expect(await (await site.post(`/leave?token=${token('leave')}`)).text()).toContain('Đã ngừng gửi bản tin');
  });

  it('does not lift a suppression', async () => {
    const site = withReader('suppressed');
    await site.post(`/leave?token=${token('leave')}`);
    expect(stateOf(site)).toBe('suppressed');
  });

  it.each([
    '',
    '?token=',
    '?token=x',
    `?token=${token('confirm')}`,
    `?token=${token('leave')}x`,
    '?token=%3Cscript%3E',
  ])('with %s changes nothing and repeats nothing of it', async (query) => {
    const site = withReader();
    for (const response of [await site.get(`/leave${query}`), await site.post(`/leave${query}`)]) {
      expect(response.status).toBe(400);
      const html = await response.text();
      expect(html).toContain('Đường dẫn không dùng được');
      expect(html).not.toContain('script>');
    }
    expect(stateOf(site)).toBe('active');
  });
});

describe('subscribing', () => {
  it('goes from the form over the mail to the button', async () => {
    const site = makeSite();
    expect(await (await site.get('')).text()).toContain('<form method="post" action="/subscriptions">');

    const asked = await site.post('', { address: ' Ban.Doc@Example.VN ' });
    const id = subscriberId('Ban.Doc@example.vn', RING);
    expect(await asked.text()).toContain('Xin kiểm tra hộp thư');
    expect(stateOf(site, id)).toBe('pending');
    expect(site.mailer.sent).toHaveLength(1);
    expect(site.mailer.sent[0]).toMatchObject({
      to: 'Ban.Doc@example.vn',
      tags: { issue: 'confirmation', recipient: id },
    });
    expect(new TextDecoder().decode(site.mailer.sent[0]?.raw)).not.toMatch(/^List-/im);

    const link = linkIn(site);
    const page = await (await site.get(link)).text();
    expect(page).toContain(`action="/subscriptions${link}"`);
    expect(stateOf(site, id)).toBe('pending');
    expect(await (await site.post(link)).text()).toContain('Đã đăng ký');
    expect(await (await site.post(link)).text()).toContain('Đã đăng ký');
    expect(stateOf(site, id)).toBe('active');
    expect(site.subscribers.rows.get(id)?.consent).toEqual({
      at: site.clock.now(),
      basis: 'form: the daily press review by e-mail, confirmed by a mail to the address',
      from: 'page /subscriptions',
      network: 'unknown',
    });
  });

  it('sends an address one confirmation in 24 hours', async () => {
    const site = makeSite();
    for (let hour = 0; hour < 24; hour += 1) {
      await site.post('', { address: READER.address });
      site.clock.advance(3_600_000);
    }
    expect(site.mailer.sent).toHaveLength(1);
    await site.post('', { address: READER.address.toUpperCase() });
    expect(site.mailer.sent).toHaveLength(2);
    expect(site.subscribers.rows.size).toBe(1);
  });

  it('may be tried again at once when the mail certainly did not go out', async () => {
    const site = makeSite();
    site.mailer.faults.throttle = 1;
    await site.post('', { address: READER.address });
    await site.post('', { address: READER.address });
    expect(site.mailer.sent).toHaveLength(1);
  });

  it('reaches nobody outside the allow list', async () => {
    const site = makeSite({ allowList: ['ai-do@example.vn'] });
    expect((await site.post('', { address: READER.address })).status).toBe(200);
    expect(site.mailer.sent).toHaveLength(0);
    expect(site.subscribers.rows.size).toBe(0);
  });

  it('by an old link does not wake who has left since', async () => {
    const site = withReader('unsubscribed');
    expect((await site.post(`/confirm?token=${token('confirm')}`)).status).toBe(400);
    expect(stateOf(site)).toBe('unsubscribed');
  });

  it('by a link of last week asks to begin again', async () => {
    const site = withReader('pending');
    site.clock.advance(4 * 86_400_000);
    expect((await site.get(`/confirm?token=${token('confirm')}`)).status).toBe(410);
    expect(await (await site.post(`/confirm?token=${token('confirm')}`)).text()).toContain('hết hạn');
    expect(stateOf(site)).toBe('pending');
  });

  it.each(['', 'an', '"><script>alert(1)</script>@x.vn', 'a@b.vn,c@d.vn', 'x'.repeat(5_000)])(
    'with %.30j shows the form again, with what was typed as text',
    async (address) => {
      const site = makeSite();
      const response = await site.post('', { address });
      const html = await response.text();
      expect(response.status).toBe(422);
      expect(html).toContain('aria-invalid="true"');
      expect(html).not.toContain('<script');
      expect(site.subscribers.rows.size).toBe(0);
    },
  );
});

describe('R28 every page of the readers', () => {
  it('is kept from caches, frames and the next site’s log', async () => {
    const site = withReader();
    for (const path of ['', `/leave?token=${token('leave')}`, '/leave', '/nothing']) {
      const { headers } = await site.get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('has its style, and a word for what is not there, too long or broken', async () => {
    const site = makeSite();
    const style = await site.get('/style.css');
    expect(style.headers.get('content-type')).toContain('text/css');
    expect(style.headers.get('cache-control')).toContain('max-age');
    expect(await style.text()).toContain('.letter');
    const nothing = await site.get('/nothing');
    expect([nothing.status, await nothing.text()]).toEqual([404, expect.stringContaining('Không có trang này')]);
    expect((await site.post('', `address=${'x'.repeat(20_000)}`)).status).toBe(413);

    site.subscribers.count = async () => {
      throw new Error('no table');
    };
    const broken = await site.post('', { address: READER.address });
    expect(broken.status).toBe(500);
    expect(await broken.text()).not.toContain('no table');
    expect(site.reports).toHaveLength(1);
    expect(JSON.stringify(site.reports)).not.toContain(READER.address);
  });
});
