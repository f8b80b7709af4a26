import type { TokenPurpose } from '../../lambdas/core/subscriptions/token.ts';
import { signToken } from '../../lambdas/core/subscriptions/token.ts';
import { publicStyle } from '../../lambdas/web/public/page.ts';
import { RING, readerOf, START } from '../faults/mailing-world.ts';
import { makeSite, type Site } from '../web/public/site.ts';

const READER = readerOf(1);
const LONG_AGO = '2026-10-01T08:00:00+07:00';

const token = (purpose: TokenPurpose, at = START): string => signToken(RING, { purpose, subscriberId: READER.id, at });

/** A page of a reader: how it is come by, on a house of its own with one active reader. */
type Opening = (site: Site) => Promise<Response>;

const OPENINGS: Readonly<Record<string, Opening>> = {
  form: (site) => site.get(''),
  'form-refused': (site) => site.post('', { address: 'không phải', choice: '1', editions: 'daily', some: 'no' }),
  sent: (site) => site.post('', { address: 'moi@example.vn' }),
  confirm: (site) => site.get(`/confirm?token=${token('confirm')}`),
  confirmed: (site) => site.post(`/confirm?token=${token('confirm')}`),
  leave: (site) => site.get(`/leave/daily?token=${token('leave')}`),
  preferences: (site) => site.get(`/preferences?token=${token('prefer')}`),
  'pause-refused': (site) =>
    site.post(`/preferences?token=${token('prefer')}`, { choice: '1', editions: 'daily', pausedUntil: '2020-01-01' }),
  preferred: (site) => site.post(`/preferences?token=${token('prefer')}`, { choice: '1', editions: 'monthly' }),
  paused: async (site) => {
    const wish = { choice: '1', editions: 'daily', some: 'yes', sections: 'quan-ly', pausedUntil: '2026-12-31' };
    await site.post(`/preferences?token=${token('prefer')}`, wish);
    return site.get(`/preferences?token=${token('prefer')}`);
  },
  left: (site) => site.post(`/leave/daily?token=${token('leave')}`),
  returned: async (site) => {
    await site.post(`/leave?token=${token('leave')}`);
    return site.post(`/return?token=${token('return')}`);
  },
  expired: (site) => site.get(`/confirm?token=${token('confirm', LONG_AGO)}`),
  wrong: (site) => site.get('/leave?token=x'),
  busy: (site) => {
    site.subscribers.count = async () => false;
    return site.post('', { address: 'moi@example.vn' });
  },
  nowhere: (site) => site.get('/khong-co'),
};

/** Every page a reader may come to, by its name, with its style sheet in it. */
export async function readerPages(): Promise<[string, string][]> {
  const style = `<style>${publicStyle()}</style>`;
  return Promise.all(
    Object.entries(OPENINGS).map(async ([name, open]): Promise<[string, string]> => {
      const site = makeSite();
      site.subscribers.rows.set(READER.id, READER);
      const html = await (await open(site)).text();
      return [`a reader's ${name}`, html.replace(/<link rel="stylesheet"[^>]*>/, style)];
    }),
  );
}
