import { describe, expect, it } from 'vitest';
import type { DailyContent } from '../../lambdas/core/issue/snapshot.ts';
import { correctIssue } from '../../lambdas/workflows/publishing/correct-issue.ts';
import { lateOrders } from '../../lambdas/workflows/publishing/late-orders.ts';
import { publishIssue } from '../../lambdas/workflows/publishing/publish-issue.ts';
import { withdrawIssue } from '../../lambdas/workflows/publishing/withdraw-issue.ts';
import { type CrashPlan, withCrashes } from '../support/crashing.ts';
import { memoryObjectStore } from '../support/memory/memory-object-store.ts';
import { SAMPLE_ADDRESS } from '../support/sample-snapshot.ts';
import {
  type ArchiveWorld,
  bytesOf,
  contentOn,
  copyOf,
  EDITOR,
  publishAll,
  published,
} from '../workflows/publishing/archive-world.ts';
import { archiveReader } from './archive-reader.ts';

const DAY = '2026-11-23';
const TITLE = 'Xã Bình An đính lại tên phòng tiếp dân';

function edited(content: DailyContent): DailyContent {
  const [section, ...others] = content.sections;
  const [first, ...rest] = section?.clippings ?? [];
  if (!section || !first) throw new Error('the sample has clippings');
  return { ...content, sections: [{ ...section, clippings: [{ ...first, title: TITLE }, ...rest] }, ...others] };
}

type Order = (world: ArchiveWorld, fingerprint: string) => Promise<unknown>;

const ORDERS: Readonly<Record<string, Order>> = {
  'a correction': (world, fingerprint) =>
    correctIssue(world, {
      issueKey: DAY,
      fingerprint,
      edited: edited(contentOn(DAY)),
      why: 'sai tên phòng',
      editor: EDITOR,
    }),
  'a withdrawal of one item': (world) =>
    withdrawIssue(world, { issueKey: DAY, item: 'tin1', why: 'báo đã gỡ bài', editor: EDITOR }),
  'a withdrawal of the issue': (world) =>
    withdrawIssue(world, { issueKey: DAY, item: null, why: 'phát hành nhầm', editor: EDITOR }),
};

/** The order and its carrying out in one life, which `plan` may end; then `recover` finds what is left. Returns the reader's problems. */
async function play(world: ArchiveWorld, fingerprint: string, order: Order, plan: CrashPlan | null) {
  const reader = archiveReader(world.archive);
  const watched = {
    ...world.archive,
    put: async (...given: Parameters<typeof world.archive.put>) => {
      const before = world.archive.objects.get(given[0])?.etag;
      const outcome = await world.archive.put(...given);
      // A write of the same bytes shows nothing new; and up to a crash the writes are those of the run without one.
      const isSeen = plan === null || life.crashed();
      if (isSeen && world.archive.objects.get(given[0])?.etag !== before) reader.look();
      return outcome;
    },
  };
  const life = withCrashes({ ...world, archive: watched }, plan);
  reader.look();
  try {
    await order(life.ports, fingerprint);
    for (const { issueKey } of world.publish.drain()) await publishIssue(life.ports, { issueKey, ...SAMPLE_ADDRESS });
  } catch (error) {
    if (!life.crashed()) throw error;
    reader.look();
    world.publish.drain();
    world.clock.advance(3_600_000);
    await lateOrders({ ...world, newsroom: memoryObjectStore(), archive: watched }, 600_000);
    await publishAll({ ...world, archive: watched });
  }
  return { effects: life.effects(), problems: reader.problems };
}

/**
 * Of what is withdrawn the own address is the one exception: it shows the notice. Until it does, its way back to its place in
 * the month ends at the head of that page.
 */
function isAllowed(name: string, problem: string): boolean {
  return name !== 'a correction' && (problem.endsWith(' changed') || problem.includes(': no #ngay-'));
}

/** What a reader meets who comes when all is done. */
function problemsNow(world: ArchiveWorld): readonly string[] {
  const reader = archiveReader(world.archive);
  reader.look();
  return reader.problems;
}

/** Keys whose bytes are not the same in both. */
function differences(a: ArchiveWorld, b: ArchiveWorld): string[] {
  const [left, right] = [bytesOf(a), bytesOf(b)];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].filter((key) => left[key] !== right[key]);
}

describe.each(Object.entries(ORDERS))('%s', (name, order) => {
  it('leaves no dead link, no half page and one outcome, killed after any effect', async () => {
    const start = await published(contentOn(DAY));
    const whole = copyOf(start);
    const { problems, effects } = await play(whole, start.fingerprint, order, null);
    expect(problems.filter((problem) => !isAllowed(name, problem))).toEqual([]);
    expect(problemsNow(whole)).toEqual([]);
    expect(effects).toBeGreaterThan(12);

    // To die before an effect is to have died after the one before it: nothing else outlives the process. Of the many
    // derived pages in the middle, which are alike, every ninth.
    for (let at = 1; at <= effects; at += at > 16 && at < effects - 10 ? 9 : 1) {
      const world = copyOf(start);
      const met = await play(world, start.fingerprint, order, { at, when: 'after' });
      const row = world.issues.rows.get(DAY);
      // Before the register holds it nothing was ordered, and the archive is as it was, but for an orphan snapshot.
      const isOrdered = row?.turn !== start.issues.rows.get(DAY)?.turn;
      const expected = isOrdered ? whole : start;
      expect({ at, row, problems: met.problems.filter((problem) => !isAllowed(name, problem)) }).toEqual({
        at,
        row: expected.issues.rows.get(DAY),
        problems: [],
      });
      expect({
        at,
        different: differences(world, expected).filter((key) => isOrdered || !key.startsWith('snapshots/')),
      }).toEqual({
        at,
        different: [],
      });
    }
  }, 60_000);

  // Negative control: an order that only the queue knew of is lost with the process.
  it('is lost as soon as nobody looks into the register after a crash', async () => {
    const start = await published(contentOn(DAY));
    const world = copyOf(start);
    const send = async () => Promise.reject(new Error('the process died'));
    await expect(order({ ...world, publish: { ...world.publish, send } }, start.fingerprint)).rejects.toThrow('died');
    await publishAll(world);
    expect(world.issues.rows.get(DAY)?.pending).toBeDefined();
    expect(world.archive.text('manifest.json')).toBe(start.archive.text('manifest.json'));
  });
});
