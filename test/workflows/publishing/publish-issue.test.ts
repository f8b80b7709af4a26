import { describe, expect, it } from 'vitest';
import { manifestSchema } from '../../../lambdas/core/archive/manifest.ts';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import { type Issue, newIssue } from '../../../lambdas/core/issue/issue.ts';
import type { IssueRequest } from '../../../lambdas/ports/work-queue.ts';
import { publishIssue } from '../../../lambdas/workflows/publishing/publish-issue.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryIssueRegister } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { SAMPLE_ADDRESS, SAMPLE_APPROVAL, sampleContent } from '../../support/sample-snapshot.ts';

const DAY = '2026-11-23';
const PATH = 'daily/2026/11/23/1/';

function publishWorld() {
  const world = {
    clock: memoryClock('2026-11-23T07:31:00+07:00'),
    archive: memoryObjectStore(),
    issues: memoryIssueRegister(),
    planMailing: memoryWorkQueue<IssueRequest>(),
  };
  const snapshot = freeze(sampleContent(), SAMPLE_APPROVAL, 1);
  const body = new TextEncoder().encode(JSON.stringify(snapshot));
  const key = `snapshots/${snapshot.fingerprint}.json`;
  world.archive.objects.set(key, { body, etag: '"1"', headers: { contentType: 'application/json' } });
  const { fingerprint } = snapshot;
  const approved: Issue = { ...newIssue(DAY), state: 'approved', turn: 2, fingerprint, approval: SAMPLE_APPROVAL };
  world.issues.rows.set(DAY, approved);
  return { ...world, approved, snapshotKey: key };
}

type World = ReturnType<typeof publishWorld>;

const publish = (world: World, issueKey = DAY) => publishIssue(world, { issueKey, ...SAMPLE_ADDRESS });
const stateOf = (world: World) => world.issues.rows.get(DAY)?.state;
const manifestOf = (world: World) => manifestSchema.parse(JSON.parse(world.archive.text('manifest.json')));

describe('publishing an approved issue', () => {
  it('renders it, lists it, moves the register and wishes for its mailing', async () => {
    const world = publishWorld();
    expect(await publish(world)).toEqual({ kind: 'published', path: PATH });

    expect(await world.archive.list(PATH)).toEqual(
      ['email.html', 'email.txt', 'index.html', 'issue.docx', 'issue.json', 'issue.pdf', 'zalo.txt'].map(
        (file) => `${PATH}${file}`,
      ),
    );
    expect(manifestOf(world).issues).toMatchObject([{ issueKey: DAY, path: PATH, clippings: 10 }]);
    expect(world.issues.rows.get(DAY)).toEqual({
      ...world.approved,
      state: 'published',
      turn: 3,
      cutOff: sampleContent().window.to,
      publishedAt: world.clock.now(),
    });
    expect(world.planMailing.pending()).toEqual([{ issueKey: DAY }]);
  });

  it('lets caches keep what has a revision until it might be withdrawn, and what is derived for a minute', async () => {
    const world = publishWorld();
    await publish(world);
    for (const [key, { headers }] of world.archive.objects) {
      if (/^(?:snapshots\/|catalogue\/|manifest\.json$)/u.test(key)) continue;
      expect(headers.cacheControl, key).toMatch(
        key.startsWith(PATH) ? /max-age=3600, s-maxage=300$/ : /^public, max-age=60$/,
      );
    }
  });

  it('changes nothing the second time', async () => {
    const world = publishWorld();
    await publish(world);
    world.planMailing.drain();
    const objects = new Map(world.archive.objects);
    const row = world.issues.rows.get(DAY);
    world.clock.advance(3_600_000);

    expect(await publish(world)).toEqual({ kind: 'already' });
    expect(new Map(world.archive.objects)).toEqual(objects);
    expect(world.issues.rows.get(DAY)).toEqual(row);
    expect(world.planMailing.pending()).toEqual([]);
  });

  it('begun an hour ago and died keeps its first time of publishing', async () => {
    const world = publishWorld();
    const first = world.clock.now();
    await publish(world);
    world.issues.rows.set(DAY, world.approved);
    world.clock.advance(3_600_000);

    expect(await publish(world)).toEqual({ kind: 'published', path: PATH });
    expect(manifestOf(world).issues).toHaveLength(1);
    expect([manifestOf(world).issues[0]?.publishedAt, world.issues.rows.get(DAY)?.publishedAt]).toEqual([first, first]);
  });

  it('by two at once lists it once and moves the register once', async () => {
    const world = publishWorld();
    await Promise.all([publish(world), publish(world)]);
    expect(manifestOf(world).issues).toHaveLength(1);
    expect(world.issues.rows.get(DAY)).toMatchObject({ state: 'published', turn: 3 });
  });

  it('takes in an issue that another publisher lists at the same moment', async () => {
    const world = publishWorld();
    await publish(world);
    const monday = manifestOf(world);
    const friday = { ...monday.issues[0], issueKey: '2026-11-20', path: 'daily/2026/11/20/1/' };
    world.issues.rows.set(DAY, world.approved);
    world.archive.objects.delete('manifest.json');
    const { put } = world.archive;
    world.archive.put = async (key, body, headers, condition) => {
      if (key === 'manifest.json' && !world.archive.objects.has(key)) {
        await put(key, JSON.stringify({ version: 1, issues: [friday] }), headers, { kind: 'none' });
      }
      return put(key, body, headers, condition);
    };
    await publish(world);
    expect(manifestOf(world).issues.map(({ issueKey }) => issueKey)).toEqual([DAY, '2026-11-20']);
  });
});

describe('what is not approved', () => {
  it('is not published: no issue, a draft, a row without a fingerprint', async () => {
    const world = publishWorld();
    expect(await publish(world, '2026-11-24')).toEqual({ kind: 'not-approved' });
    world.issues.rows.set(DAY, newIssue(DAY));
    expect(await publish(world)).toEqual({ kind: 'not-approved' });
    world.issues.rows.set(DAY, { ...world.approved, fingerprint: null });
    expect(await publish(world)).toEqual({ kind: 'not-approved' });
    expect([...world.archive.objects.keys()]).toEqual([world.snapshotKey]);
  });

  it.each(['published', 'mailing', 'sent', 'corrected', 'withdrawn'] as const)(
    'nor again when it is %s',
    async (state) => {
      const world = publishWorld();
      world.issues.rows.set(DAY, { ...world.approved, state });
      expect(await publish(world)).toEqual({ kind: 'already' });
      expect(stateOf(world)).toBe(state);
      expect([...world.archive.objects.keys()]).toEqual([world.snapshotKey]);
    },
  );

  it('nor a snapshot that is gone or was changed since: nothing becomes visible', async () => {
    const gone = publishWorld();
    gone.archive.objects.delete(gone.snapshotKey);
    await expect(publish(gone)).rejects.toThrow('snapshot');

    const changed = publishWorld();
    const text = changed.archive.text(changed.snapshotKey).replace('ít nhất 30%', 'ít nhất 40%');
    await changed.archive.put(changed.snapshotKey, text, { contentType: 'x' }, { kind: 'any' });
    await expect(publish(changed)).rejects.toThrow('fingerprint');
    for (const world of [gone, changed]) {
      expect(world.archive.objects.has('manifest.json')).toBe(false);
      expect(stateOf(world)).toBe('approved');
      expect(world.planMailing.pending()).toEqual([]);
    }
  });
});
