import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalZalo, startZalo } from '../../lambdas/local/zalo/start-zalo.ts';
import { createZaloAccount } from '../../lambdas/net/zalo-account.ts';
import { freePort } from '../support/free-port.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryZalo } from '../support/memory/memory-zalo.ts';
import { zaloAccountContract } from './zalo-account.contract.ts';

describe('the Zalo account in memory', () => {
  const clock = memoryClock('2026-11-23T08:00:00+07:00');
  const zalo = memoryZalo(clock);
  zaloAccountContract(() => ({ ...zalo, advance: (millis) => clock.advance(millis) }));
});

describe('the Zalo account over HTTP', () => {
  let folder: string;
  let local: LocalZalo;
  let now = Date.parse('2026-11-23T01:00:00Z');
  let pictureBytes = 40_000;
  const start = () => startZalo({ directory: folder, now: () => now, pictureAt: async () => pictureBytes });
  const accountAt = (url: string) => createZaloAccount({ api: url, oauth: url, fetch: (to, init) => fetch(to, init) });
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diembao-zalo-'));
    local = await start();
  });
  afterAll(async () => {
    await local.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const advance = (millis: number): void => {
    now += millis;
  };
  zaloAccountContract(() => ({ account: accountAt(local.url), world: local.world, faults: local.faults, advance }));

  it('refuses a picture above a megabyte, and one that is not there', async () => {
    const { refreshToken } = local.world;
    const renewal = await accountAt(local.url).refresh({
      appId: 'diembao-local',
      secretKey: 'local-secret-key',
      refreshToken,
    });
    const token = renewal.kind === 'accepted' ? renewal.value.accessToken : '';
    const article = { title: 'T', author: 'A', description: 'D', cover: 'https://a.vn/a.jpg', paragraphs: ['1'] };
    pictureBytes = 1_000_001;
    expect(await accountAt(local.url).createArticle(token, article)).toMatchObject({ kind: 'refused' });
    pictureBytes = 1_000_000;
    expect(await accountAt(local.url).createArticle(token, article)).toMatchObject({ kind: 'accepted' });
  });

  it('keeps what was posted over a restart, and says that a request never left where nobody listens', async () => {
    const before = structuredClone(local.world);
    await local.stop();
    const nobody = `http://127.0.0.1:${await freePort()}`;
    expect(await accountAt(nobody).listArticles('x')).toEqual({ kind: 'later', why: 'ECONNREFUSED' });
    local = await start();
    expect(local.world).toEqual(before);
  });
});
