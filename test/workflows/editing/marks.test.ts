import { describe, expect, it } from 'vitest';
import { manifestIssueOf, withIssue } from '../../../lambdas/core/archive/manifest-of.ts';
import { at } from '../../../lambdas/core/calendar/instant.ts';
import { draftSchema } from '../../../lambdas/core/drafting/draft.ts';
import { fingerprintOf } from '../../../lambdas/core/issue/freeze.ts';
import { draftIssue } from '../../../lambdas/workflows/editing/draft-issue.ts';
import { readPool } from '../../../lambdas/workflows/editing/read-pool.ts';
import { loadHouse } from '../../../lambdas/workflows/settings/house.ts';
import { memoryIssueRegister } from '../../support/memory/memory-newsroom.ts';
import { type MemoryObjectStore, memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { article, gatherWorld, HOME, list, visit } from '../gathering/gather-world.ts';

const MONDAY = '2026-11-23';
const FRIDAY = '2026-11-20';

/** A Monday whose paper has one article on reform, and an archive with nothing in it yet. */
async function monday() {
  const world = { ...gatherWorld(), archive: memoryObjectStore(), issues: memoryIssueRegister() };
  world.clock.set(at(MONDAY, '05:00'));
  list(world, [{ path: '/mot-cua.html' }]);
  world.web.answer(`${HOME}/mot-cua.html`, article('/mot-cua.html'));
  await visit(world);
  world.clock.set(at(MONDAY, '06:00'));
  return world;
}

function put(store: MemoryObjectStore, key: string, value: object): void {
  const body = new TextEncoder().encode(JSON.stringify(value));
  store.objects.set(key, { body, etag: `"${key}"`, headers: { contentType: 'application/json' } });
}

/** Publishes an issue of `issueKey` whose first clipping is made of the article at `url`. */
function publish(archive: MemoryObjectStore, issueKey: string, url: string): void {
  const sample = sampleSnapshot();
  const sections = sample.content.sections.map((section, index) => ({
    ...section,
    clippings: section.clippings.map((clipping, place) => (index + place === 0 ? { ...clipping, url } : clipping)),
  }));
  const content = { ...sample.content, issueKey, sections };
  const snapshot = { ...sample, content, fingerprint: fingerprintOf(content) };
  put(archive, `snapshots/${snapshot.fingerprint}.json`, snapshot);
  const issue = manifestIssueOf(snapshot, at(issueKey, '08:00'));
  put(archive, 'manifest.json', withIssue({ version: 1, issues: [] }, issue));
}

async function marks(world: Awaited<ReturnType<typeof monday>>, issueKey?: string) {
  const house = await loadHouse(world.newsroom);
  const window = { from: at(FRIDAY, '06:00'), to: at(MONDAY, '06:00') };
  const pool = await readPool(world, { window, house, issueKey });
  return pool.judged.map(({ mark }) => mark);
}

describe('the pool', () => {
  it('marks what an earlier issue printed, and nothing else', async () => {
    const world = await monday();
    expect(await marks(world, MONDAY)).toEqual([null]);

    publish(world.archive, FRIDAY, `${HOME}/mot-cua.html`);
    expect(await marks(world, MONDAY)).toMatchObject([{ kind: 'already-run', issueKey: FRIDAY }]);
  });

  it('is not marked by the issue it is for, nor by a later one', async () => {
    const world = await monday();
    publish(world.archive, MONDAY, `${HOME}/mot-cua.html`);
    expect(await marks(world, MONDAY)).toEqual([null]);
    expect(await marks(world)).toMatchObject([{ kind: 'already-run', issueKey: MONDAY }]);
  });
});

describe('a draft whose archive cannot be read', () => {
  const logOf = async (world: Awaited<ReturnType<typeof monday>>) => {
    expect(await draftIssue(world, {})).toMatchObject({ kind: 'drafted', clippings: 1 });
    return draftSchema.parse(JSON.parse(world.newsroom.text(`drafts/daily/${MONDAY}.json`))).log.map(({ did }) => did);
  };

  it('is made all the same and says so', async () => {
    const world = await monday();
    world.archive.get = async () => {
      throw new Error('AccessDenied');
    };
    expect((await logOf(world)).at(-1)).toBe(
      'không đọc được các số đã phát hành, chưa đánh dấu tin đã đăng (AccessDenied)',
    );
  });

  it('says nothing of it where it can', async () => {
    expect((await logOf(await monday())).join()).not.toContain('không đọc được');
  });
});
