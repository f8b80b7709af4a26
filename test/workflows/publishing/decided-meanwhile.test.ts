import { describe, expect, it } from 'vitest';
import type { IssueRequest } from '../../../lambdas/ports/work-queue.ts';
import { approveIssue, contentToApprove } from '../../../lambdas/workflows/editing/approve-issue.ts';
import { declineIssue } from '../../../lambdas/workflows/editing/decline-issue.ts';
import { holdMailing } from '../../../lambdas/workflows/mailing/hold-mailing.ts';
import { publishIssue } from '../../../lambdas/workflows/publishing/publish-issue.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { DAY, deskWorld } from '../../web/desk/desk-world.ts';

const APPROVER = { id: 'e1', name: 'Phạm Thu Hiền', mayApprove: true };

type Ports = Awaited<ReturnType<typeof deskWorld>>['ports'];

/** The ports, with `meanwhile` done once, just before the first object whose key begins with `prefix` is written. */
function interrupted(
  ports: Ports,
  store: 'archive' | 'newsroom',
  before: { prefix: string; meanwhile: () => Promise<unknown> },
): Ports {
  let isDone = false;
  const put: Ports['archive']['put'] = async (key, ...rest) => {
    if (!isDone && key.startsWith(before.prefix)) {
      isDone = true;
      await before.meanwhile();
    }
    return ports[store].put(key, ...rest);
  };
  return { ...ports, [store]: { ...ports[store], put } };
}

async function approve(
  ports: Ports,
  draft: () => Promise<{ value: Parameters<typeof contentToApprove>[1]; etag: string }>,
) {
  const { value, etag } = await draft();
  const { fingerprint } = await contentToApprove(ports.newsroom, value, APPROVER.name);
  return approveIssue(ports, { issueKey: DAY, etag, fingerprint, approver: APPROVER });
}

describe('what is decided about an issue while something of it is under way', () => {
  it('is kept, and the issue is published all the same: its mailing is held back', async () => {
    const { ports, draft } = await deskWorld();
    await approve(ports, draft);
    const meanwhile = () => holdMailing(ports, { issueKey: DAY, wish: { kind: 'hold' } });
    const busy = interrupted(ports, 'archive', { prefix: 'manifest.json', meanwhile });
    const outcome = await publishIssue(
      { ...busy, planMailing: memoryWorkQueue<IssueRequest>() },
      { issueKey: DAY, publicAddress: 'https://diembao.example.vn' },
    );
    expect(outcome.kind).toBe('published');
    expect(await ports.issues.get(DAY)).toMatchObject({ state: 'published', mailing: { held: true } });
  });

  it('is overruled by the seal where somebody decided against the issue a moment before it', async () => {
    const { ports, draft } = await deskWorld();
    const { get } = ports.issues;
    let reads = 0;
    // After the approval has read the row for the last time.
    ports.issues.get = async (key) => {
      const row = await get(key);
      reads += 1;
      if (reads === 2) {
        const issues = { ...ports.issues, get };
        await declineIssue(
          { ...ports, issues },
          { issueKey: DAY, declined: true, why: 'Không có tin', editor: APPROVER },
        );
      }
      return row;
    };
    expect((await approve(ports, draft)).kind).toBe('approved');
    const row = await get(DAY);
    expect(row).toMatchObject({ state: 'approved', approval: { by: 'e1' } });
    expect(row).not.toHaveProperty('declined');
  });

  it('would leave it unpublished until somebody found it, where the row that was read first is written: the planted fault', async () => {
    const { ports, draft } = await deskWorld();
    await approve(ports, draft);
    const read = await ports.issues.get(DAY);
    await holdMailing(ports, { issueKey: DAY, wish: { kind: 'hold' } });
    expect(read && (await ports.issues.advance({ ...read, state: 'published', turn: read.turn + 1 }))).toBe(false);
    expect(await ports.issues.get(DAY)).toMatchObject({ state: 'approved' });
  });
});
