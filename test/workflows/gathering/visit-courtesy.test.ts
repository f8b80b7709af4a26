import { describe, expect, it } from 'vitest';
import { toMillis } from '../../../lambdas/core/calendar/instant.ts';
import { type Source, sourceSchema } from '../../../lambdas/core/sources/source.ts';
import { article, FEED, failed, fateOf, gatherWorld, HOME, list, paper, requestsFor, visit } from './gather-world.ts';

const HOUR = 3_600_000;
const PATHS = ['/a.html', '/b.html', '/c.html', '/d.html', '/e.html'];
type World = ReturnType<typeof gatherWorld>;

function waitOf(world: World): number {
  const row = world.visits.rows.get('bao-mot');
  return row === undefined ? Number.NaN : toMillis(row.nextVisitAt) - toMillis(row.visitedAt);
}

/** A paper with five news on reform, whose pages answer as told. */
function five(answer: (path: string) => Parameters<World['web']['answer']>[1]): World {
  const world = gatherWorld();
  const news = PATHS.map((path) => ({ path }));
  list(world, news, '"e1"');
  for (const path of PATHS) world.web.answer(`${HOME}${path}`, answer(path));
  return world;
}
const asked = (world: World): string[] => PATHS.filter((path) => requestsFor(world, `${HOME}${path}`) > 0);

describe('a paper that asks to be left alone', () => {
  it.each(['refused', 'server-error'] as const)('on a page (%s) is left at once, until its time', async (failure) => {
    const world = five((path) =>
      path === '/b.html' ? { kind: 'failed', failure, detail: 'HTTP 429', retryAfterSeconds: 7_200 } : article(path),
    );
    expect(await visit(world)).toMatchObject({ outcome: { kind: 'read', stored: 1 }, ranOut: false });
    expect(asked(world)).toEqual(['/a.html', '/b.html']);
    expect(waitOf(world)).toBe(2 * HOUR);
    expect(fateOf(world, '/b.html')).toEqual({ kind: 'pending', tries: 1 });
    expect(fateOf(world, '/c.html')).toEqual({ kind: 'pending', tries: 0 });
    world.web.answer(`${HOME}/b.html`, article('/b.html'));
    expect(await visit(world, 121)).toMatchObject({ outcome: { kind: 'read', fresh: 0, stored: 4 } });
    expect(world.visits.rows.get('bao-mot')?.validators).toEqual({ [FEED]: { etag: '"e1"', lastModified: null } });
  });

  it('with the very first page counts as one that could not be read', async () => {
    const world = five(() => failed('refused', 5_400));
    expect(await visit(world)).toMatchObject({ outcome: { kind: 'failed', failure: 'refused' }, failures: 1 });
    expect(waitOf(world)).toBe(5_400_000);
  });

  it('with one of two feeds is not visited before its time, though the other could be read', async () => {
    const source: Source = sourceSchema.parse({
      ...paper(),
      listing: { feeds: [FEED, `${HOME}/rss/khac.rss`], pages: [] },
    });
    const world = gatherWorld([source]);
    list(world, [{ path: '/bong-da.html', title: 'Đội chủ nhà thắng ba bàn' }]);
    world.web.answer(`${HOME}/rss/khac.rss`, failed('refused', 10_800));
    expect(await visit(world)).toMatchObject({ outcome: { kind: 'read', entries: 1 }, failures: 0 });
    expect(waitOf(world)).toBe(3 * HOUR);
  });
});

describe('R24 a paper whose pages fail', () => {
  it('is left after three in a row; the others keep their tries, and the next visits are slower', async () => {
    const world = five(() => failed('timeout'));
    expect(await visit(world)).toMatchObject({ outcome: { kind: 'failed', failure: 'timeout' }, ranOut: false });
    expect(asked(world)).toEqual(['/a.html', '/b.html', '/c.html']);
    expect(fateOf(world, '/d.html')).toEqual({ kind: 'pending', tries: 0 });
    const first = waitOf(world);
    await visit(world, 60);
    expect(waitOf(world)).toBe(first * 2);
    expect(world.visits.rows.get('bao-mot')?.history?.since).toBe('2026-11-23T05:00:00+07:00');
  });

  it('is well again with the first page that answers, and all that waited is read', async () => {
    const world = five(() => failed('timeout'));
    await visit(world);
    for (const path of PATHS) world.web.answer(`${HOME}${path}`, article(path));
    expect(await visit(world, 60)).toMatchObject({ outcome: { kind: 'read', stored: 5 }, failures: 0, since: null });
  });

  it('between pages that answer is read on', async () => {
    const world = five((path) => (/[ac]/.test(path) ? failed('timeout') : article(path)));
    expect(await visit(world)).toMatchObject({ outcome: { kind: 'read', stored: 3 }, failures: 0 });
    expect(asked(world)).toEqual(PATHS);
    expect(waitOf(world)).toBe(1_000);
  });

  it('because all are gone is named, because two are is not', async () => {
    const gone = five(() => failed('not-found'));
    expect((await visit(gone)).outcome).toMatchObject({ kind: 'failed', failure: 'not-found' });
    const two = gatherWorld();
    list(two, [{ path: '/a.html' }, { path: '/b.html' }]);
    expect((await visit(two)).outcome).toMatchObject({ kind: 'read' });
  });
});

describe('a paper with nothing for the house', () => {
  it('stays silent when it says that nothing has changed', async () => {
    const world = gatherWorld();
    list(world, [], '"leer"');
    await visit(world);
    world.web.answer(FEED, { kind: 'not-modified' });
    expect((await visit(world, 30)).outcome).toEqual({ kind: 'silent' });
    expect(world.visits.rows.get('bao-mot')?.lastReadAt).toBeNull();
  });

  it('is read in full again, not by its validators, after it listed pages of others', async () => {
    const world = gatherWorld();
    list(world, [{ path: 'https://casino.example.com/a' }], '"x"');
    expect((await visit(world)).outcome).toMatchObject({ failure: 'stranger', detail: 'casino.example.com' });
    expect(world.visits.rows.get('bao-mot')?.validators).toEqual({});
  });
});
