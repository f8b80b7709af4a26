import { describe, expect, it } from 'vitest';
import { approveIssue, contentToApprove } from '../../lambdas/workflows/editing/approve-issue.ts';
import { editDraft, loadDraft } from '../../lambdas/workflows/editing/desk-draft.ts';
import { snapshotKey } from '../../lambdas/workflows/publishing/snapshot-files.ts';
import { interleave } from '../support/interleaving.ts';
import { DAY, type DeskWorld, deskWorld } from '../web/desk/desk-world.ts';
import { ALL, LONG, lcg, oneOf } from './sizes.ts';

const SCHEDULES = ALL ? 1_000 : 20;
const SAMPLE = 20;
const MOST_WRITERS = 8;
const EDITS = 2;
const SECTIONS = ['quan-ly', 'phan-tich'];

/** What schedules came to together. */
interface Found {
  /** Edits whose editor was told that they are done, and which the draft's log does not have. */
  lost: number;
  /** Lines of the log that nobody was told of. */
  strange: number;
  edited: number;
  late: number;
  /** Approvals somebody was told of, beyond the first of a draft. */
  twice: number;
  approved: number;
  /** Seals over something else than what the approver saw, or than what is stored. */
  unseen: number;
}

type Wrapped = <P extends object>(port: P) => P;

/** An editor who looks at the draft, edits it, and looks again when somebody was faster. */
function writer(world: DeskWorld, { name, random, found }: { name: string; random: () => number; found: Found }) {
  return async (portOf: Wrapped) => {
    const ports = { ...world.ports, newsroom: portOf(world.ports.newsroom) };
    for (let edit = 0; edit < EDITS; edit += 1) {
      const seen = await loadDraft(ports.newsroom, DAY);
      if (seen === null || seen.value.sealed || seen.value.clippings.length < 3) return;
      const clippingId = oneOf(random, seen.value.clippings).id;
      const section = oneOf(random, SECTIONS);
      const outcome = await editDraft(ports, {
        issueKey: DAY,
        etag: seen.etag,
        seen: seen.value.log.length,
        by: name,
        plan: () => [
          random() < 0.4 ? { kind: 'drop', clippingId } : { kind: 'move', clippingId, section, position: 0 },
        ],
      });
      found.edited += Number(outcome.kind === 'edited');
      // Who was too late is shown what there is now, which is not what they saw.
      if (outcome.kind === 'stale') found.late += Number(outcome.stored.etag !== seen.etag);
    }
  };
}

function approver(world: DeskWorld, { name, seals }: { name: string; seals: string[] }) {
  return async (portOf: Wrapped) => {
    const { newsroom, issues, archive } = world.ports;
    const ports = { ...world.ports, newsroom: portOf(newsroom), issues: portOf(issues), archive: portOf(archive) };
    for (let look = 0; look < 3; look += 1) {
      const seen = await loadDraft(ports.newsroom, DAY);
      if (seen === null || seen.value.sealed) return;
      const { fingerprint } = await contentToApprove(world.ports.newsroom, seen.value, name);
      const request = { issueKey: DAY, etag: seen.etag, fingerprint, approver: { id: name, name, mayApprove: true } };
      const { kind } = await approveIssue(ports, request);
      if (kind === 'approved') seals.push(fingerprint);
      if (kind === 'approved' || kind === 'already') return;
    }
  };
}

/** Two to eight writers and two approvers at one draft, port call by port call in a random order. */
async function schedule(random: () => number, found: Found, plant: (world: DeskWorld) => void): Promise<void> {
  const world = await deskWorld();
  plant(world);
  const before = (await world.draft()).value.log.length;
  const edited = found.edited;
  const seals: string[] = [];
  const writers = 2 + Math.floor(random() * (MOST_WRITERS - 1));
  const actors = Array.from({ length: writers }, (_, number) =>
    writer(world, { name: `Người ${number}`, random, found }),
  );
  const order = Array.from({ length: 40 }, () => Math.floor(random() * 100));
  await interleave(order, [
    ...actors,
    ...['Phạm Thu Hiền', 'Đỗ Minh Khang'].map((name) => approver(world, { name, seals })),
  ]);
  const { value } = await world.draft();
  const lines = value.log.length - before;
  found.lost += Math.max(0, found.edited - edited - lines);
  found.strange += Math.max(0, lines - (found.edited - edited));
  found.approved += Number(seals.length > 0);
  found.twice += Math.max(0, seals.length - 1);
  const now = await contentToApprove(world.ports.newsroom, value, value.sealed?.name ?? '');
  const isSeen =
    value.sealed === undefined || (seals.includes(value.sealed.fingerprint) && now.fingerprint === seals[0]);
  const isKept = seals.every((seal) => world.ports.archive.objects.has(snapshotKey(seal)));
  found.unseen += Number(!isSeen || !isKept);
}

async function schedules(count: number, plant: (world: DeskWorld) => void = () => undefined): Promise<Found> {
  const random = lcg(31);
  const found: Found = { lost: 0, strange: 0, edited: 0, late: 0, twice: 0, approved: 0, unseen: 0 };
  for (let round = 0; round < count; round += 1) await schedule(random, found, plant);
  return found;
}

/** The planted bug: a store that writes whatever is there. */
function forgetful({ ports }: DeskWorld): void {
  const put = ports.newsroom.put;
  ports.newsroom.put = (key, body, headers) => put(key, body, headers, { kind: 'any' });
}

describe('R31 two to eight editors and two approvers at one draft', () => {
  it(`lose no edit, and seal once and what was seen, in ${SCHEDULES} random schedules`, LONG, async () => {
    const found = await schedules(SCHEDULES);

    expect(found).toMatchObject({ lost: 0, strange: 0, twice: 0, unseen: 0 });
    expect(found.edited).toBeGreaterThan(SCHEDULES);
    expect(found.late).toBeGreaterThan(SCHEDULES / 10);
    expect(found.approved).toBeGreaterThan(SCHEDULES / 10);
  });

  it('R31 control: are caught losing edits as soon as the store forgets its conditions', LONG, async () => {
    const found = await schedules(SAMPLE, forgetful);

    expect(found.lost).toBeGreaterThan(3);
    expect(found.twice + found.unseen).toBeGreaterThan(0);
  });
});
