import { describe, expect, it } from 'vitest';
import { readerOf } from '../../faults/mailing-world.ts';
import { makeSite } from './site.ts';

const READER = readerOf(1);

describe('R18 a form', () => {
  it('is told apart from a network, or a house, that is asked too much', async () => {
    const site = makeSite();
    site.subscribers.count = async ({ key }) => !key.startsWith('network#');
    const network = await site.post('', { address: READER.address });
    expect([network.status, network.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(await network.text()).toContain('từ mạng mà ông/bà đang dùng');
    site.subscribers.count = async ({ key }) => !key.startsWith('all#');
    expect((await site.post('', { address: READER.address })).status).toBe(429);
    expect([site.mailer.sent.length, site.subscribers.rows.size, site.reports.length]).toEqual([0, 0, 1]);
  });
});
