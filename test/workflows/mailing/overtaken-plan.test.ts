import { describe, expect, it } from 'vitest';
import { freeze } from '../../../lambdas/core/issue/freeze.ts';
import type { Issue } from '../../../lambdas/core/issue/issue.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../../lambdas/core/mailing/mailing.ts';
import type { IssueRequest } from '../../../lambdas/ports/work-queue.ts';
import { holdMailing } from '../../../lambdas/workflows/mailing/hold-mailing.ts';
import { type MailRenderer, planMailing } from '../../../lambdas/workflows/mailing/plan-mailing.ts';
import { correctIssue } from '../../../lambdas/workflows/publishing/correct-issue.ts';
import { withdrawIssue } from '../../../lambdas/workflows/publishing/withdraw-issue.ts';
import { logWithdrawal } from '../../../lambdas/workflows/publishing/withdrawal-files.ts';
import { copies, deliverOne, ISSUE, makeWorld, runMailing, type World } from '../../faults/mailing-world.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { sampleContent } from '../../support/sample-snapshot.ts';

/** A mail that says everything of its issue. */
const renderMail: MailRenderer = async ({ content }) => {
  const body = `${JSON.stringify(content)} ${UNSUBSCRIBE_PLACEHOLDER}`;
  return { subject: 'Điểm báo', html: body, text: body };
};

const editor = { id: 'e1', name: 'Thu Hằng', mayApprove: true };

/** A planner that is at the readers' book when somebody at the desk does this. */
async function planWhile(world: World, act: () => Promise<unknown>) {
  const { subscribers } = world.ports;
  const { active } = subscribers;
  let isDone = false;
  subscribers.active = async function* (edition) {
    if (!isDone) await act();
    isDone = true;
    yield* active(edition);
  };
  return planMailing(world.ports, { issueKey: ISSUE });
}

function orderPorts({ ports }: World) {
  return { ...ports, publish: memoryWorkQueue<IssueRequest>(), planMailing: memoryWorkQueue<IssueRequest>() };
}

function issueOf({ ports }: World): Issue {
  const issue = ports.issues.rows.get(ISSUE);
  if (!issue) throw new Error('no issue');
  return issue;
}

/** What was ordered has been carried out; the issue waits for its mailing again. */
function carriedOut(world: World, change: Partial<Issue> = {}): void {
  const { pending: _, ...issue } = issueOf(world);
  world.ports.issues.rows.set(ISSUE, { ...issue, ...change, turn: issue.turn + 1 });
}

const withdraw = (world: World, item: string | null) =>
  withdrawIssue(orderPorts(world), { issueKey: ISSUE, item, why: 'sai người', editor });

describe('a planner that freezes the readers while somebody', () => {
  it('withdraws the issue mails it to nobody', async () => {
    const world = makeWorld();
    const outcome = await planWhile(world, async () => {
      expect(await withdraw(world, null)).toEqual({ kind: 'ordered' });
    });

    expect(outcome).toEqual({ kind: 'overtaken' });
    await runMailing(world);
    expect(world.mailer.sent).toEqual([]);
  });

  it('holds the mailing waits until it is let go', async () => {
    const world = makeWorld();
    const hold = (kind: 'hold' | 'release') => holdMailing(world.ports, { issueKey: ISSUE, wish: { kind } });
    expect(await planWhile(world, () => hold('hold'))).toEqual({ kind: 'overtaken' });
    expect(await planMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'held' });

    await hold('release');
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
  });

  it('corrects it mails the correction, and nothing before it is shown', async () => {
    const world = makeWorld();
    const { newsroom } = world.ports;
    Object.assign(world.ports, { renderMail });
    const fingerprint = issueOf(world).fingerprint ?? '';
    const edited = { ...sampleContent(), editorName: 'Minh Anh' };
    await planWhile(world, async () => {
      const wish = { issueKey: ISSUE, fingerprint, edited, why: 'sai tên', editor };
      expect(await correctIssue(orderPorts(world), wish)).toMatchObject({ kind: 'ordered' });
    });
    expect(await planMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'not-published' });
    expect(world.ports.deliver.pending()).toEqual([]);

    const { pending } = issueOf(world);
    if (pending?.kind !== 'correction') throw new Error('no correction');
    carriedOut(world, { fingerprint: pending.fingerprint, revision: 2 });
    await runMailing(world);
    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    expect(world.ports.ledger.mailings.get(ISSUE)).toMatchObject({ fingerprint: pending.fingerprint });
    expect(newsroom.text(`messages/${ISSUE}/${pending.fingerprint}.json`).includes('Minh Anh')).toBe(true);
  });
});

describe('an item that is withdrawn', () => {
  const [section] = sampleContent().sections;
  const [clipping] = section?.clippings ?? [];

  it.each(['sending', 'paused'] as const)('from a mailing that is %s is not mailed to the rest', async (state) => {
    const world = makeWorld();
    Object.assign(world.ports, { renderMail });
    await planMailing(world.ports, { issueKey: ISSUE });
    await deliverOne(world);
    const sent = world.mailer.sent.length;
    const mailing = world.ports.ledger.mailings.get(ISSUE);
    if (mailing) world.ports.ledger.mailings.set(ISSUE, { ...mailing, state });
    await withdraw(world, clipping?.id ?? '');
    carriedOut(world);
    await planMailing(world.ports, { issueKey: ISSUE });
    const mail = world.ports.newsroom.text(`messages/${ISSUE}/${issueOf(world).fingerprint}.json`);
    expect(mail.includes(clipping?.title ?? '')).toBe(false);
    expect([sent, world.mailer.sent.length]).toEqual([15, 15]);
  });

  it.each(['while', 'after'])('%s a planner wrote the mail and died is in no mail', async (when) => {
    const world = makeWorld();
    Object.assign(world.ports, { renderMail });
    const item = clipping?.id ?? '';
    const title = clipping?.title ?? '';
    const order = async (): Promise<void> => {
      expect(await withdraw(world, item)).toEqual({ kind: 'ordered' });
    };
    if (when === 'while') await planWhile(world, order);
    else {
      world.ports.subscribers.active = async function* () {
        yield* [];
        throw new Error('died');
      };
      await expect(planMailing(world.ports, { issueKey: ISSUE })).rejects.toThrow('died');
      await order();
      world.ports.subscribers.active = makeWorld().ports.subscribers.active;
    }
    carriedOut(world);
    await runMailing(world);

    expect(copies(world)).toEqual({ doubled: 0, unsent: 0 });
    const { fingerprint } = issueOf(world);
    const mail = world.ports.newsroom.text(`messages/${ISSUE}/${fingerprint}.json`);
    expect(title).not.toBe('');
    expect(mail.includes(title)).toBe(false);
  });
});

/** A mailed issue whose correction is shown and to be mailed; its planner is at the ledger when somebody does this. */
async function correctedWhile(act: (world: World) => Promise<unknown>): Promise<World> {
  const world = makeWorld({ readers: 20 });
  await runMailing(world);
  Object.assign(world.ports, { renderMail });
  const issue = issueOf(world);
  const at = world.ports.clock.now();
  const snapshot = freeze({ ...sampleContent(), editorName: 'Minh Anh' }, { by: 'e1', name: 'Thu Hằng', at }, 2);
  const { fingerprint } = snapshot;
  world.ports.archive.objects.set(`snapshots/${fingerprint}.json`, {
    ...{ body: new TextEncoder().encode(JSON.stringify(snapshot)), etag: '"2"', headers: { contentType: 'x' } },
  });
  const remail = { revision: 2, at };
  world.ports.issues.rows.set(ISSUE, { ...issue, state: 'corrected', revision: 2, fingerprint, remail });
  const { shard } = world.ports.ledger;
  let isDone = false;
  world.ports.ledger.shard = async (...asked) => {
    if (!isDone) {
      isDone = true;
      await act(world);
    }
    return shard(...asked);
  };
  return world;
}

const correctionMail = (world: World): string =>
  world.ports.newsroom.text(`messages/${ISSUE}-r2/${issueOf(world).fingerprint}.json`);

describe('a correction that is being planned', () => {
  it('leaves out the item that is withdrawn meanwhile', async () => {
    const [kept, gone] = sampleContent().sections.flatMap(({ clippings }) => clippings);
    const world = await correctedWhile(async (each) => {
      expect(await withdraw(each, gone?.id ?? '')).toEqual({ kind: 'ordered' });
    });

    expect(await planMailing(world.ports, { issueKey: ISSUE })).toMatchObject({ kind: 'planned', audience: 20 });
    expect(correctionMail(world).includes(kept?.title ?? '?')).toBe(true);
    expect(correctionMail(world).includes(gone?.title ?? '')).toBe(false);
  });

  it.each(['sending', 'paused', 'stopped'] as const)('and is %s loses an item only where it goes on', async (state) => {
    const [gone] = sampleContent().sections.flatMap(({ clippings }) => clippings);
    const world = await correctedWhile(async () => {});
    await planMailing(world.ports, { issueKey: ISSUE });
    const mailing = world.ports.ledger.mailings.get(`${ISSUE}-r2`);
    if (mailing) world.ports.ledger.mailings.set(mailing.issueKey, { ...mailing, state });
    await withdraw(world, gone?.id ?? '');
    carriedOut(world);
    await planMailing(world.ports, { issueKey: ISSUE });
    expect(correctionMail(world).includes(gone?.title ?? '')).toBe(state === 'stopped');
    expect(world.ports.ledger.mailings.get(`${ISSUE}-r2`)?.state).toBe(state);
  });

  it('of an issue that is withdrawn meanwhile is mailed to nobody', async () => {
    const world = await correctedWhile(async (each) => {
      const at = each.ports.clock.now();
      expect(await withdraw(each, null)).toEqual({ kind: 'ordered' });
      await logWithdrawal(each.ports.archive, ISSUE, { item: null, by: 'e1', name: 'Thu Hằng', at, why: 'x' });
    });
    const before = world.mailer.sent.length;

    expect(await planMailing(world.ports, { issueKey: ISSUE })).toEqual({ kind: 'overtaken' });
    await runMailing(world);
    expect(world.mailer.sent).toHaveLength(before);
  });
});
