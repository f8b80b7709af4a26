import { describe, expect, it } from 'vitest';
import { advanceIssue } from '../../../lambdas/workflows/advance-issue.ts';
import { approveIssue, contentToApprove } from '../../../lambdas/workflows/editing/approve-issue.ts';
import { declineIssue } from '../../../lambdas/workflows/editing/decline-issue.ts';
import { draftKey, editDraft } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { holdMailing } from '../../../lambdas/workflows/mailing/hold-mailing.ts';
import { DAY, deskWorld } from '../../web/desk/desk-world.ts';

const EDITOR = { id: 'e1', name: 'Phạm Thu Hiền', mayApprove: true };

type World = Awaited<ReturnType<typeof deskWorld>>;
type Ports = World['ports'];

/** Stores whose replies to conditional writes are lost; the SDK tries again and is told that its condition holds no more. */
function deaf(ports: Ports): Ports {
  const put: Ports['newsroom']['put'] = async (key, body, headers, condition) => {
    const outcome = await ports.newsroom.put(key, body, headers, condition);
    return condition.kind === 'etag' && key === draftKey(DAY) ? { kind: 'conflict' } : outcome;
  };
  const advance: Ports['issues']['advance'] = async (issue) => {
    await ports.issues.advance(issue);
    return false;
  };
  return { ...ports, newsroom: { ...ports.newsroom, put }, issues: { ...ports.issues, advance } };
}

async function approvalOf({ ports, draft }: World) {
  const { value, etag } = await draft();
  const { fingerprint } = await contentToApprove(ports.newsroom, value, EDITOR.name);
  return { issueKey: DAY, etag, fingerprint, approver: EDITOR };
}

describe('R31 a write that was done and whose reply was lost', () => {
  it('is an edit that was done, and done once', async () => {
    const { ports, draft } = await deskWorld();
    const { value, etag } = await draft();
    const [first] = value.clippings;
    const plan = () => [{ kind: 'drop', clippingId: first?.id ?? '' } as const];
    const outcome = await editDraft(deaf(ports), { issueKey: DAY, etag, plan, by: EDITOR.name });
    const after = await draft();
    expect(outcome).toMatchObject({ kind: 'edited', stored: { etag: after.etag } });
    expect(after.value.clippings).toHaveLength(value.clippings.length - 1);
  });

  it('is an approval that was given', async () => {
    const world = await deskWorld();
    const outcome = await approveIssue(deaf(world.ports), await approvalOf(world));
    expect(outcome.kind).toBe('approved');
    expect(await world.ports.issues.get(DAY)).toMatchObject({ state: 'approved', approval: { by: 'e1' } });
  });

  it('is a decision that was taken: no issue, and a mailing held back', async () => {
    const world = await deskWorld();
    const { ports } = world;
    const wish = { issueKey: DAY, why: 'Không có tin', editor: EDITOR };
    expect(await declineIssue(deaf(ports), { ...wish, declined: true })).toEqual({ kind: 'done' });
    expect(await declineIssue(deaf(ports), { ...wish, declined: false })).toEqual({ kind: 'done' });
    await approveIssue(ports, await approvalOf(world));
    expect(await holdMailing(deaf(ports), { issueKey: DAY, wish: { kind: 'hold' } })).toEqual({ kind: 'done' });
    expect(await ports.issues.get(DAY)).toMatchObject({ mailing: { held: true } });
  });

  it('is somebody else’s where the row is not ours: the planted fault is told from it', async () => {
    const { ports } = await deskWorld();
    const row = await ports.issues.get(DAY);
    if (row === null) throw new Error('no row');
    const ours = { ...row, turn: row.turn + 1, mailing: { held: true, from: null } };
    await ports.issues.advance({ ...row, turn: row.turn + 1, mailing: { held: false, from: null } });
    expect(await ports.issues.advance(ours)).toBe(false);
    expect(await advanceIssue(ports.issues, ours)).toBe(false);
  });

  it('is no edit of ours where another editor was faster', async () => {
    const world = await deskWorld();
    const { ports, draft } = world;
    const request = await approvalOf(world);
    const { value, etag } = await draft();
    const [first] = value.clippings;
    const plan = () => [{ kind: 'drop', clippingId: first?.id ?? '' } as const];
    await editDraft(ports, { issueKey: DAY, etag, plan, by: 'Lê Quang Dũng' });
    expect((await approveIssue(ports, request)).kind).toBe('changed');
    expect((await editDraft(ports, { issueKey: DAY, etag, plan, by: EDITOR.name })).kind).toBe('stale');
  });
});
