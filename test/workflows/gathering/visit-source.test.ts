import { describe, expect, it } from 'vitest';
import { sourceSchema } from '../../../lambdas/core/sources/source.ts';
import type { VisitRequest } from '../../../lambdas/ports/work-queue.ts';
import { visitById } from '../../../lambdas/workflows/gathering/visit-source.ts';
import { settingKey } from '../../../lambdas/workflows/settings/house.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryEntryLog, memoryVisitBook } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memoryWeb, page } from '../../support/memory/memory-web.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';

const FEED = 'https://bao.example.vn/rss/home.rss';
const rss = (...links: string[]): string =>
  `<rss version="2.0"><channel><title>t</title>${links.map((link) => `<item><title>Thời tiết</title><link>${link}</link></item>`).join('')}</channel></rss>`;

async function world() {
  const source = sourceSchema.parse({
    version: 1,
    id: 'bao',
    name: 'Báo Mẫu',
    citeAs: 'Bao.example.vn',
    hosts: ['bao.example.vn', 'baocu.example.vn'],
    kind: 'central',
    place: null,
    rank: 50,
    listing: { feeds: [FEED], pages: [] },
    courtesy: { gapMs: 2_000 },
    printing: 'excerpt',
    agreement: null,
    rules: null,
    state: 'sample',
  });
  const ports = {
    clock: memoryClock('2026-11-23T05:00:00+07:00'),
    web: memoryWeb(),
    newsroom: memoryObjectStore(),
    visits: memoryVisitBook(),
    entries: memoryEntryLog(),
    gather: memoryWorkQueue<VisitRequest>({ fifo: true }),
  };
  const registry = JSON.stringify({ version: 1, sources: [source] });
  await ports.newsroom.put(settingKey('sources'), registry, { contentType: 'application/json' }, { kind: 'any' });
  return ports;
}

describe('visitSource', () => {
  it('meets an article once, whatever dress and host it is listed under, and counts the day', async () => {
    const ports = await world();
    ports.web.answer(FEED, page(FEED, rss('https://bao.example.vn/a.htm', 'https://bao.example.vn/b.htm')));
    const first = await visitById(ports, 'bao');
    expect(first).toMatchObject({ outcome: { entries: 2, fresh: 2 }, failures: 0, since: null, health: 'healthy' });
    ports.clock.advance(1_200_000);
    const dresses = rss('http://baocu.example.vn/a.htm?utm_source=x', 'https://m.bao.example.vn/b.htm/amp');
    ports.web.answer(FEED, page(FEED, dresses));
    expect(await visitById(ports, 'bao')).toMatchObject({ outcome: { entries: 2, fresh: 0 } });
    expect(ports.entries.rows.size).toBe(2);
    expect(ports.visits.rows.get('bao')?.history?.days).toEqual([
      { day: '2026-11-23', reads: 2, entries: 2, fresh: 2 },
    ]);
  });

  it('tells of trouble and since when, slows down, and is well again after one good visit', async () => {
    const ports = await world();
    const refused = { kind: 'failed', failure: 'refused', detail: 'HTTP 403', retryAfterSeconds: null } as const;
    ports.web.answer(FEED, refused);
    await visitById(ports, 'bao');
    ports.clock.advance(3_600_000);
    const second = await visitById(ports, 'bao');
    expect(second).toMatchObject({ failures: 2, since: '2026-11-23T05:00:00+07:00', health: 'refused' });
    expect(second).toMatchObject({ problems: [{ kind: 'failed', url: FEED, detail: 'refused: HTTP 403' }] });
    const row = ports.visits.rows.get('bao');
    const waits = Date.parse(row?.nextVisitAt ?? '') - Date.parse(row?.visitedAt ?? '');
    expect(waits).toBeGreaterThan(3_600_000);
    expect(waits).toBeLessThanOrEqual(6 * 3_600_000);
    ports.web.answer(FEED, page(FEED, rss('https://bao.example.vn/a.htm')));
    expect(await visitById(ports, 'bao')).toMatchObject({ failures: 0, since: null, health: 'healthy' });
  });
});
