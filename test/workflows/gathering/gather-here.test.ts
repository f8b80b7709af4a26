import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatherHereOver } from '../../../lambdas/local/commands/gather-here.ts';
import { gatherHere } from '../../../lambdas/workflows/gathering/gather-here.ts';
import { planVisits } from '../../../lambdas/workflows/gathering/plan-visits.ts';
import { visitById } from '../../../lambdas/workflows/gathering/visit-source.ts';
import { article, gatherWorld, HOME, list, paper } from './gather-world.ts';

/** A portal read from the office beside a paper read from the cloud. */
function mixedWorld() {
  const world = gatherWorld([{ ...paper(), from: 'office' }, paper('bao-hai', 'bao-hai.example.vn')]);
  list(world, [{ path: '/a.htm' }, { path: '/b.htm' }]);
  for (const path of ['/a.htm', '/b.htm']) world.web.answer(`${HOME}${path}`, article(path));
  return world;
}

describe('a source that is read from the office', () => {
  it('is left alone by the cloud, also where its message was sent before', async () => {
    const world = mixedWorld();

    expect(await planVisits(world)).toMatchObject({ due: 1 });
    expect(world.gather.pending()).toMatchObject([{ sourceId: 'bao-hai' }]);
    expect(await visitById(world, 'bao-mot')).toEqual({ kind: 'elsewhere', sourceId: 'bao-mot' });
    expect(world.web.requests).toEqual([]);
  });

  it('is read there by the same visit, and nothing else is; not again before it is due', async () => {
    const world = mixedWorld();

    expect(await gatherHere(world)).toMatchObject([
      { kind: 'visited', sourceId: 'bao-mot', outcome: { kind: 'read', entries: 2, stored: 2 }, watched: 0 },
    ]);
    expect(world.gather.pending()).toEqual([]);
    expect(await gatherHere(world)).toEqual([]);
    expect([...world.newsroom.objects.keys()].map((key) => key.split('/')[0]).sort()).toEqual([
      'articles',
      'articles',
      'pages',
      'pages',
      'settings',
    ]);
  });

  it('keeps nobody waiting who comes after one that makes trouble', async () => {
    const world = gatherWorld(['mot', 'hai'].map((id) => ({ ...paper(id, `${id}.example.vn`), from: 'office' })));
    const put = world.visits.put;
    const visits = {
      ...world.visits,
      put: async (visit: Parameters<typeof put>[0]) => {
        if (visit.sourceId === 'mot') throw new Error('AccessDenied');
        return put(visit);
      },
    };

    const gathered = await gatherHere({ ...world, visits });
    expect(gathered.map(({ kind, sourceId }) => `${sourceId} ${kind}`).sort()).toEqual([
      'hai visited',
      'mot not-visited',
    ]);
  });
});

describe('gather-here', () => {
  const lines = async (args: readonly string[], world: ReturnType<typeof mixedWorld>, most = 10): Promise<object[]> => {
    const folder = mkdtempSync(join(tmpdir(), 'diembao-office-'));
    try {
      const file = join(folder, 'office.json');
      writeFileSync(file, '{"NEWSROOM_BUCKET":"b"}');
      const told: object[] = [];
      for await (const line of gatherHereOver(() => world).run([...args, '--variables', file])) {
        told.push(line);
        if (told.length === most) break;
      }
      return told;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it('makes one round, or one every so often and goes on when the network is away', async () => {
    expect(await lines([], mixedWorld())).toMatchObject([{ line: 'source' }, { line: 'round', sources: 1 }]);

    const world = mixedWorld();
    const away = { ...world, visits: { ...world.visits, all: () => Promise.reject(new Error('away')) } };
    expect(await lines(['--every', '30m'], away, 3)).toEqual(
      ['05:00', '05:30', '06:00'].map((time) => ({ line: 'failed', at: `2026-11-23T${time}:00+07:00`, why: 'away' })),
    );
    await expect(lines([], away)).rejects.toThrow('away');
  });

  it('knocks no more often than a source is due, and wants the house named', async () => {
    await expect(lines(['--every', '5m'], mixedWorld())).rejects.toThrow('20m at least');
    await expect(lines(['--every', 'often'], mixedWorld())).rejects.toThrow('20m at least');
    const nameless = async (): Promise<void> => {
      for await (const line of gatherHereOver(() => mixedWorld()).run([])) expect(line).toBeUndefined();
    };
    await expect(nameless()).rejects.toThrow('--variables FILE is missing');
  });
});
