import { describe, expect, it } from 'vitest';
import { toMillis } from '../../../lambdas/core/calendar/instant.ts';
import { visitById } from '../../../lambdas/workflows/gathering/visit-source.ts';
import { article, FEED, failed, fateOf, gatherWorld, HOME, list, requestsFor, slow, visit } from './gather-world.ts';

describe('a visit', () => {
  it('stores what is on reform, once, and remembers why the rest is not in', async () => {
    const world = gatherWorld();
    list(world, [
      { path: '/mot-cua.html' },
      { path: '/bong-da.html', title: 'Đội chủ nhà thắng ba bàn trong hiệp hai' },
      { path: 'https://quang-cao.example.com/khac.html' },
      { path: '/da-xoa.html' },
    ]);
    world.web.answer(`${HOME}/mot-cua.html`, article('/mot-cua.html'));

    expect(await visit(world)).toMatchObject({
      outcome: { kind: 'read', entries: 4, fresh: 3, stored: 1 },
      ranOut: false,
    });
    expect(fateOf(world, '/mot-cua.html')).toEqual({ kind: 'stored' });
    expect(fateOf(world, '/bong-da.html')).toMatchObject({ kind: 'dropped', reason: 'not-reform-at-first-sight' });
    expect(fateOf(world, '/khac.html')).toMatchObject({ kind: 'dropped', reason: 'foreign-host' });
    expect(fateOf(world, '/da-xoa.html')).toMatchObject({ kind: 'dropped', reason: 'fetch-failed' });
    expect(requestsFor(world, 'https://quang-cao.example.com/khac.html')).toBe(0);
    const keys = [...world.newsroom.objects.keys()];
    expect(keys.filter((key) => key.startsWith('articles/2026/11/23/'))).toHaveLength(1);
    expect(keys.filter((key) => key.startsWith('pages/'))).toHaveLength(1);

    const before = new Map(world.newsroom.objects);
    expect(await visit(world, 30)).toMatchObject({ outcome: { kind: 'read', entries: 4, fresh: 0, stored: 0 } });
    expect(requestsFor(world, `${HOME}/mot-cua.html`)).toBe(1);
    expect(requestsFor(world, `${HOME}/da-xoa.html`)).toBe(1);
    expect(new Map(world.newsroom.objects)).toEqual(before);
  });

  it('that runs out of time asks for itself again, and the next one goes on where it stopped', async () => {
    const world = gatherWorld();
    const paths = ['/a.html', '/b.html', '/c.html', '/d.html'];
    list(
      world,
      paths.map((path) => ({ path })),
      '"e1"',
    );
    for (const path of paths) world.web.answer(`${HOME}${path}`, slow(world, 120_000, article(path)));

    let rounds = 0;
    let report = await visit(world);
    expect(report).toMatchObject({ ranOut: true });
    expect(world.visits.rows.get('bao-mot')?.validators).toEqual({});
    while (report.ranOut && rounds < 10) {
      expect(world.gather.drain()).toMatchObject([{ sourceId: 'bao-mot' }]);
      report = await visit(world, 1);
      rounds += 1;
    }

    expect(rounds).toBeGreaterThan(0);
    expect(world.gather.pending()).toEqual([]);
    for (const path of paths) {
      expect(fateOf(world, path)).toEqual({ kind: 'stored' });
      expect(requestsFor(world, `${HOME}${path}`)).toBe(1);
    }
    expect(world.visits.rows.get('bao-mot')?.validators).toEqual({ [FEED]: { etag: '"e1"', lastModified: null } });
  });

  it('tries a page three times, then drops it and never asks for it again', async () => {
    const world = gatherWorld();
    list(world, [{ path: '/cham.html' }]);
    world.web.answer(`${HOME}/cham.html`, failed('timeout'));

    for (const tries of [1, 2]) {
      await visit(world, 30);
      expect(fateOf(world, '/cham.html')).toEqual({ kind: 'pending', tries });
    }
    await visit(world, 30);
    expect(fateOf(world, '/cham.html')).toMatchObject({ kind: 'dropped', reason: 'fetch-failed' });
    world.web.answer(`${HOME}/cham.html`, article('/cham.html'));
    await visit(world, 30);
    expect(requestsFor(world, `${HOME}/cham.html`)).toBe(3);
  });

  it('takes a page that answers at the second try', async () => {
    const world = gatherWorld();
    list(world, [{ path: '/cham.html' }]);
    world.web.answer(`${HOME}/cham.html`, [failed('timeout'), article('/cham.html')]);
    await visit(world);
    expect((await visit(world, 30)).outcome).toMatchObject({ kind: 'read', fresh: 0, stored: 1 });
    expect(fateOf(world, '/cham.html')).toEqual({ kind: 'stored' });
  });
});

describe('a listing', () => {
  it('that lists nothing makes the source silent, not read', async () => {
    const world = gatherWorld();
    list(world, []);
    expect((await visit(world)).outcome).toEqual({ kind: 'silent' });
    expect(world.visits.rows.get('bao-mot')).toMatchObject({ lastReadAt: null, failures: 0 });
  });

  it('that has not changed is asked for by its validators and counts as read', async () => {
    const world = gatherWorld();
    list(world, [{ path: '/mot-cua.html' }], '"e1"');
    world.web.answer(`${HOME}/mot-cua.html`, article('/mot-cua.html'));
    await visit(world);
    world.web.answer(FEED, (request) =>
      request.validators?.etag === '"e1"' ? { kind: 'not-modified' } : failed('refused'),
    );

    for (const _ of [1, 2]) {
      expect((await visit(world, 30)).outcome).toEqual({ kind: 'unchanged' });
      expect(world.visits.rows.get('bao-mot')?.lastReadAt).toBe(world.clock.now());
    }
  });

  it('R24 that fails slows the source down, waits as long as it is told to, and is forgiven at once', async () => {
    const world = gatherWorld();
    world.web.answer(FEED, failed('refused', 7 * 3_600));
    expect((await visit(world)).outcome).toEqual({ kind: 'failed', failure: 'refused', detail: 'test' });
    const told = world.visits.rows.get('bao-mot');
    expect(told).toMatchObject({ failures: 1, lastReadAt: null });
    expect(waitOf(world)).toBe(7 * 3_600_000);

    world.web.answer(FEED, failed('timeout'));
    const waits: number[] = [];
    for (let failures = 2; failures < 9; failures += 1) {
      await visit(world, 600);
      waits.push(waitOf(world));
    }
    expect(waits.toSorted((a, b) => a - b)).toEqual(waits);
    expect(Math.max(...waits)).toBe(6 * 3_600_000);

    list(world, []);
    await visit(world, 600);
    expect(world.visits.rows.get('bao-mot')?.failures).toBe(0);
    expect(waitOf(world)).toBeLessThan(3_600_000);
  });

  it('of a source the house no longer has is not fetched', async () => {
    const world = gatherWorld();
    expect(await visitById(world, 'bao-hai')).toEqual({ kind: 'no-such-source', sourceId: 'bao-hai' });
    expect(world.web.requests).toEqual([]);
  });
});

function waitOf(world: ReturnType<typeof gatherWorld>): number {
  const row = world.visits.rows.get('bao-mot');
  return row === undefined ? Number.NaN : toMillis(row.nextVisitAt) - toMillis(row.visitedAt);
}
