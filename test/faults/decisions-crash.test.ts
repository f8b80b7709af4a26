import { describe, expect, it } from 'vitest';
import type { Draft } from '../../lambdas/core/drafting/draft.ts';
import { decisionFileSchema } from '../../lambdas/core/sections/learning/decision.ts';
import { approveIssue, contentToApprove } from '../../lambdas/workflows/editing/approve-issue.ts';
import { editDraft } from '../../lambdas/workflows/editing/desk-draft.ts';
import { decisionsKey, keepDecisions } from '../../lambdas/workflows/learning/keep-decisions.ts';
import { DEADLINES, recover } from '../../lambdas/workflows/operations/recover.ts';
import { type CrashPlan, sweepCrashes, withCrashes } from '../support/crashing.ts';
import { memoryDeliveryLedger } from '../support/memory/memory-delivery-ledger.ts';
import { memoryEntryLog } from '../support/memory/memory-newsroom.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { DAY, type DeskWorld, deskWorld } from '../web/desk/desk-world.ts';

const APPROVER = { id: 'e1', name: 'Phạm Thu Hiền', mayApprove: true };
const MINUTE = 60_000;

/** An editor dropped one clipping, moved another and brought in the newcomer. */
async function editedDraft(): Promise<DeskWorld> {
  const world = await deskWorld((draft) => ({
    ...draft,
    clippings: draft.clippings.map((clipping) => ({ ...clipping, sortedAs: clipping.section })),
  }));
  const { etag, value } = await world.draft();
  const [first, second] = value.clippings;
  const section = second?.section === 'quan-ly' ? 'phan-tich' : 'quan-ly';
  const done = await editDraft(world.ports, {
    issueKey: DAY,
    etag,
    by: 'Thu Hiền',
    plan: () => [
      { kind: 'drop', clippingId: first?.id ?? '' },
      { kind: 'move', clippingId: second?.id ?? '', section, position: 0 },
      { kind: 'restore', candidateId: 'baimoi', section: null },
    ],
  });
  expect(done.kind).toBe('edited');
  return world;
}

type Ports = DeskWorld['ports'];

async function approve(ports: Ports, draft: Draft, etag: string): Promise<void> {
  const { fingerprint } = await contentToApprove(ports.newsroom, draft, APPROVER.name);
  await approveIssue(ports, { issueKey: DAY, etag, fingerprint, approver: APPROVER });
}

/** Nobody presses the button again: only the watchman comes round. */
async function watch(world: DeskWorld, keep = true): Promise<void> {
  const { ports, clock } = world;
  for (let round = 0; round < 3; round += 1) {
    clock.advance(16 * MINUTE);
    if (!keep) continue;
    const more = { entries: memoryEntryLog(), ledger: memoryDeliveryLedger() };
    const [planMailing, deliver, gather] = [
      memoryWorkQueue<never>(),
      memoryWorkQueue<never>(),
      memoryWorkQueue<never>(),
    ];
    await recover({ ...ports, ...more, planMailing, deliver, gather }, DEADLINES);
  }
}

function kept(world: DeskWorld): string | null {
  const object = world.ports.newsroom.objects.get(decisionsKey(DAY));
  return object ? new TextDecoder().decode(object.body) : null;
}

/** Approves under a crash, then lets the watchman come; how many sealed issues ended without what was decided. */
async function sweep(keep: boolean): Promise<{ points: number; lost: number; texts: Set<string> }> {
  let lost = 0;
  const texts = new Set<string>();
  const points = await sweepCrashes(async (plan: CrashPlan) => {
    const world = await editedDraft();
    const { value, etag } = await world.draft();
    const life = withCrashes(world.ports, plan);
    await approve(life.ports, value, etag).catch((error: unknown) => {
      if (!life.crashed()) throw error;
    });
    await watch(world, keep);
    const text = kept(world);
    const isSealed = (await world.draft()).value.sealed !== undefined;
    if (isSealed && text === null) lost += 1;
    if (!isSealed) expect(text).toBeNull();
    if (text !== null) texts.add(text);
    return life.crashed();
  });
  return { points, lost, texts };
}

describe('what editors decided', () => {
  it('is kept for every sealed issue, the same to the byte, killed before or after any effect of its approval', async () => {
    const { points, lost, texts } = await sweep(true);

    expect(points).toBeGreaterThan(8);
    expect(lost).toBe(0);
    expect(texts.size).toBe(1);
  });

  // Negative control: a house whose watchman does not look for them loses them.
  it('is caught missing when nobody looks for it after a crash', async () => {
    const { lost } = await sweep(false);

    expect(lost).toBeGreaterThan(0);
  });

  it('is complete: every story of the draft, with what became of it', async () => {
    const world = await editedDraft();
    const { value, etag } = await world.draft();
    await approve(world.ports, value, etag);
    const { decisions } = decisionFileSchema.parse(JSON.parse(kept(world) ?? 'null'));
    const count = (act: string): number => decisions.filter((each) => each.act === act).length;

    expect(decisions).toHaveLength(value.clippings.length + value.leftOut.length + value.tray.length);
    expect([count('dropped'), count('moved'), count('brought-in'), count('passed-over')]).toEqual([1, 1, 1, 1]);
  });

  it('is not written twice, and is written anew for another sealing of the day', async () => {
    const world = await editedDraft();
    const { value, etag } = await world.draft();
    await approve(world.ports, value, etag);
    const before = kept(world);
    const sealed = (await world.draft()).value;
    const other = { by: 'e1', name: 'Thu Hiền', at: value.createdAt, fingerprint: 'e'.repeat(64) };

    expect(await keepDecisions(world.ports, sealed)).toBe('already');
    expect(kept(world)).toBe(before);
    expect(await keepDecisions(world.ports, { ...sealed, sealed: other })).toBe('kept');
    expect(decisionFileSchema.parse(JSON.parse(kept(world) ?? 'null')).fingerprint).toBe(other.fingerprint);
    expect(await keepDecisions(world.ports, value)).toBe('not-sealed');
  });

  it('is not lost with an article that cannot be read', async () => {
    const world = await editedDraft();
    for (const [key, object] of world.ports.newsroom.objects) {
      if (key.startsWith('articles/')) {
        world.ports.newsroom.objects.set(key, { ...object, body: new TextEncoder().encode('{') });
      }
    }
    const { value, etag } = await world.draft();
    await approve(world.ports, value, etag);
    const { decisions } = decisionFileSchema.parse(JSON.parse(kept(world) ?? 'null'));

    expect(new Set(decisions.map(({ readFrom }) => readFrom))).toEqual(new Set(['draft']));
  });
});

describe('a damaged file of decisions', () => {
  it.each(['{"version":1,', '{"version":9}', ''])(
    'does not stop the approval and is written anew: %j',
    async (damaged) => {
      const world = await editedDraft();
      const options = { contentType: 'application/json' };
      await world.ports.newsroom.put(decisionsKey(DAY), damaged, options, { kind: 'any' });
      const { value, etag } = await world.draft();
      await approve(world.ports, value, etag);
      expect(decisionFileSchema.parse(JSON.parse(kept(world) ?? '')).issueKey).toBe(DAY);
    },
  );
});
