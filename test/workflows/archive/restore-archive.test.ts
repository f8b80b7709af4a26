import { beforeAll, describe, expect, it } from 'vitest';
import { seedMasthead } from '../../../lambdas/core/issue/masthead.ts';
import { seedMonthly } from '../../../lambdas/core/monthly/setting.ts';
import { seedSections } from '../../../lambdas/core/sections/sections.ts';
import { exportArchive, type Shelf } from '../../../lambdas/workflows/archive/export-archive.ts';
import { importIssues } from '../../../lambdas/workflows/archive/import-issues.ts';
import { restoreArchive } from '../../../lambdas/workflows/archive/restore-archive.ts';
import { correctIssue } from '../../../lambdas/workflows/publishing/correct-issue.ts';
import { withdrawIssue } from '../../../lambdas/workflows/publishing/withdraw-issue.ts';
import { DAILY } from '../../core/archive/import/invented-bulletins.ts';
import { SAMPLE_ADDRESS } from '../../support/sample-snapshot.ts';
import {
  type ArchiveWorld,
  approve,
  archiveWorld,
  bytesOf,
  contentOn,
  EDITOR,
  publish,
  publishAll,
} from '../publishing/archive-world.ts';

/** An issue as it is, one corrected, one with an item withdrawn, one withdrawn whole, one read in from print. */
async function livedIn(): Promise<ArchiveWorld> {
  const world = archiveWorld();
  for (const day of ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-23']) {
    const fingerprint = await approve(world, contentOn(day));
    await publish(world, day);
    const row = world.issues.rows.get(day);
    if (row) world.issues.rows.set(day, { ...row, state: 'sent' });
    if (day === '2026-11-18') {
      const edited = { ...contentOn(day), editorName: 'Minh Châu' };
      await correctIssue(world, { issueKey: day, fingerprint, edited, why: 'ghi nhầm tên', editor: EDITOR });
    }
    if (day === '2026-11-19')
      await withdrawIssue(world, { issueKey: day, item: 'tin2', why: 'báo gỡ bài', editor: EDITOR });
    if (day === '2026-11-20')
      await withdrawIssue(world, { issueKey: day, item: null, why: 'phát nhầm', editor: EDITOR });
    await publishAll(world);
  }
  const house = { sections: seedSections(), masthead: seedMasthead(), monthly: seedMonthly().masthead };
  await importIssues(world, [{ file: 'cu.txt', text: DAILY }], { house, address: SAMPLE_ADDRESS });
  return world;
}

function memoryShelf(): Shelf & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>();
  return {
    files,
    write: async (key, body) => {
      files.set(key, body);
    },
    read: async (key) => files.get(key) ?? null,
  };
}

/** Everything but the catalogue, a list of ours that may hold revisions nobody sees; what readers get out of it is in here. */
function comparable(world: ArchiveWorld): Record<string, string> {
  return Object.fromEntries(Object.entries(bytesOf(world)).filter(([key]) => !key.startsWith('catalogue/')));
}

describe('R32 a restored archive', () => {
  let world: ArchiveWorld;
  let shelf: ReturnType<typeof memoryShelf>;

  beforeAll(async () => {
    world = await livedIn();
    shelf = memoryShelf();
    await exportArchive(world.archive, shelf);
  });

  it('is the same in every key and byte', async () => {
    const restored = archiveWorld();
    const outcome = await restoreArchive(restored, shelf, SAMPLE_ADDRESS);
    expect(outcome).toMatchObject({ kind: 'restored', issues: 4, withdrawn: 1 });
    expect(Object.keys(comparable(restored)).toSorted()).toEqual(Object.keys(comparable(world)).toSorted());
    expect(comparable(restored)).toEqual(comparable(world));
    expect([...restored.issues.rows.values()].map(({ issueKey, state }) => [issueKey, state]).toSorted()).toEqual([
      ['2023-02-07', 'sent'],
      ['2026-11-18', 'corrected'],
      ['2026-11-19', 'sent'],
      ['2026-11-20', 'withdrawn'],
      ['2026-11-23', 'sent'],
    ]);
  });

  it('holds the export to the originals: what is rendered is no part of it', () => {
    expect(
      [...shelf.files.keys()].filter((key) => !/^(?:snapshots\/|manifest\.json$|export\.json$)/u.test(key)),
    ).toEqual([]);
  });

  it('control: differs as soon as a withdrawal or the address of the house is forgotten', async () => {
    const forgetful = archiveWorld();
    const without = memoryShelf();
    for (const [key, body] of shelf.files) without.files.set(key, body);
    const list = JSON.parse(new TextDecoder().decode(without.files.get('export.json')));
    list.files = list.files.filter(({ key }: { key: string }) => !key.startsWith('snapshots/withdrawn/'));
    without.files.set('export.json', new TextEncoder().encode(JSON.stringify(list)));
    await restoreArchive(forgetful, without, SAMPLE_ADDRESS);
    expect(comparable(forgetful)).not.toEqual(comparable(world));

    const elsewhere = archiveWorld();
    await restoreArchive(elsewhere, shelf, { publicAddress: 'https://another.example.vn' });
    expect(comparable(elsewhere)).not.toEqual(comparable(world));
  });

  it('is not begun over another, nor from an export that is not whole', async () => {
    expect(await restoreArchive(world, shelf, SAMPLE_ADDRESS)).toEqual({ kind: 'not-empty' });
    const damaged = memoryShelf();
    for (const [key, body] of shelf.files) damaged.files.set(key, body);
    const [first = '', second = ''] = [...shelf.files.keys()].filter((key) => key.startsWith('snapshots/'));
    damaged.files.delete(first);
    damaged.files.set(second, new TextEncoder().encode('{}'));
    const empty = archiveWorld();
    expect(await restoreArchive(empty, damaged, SAMPLE_ADDRESS)).toEqual({
      kind: 'not-whole',
      problems: [`${first} is missing`, `${second} is not what was exported`],
    });
    expect(await restoreArchive(empty, memoryShelf(), SAMPLE_ADDRESS)).toMatchObject({ kind: 'not-whole' });
    expect(empty.archive.objects.size).toBe(0);
  });
});
