import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotSchema } from '../../../lambdas/core/issue/snapshot.ts';
import { approveIssue, contentToApprove, finishApproval } from '../../../lambdas/workflows/editing/approve-issue.ts';
import { keepChecked } from '../../../lambdas/workflows/editing/checked-links.ts';
import { editDraft } from '../../../lambdas/workflows/editing/desk-draft.ts';
import { CrashError, type CrashPlan, sweepCrashes, withCrashes } from '../../support/crashing.ts';
import { DAY, type DeskWorld, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
const HIEN = { id: 'hien', name: 'Phạm Thu Hiền', mayApprove: true };
let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

/** What an approver sees now. */
async function seen(world: DeskWorld) {
  const { value, etag } = await world.draft();
  const { fingerprint } = await contentToApprove(world.ports.newsroom, value, HIEN.name);
  return { issueKey: DAY, etag, fingerprint, approver: HIEN };
}

/** The one snapshot in the archive, parsed. */
function snapshotOf(world: DeskWorld, fingerprint: string) {
  return snapshotSchema.parse(JSON.parse(world.ports.archive.text(`snapshots/${fingerprint}.json`)));
}

describe('approving', () => {
  it('freezes what was seen, moves the register and asks for publishing', async () => {
    const world = await deskWorld();
    const request = await seen(world);

    expect(await approveIssue(world.ports, request)).toEqual({ kind: 'approved', fingerprint: request.fingerprint });
    const snapshot = snapshotOf(world, request.fingerprint);
    expect(snapshot.content.editorName).toBe('Phạm Thu Hiền');
    expect(snapshot.approval).toEqual({ by: 'hien', name: 'Phạm Thu Hiền', at: world.clock.now() });
    expect(await world.ports.issues.get(DAY)).toMatchObject({
      state: 'approved',
      turn: 2,
      revision: 1,
      fingerprint: request.fingerprint,
      cutOff: '2026-11-23T06:00:00+07:00',
    });
    expect(world.ports.publish.pending()).toEqual([{ issueKey: DAY }]);
  });

  it('R31 is refused when anything changed since, and freezes nothing', async () => {
    const world = await deskWorld();
    const request = await seen(world);
    const edit = { issueKey: DAY, etag: request.etag, by: 'Đỗ Minh Khang' };
    await editDraft(world.ports, { ...edit, plan: () => [{ kind: 'drop', clippingId: 'tin5' }] });

    expect(await approveIssue(world.ports, request)).toEqual({ kind: 'changed' });
    expect(world.ports.archive.objects.size).toBe(0);
    expect((await world.ports.issues.get(DAY))?.state).toBe('drafting');
    expect(world.ports.publish.pending()).toEqual([]);
  });

  it('R31 is refused when the masthead changed since: the draft is the same, the content is not', async () => {
    const world = await deskWorld();
    const request = await seen(world);
    const { content } = await contentToApprove(world.ports.newsroom, (await world.draft()).value, HIEN.name);
    const masthead = JSON.stringify({ ...content.masthead, publisher: 'Văn phòng khác' });
    await world.ports.newsroom.put(
      'settings/masthead.json',
      masthead,
      { contentType: 'application/json' },
      { kind: 'any' },
    );

    expect(await approveIssue(world.ports, request)).toEqual({ kind: 'changed' });
  });

  it('is refused to whoever may not, and of an empty issue', async () => {
    const world = await deskWorld();
    const request = await seen(world);
    const empty = await deskWorld((draft) => ({ ...draft, clippings: [] }));

    expect(await approveIssue(world.ports, { ...request, approver: { ...HIEN, mayApprove: false } })).toEqual({
      kind: 'not-allowed',
    });
    expect(await approveIssue(empty.ports, await seen(empty))).toEqual({ kind: 'empty' });
  });

  it('happens once: a second approver learns who was first', async () => {
    const world = await deskWorld((draft) => ({ ...draft, editorName: 'Tổ điểm báo' }));
    const request = await seen(world);
    const other = { ...request, approver: { id: 'lan', name: 'Vũ Lan', mayApprove: true } };
    const [first, second] = await Promise.all([approveIssue(world.ports, request), approveIssue(world.ports, other)]);

    expect([first.kind, second.kind].sort()).toEqual(['approved', 'changed']);
    expect((await approveIssue(world.ports, other)).kind).toBe(second.kind === 'approved' ? 'approved' : 'already');
    const issue = await world.ports.issues.get(DAY);
    expect(snapshotOf(world, request.fingerprint).approval).toEqual(issue?.approval);
  });

  it('closes the draft: no edit after it, and none between what was seen and what is frozen', async () => {
    const world = await deskWorld();
    await approveIssue(world.ports, await seen(world));
    const { etag } = await world.draft();
    const late = await editDraft(world.ports, {
      issueKey: DAY,
      etag,
      by: 'x',
      plan: () => [{ kind: 'drop', clippingId: 'tin1' }],
    });

    expect(late).toMatchObject({ kind: 'refused', reason: 'already-approved' });
  });

  it('ends in the same issue wherever it is cut short, once it is finished or pressed again', async () => {
    const points = await sweepCrashes((plan) => crashAndRepair(plan, (world) => finishAgain(world)));

    // Snapshot, seal, register, queue, kept decisions; before and after each.
    expect(points).toBe(10);
  });

  it('would stay half approved if nobody finished it', async () => {
    const cutAfterTheSeal: CrashPlan = { at: 2, when: 'after' };

    await expect(crashAndRepair(cutAfterTheSeal, async () => undefined)).rejects.toThrow();
  });
});

async function crashAndRepair(plan: CrashPlan, repair: (world: DeskWorld) => Promise<unknown>): Promise<boolean> {
  const world = await deskWorld();
  const request = await seen(world);
  const { clock, ...stores } = world.ports;
  const crashing = withCrashes(stores, plan);
  await approveIssue({ clock, ...crashing.ports }, request).catch((error: unknown) => {
    if (!(error instanceof CrashError)) throw error;
  });
  world.clock.advance(60_000);
  await repair(world);
  const issue = await world.ports.issues.get(DAY);
  const snapshot = snapshotOf(world, request.fingerprint);
  expect(issue).toMatchObject({ state: 'approved', fingerprint: request.fingerprint, turn: 2 });
  expect(snapshot.approval).toEqual(issue?.approval);
  expect((await world.draft()).value.sealed).toEqual({ ...issue?.approval, fingerprint: request.fingerprint });
  expect(world.ports.publish.pending().length).toBeGreaterThan(0);
  return crashing.crashed();
}

/** A sealed draft is finished by the recovery; one that never got that far is approved again by its approver. */
async function finishAgain(world: DeskWorld): Promise<void> {
  const { value } = await world.draft();
  if (value.sealed) await finishApproval(world.ports, value);
  else await approveIssue(world.ports, await seen(world));
}

describe('the approval pages', () => {
  it('list what is approved, refuse a changed draft and then say who approved', async () => {
    const world = await deskWorld();
    const { app } = openDesk(world, house);
    const hien = visitor(app, await house.token(['approvers']));
    const khang = visitor(app, await house.token(['editors'], { sub: 'khang', name: 'Đỗ Minh Khang' }));
    const form = async () => {
      const { html } = await hien.get(`${ISSUE}/approve`);
      const { etag } = await hien.fields(`${ISSUE}/approve`);
      const field = (name: string) => load(html)(`[name=${name}]`).attr('value') ?? '';
      return { etag, fingerprint: field('fingerprint'), seen: field('seen'), log: field('log') };
    };
    const early = await form();
    await khang.post(`${ISSUE}/clippings/tin1/drop`, await khang.fields(ISSUE));

    const refused = await hien.post(`${ISSUE}/approve`, early);
    const approved = await hien.post(`${ISSUE}/approve`, await form());
    const after = await khang.get(ISSUE);

    expect(refused.status).toBe(409);
    expect(refused.html).toContain('Nội dung đã thay đổi');
    expect(load(refused.html)('.changes li').length).toBe(1);
    expect(load(refused.html)('.changes').text()).toMatch(/^Bỏ tin “/);
    expect(load(refused.html)('.log').text()).toContain('Đỗ Minh Khang');
    expect(approved.location).toBe(`${ISSUE}?done=approved`);
    expect(after.html).toContain('Số báo đã được duyệt');
    expect(after.html).not.toContain('/drop');
  });

  it('list what to look at first, each with the way there', async () => {
    const world = await deskWorld((draft) => ({
      ...draft,
      clippings: draft.clippings.filter(({ section }) => section !== 'phan-tich'),
    }));
    const issues = [12, 14, 13, 15, 12].map((clippings, index) => ({
      ...{ edition: 'daily', issueKey: `2026-11-1${index}`, revision: 1, fingerprint: 'a', path: 'p/', titles: [] },
      ...{ clippings, publishedAt: '2026-11-20T08:00:00+07:00' },
    }));
    const manifest = JSON.stringify({ version: 1, issues });
    await world.ports.archive.put('manifest.json', manifest, { contentType: 'application/json' }, { kind: 'any' });
    const { app } = openDesk(world, house);
    const page = load((await visitor(app, await house.token(['approvers'])).get(`${ISSUE}/approve`)).html);
    const look = page('.readiness .look').text();
    const ways = page('.readiness .look a')
      .map((_, link) => page(link).attr('href'))
      .get();

    expect(look).toContain('Chuyên mục chưa có tin: PHÂN TÍCH – BÌNH LUẬN.');
    expect(look).toMatch(/\d tin, khác thường lệ \(các số gần đây: từ 12 đến 15 tin\)/);
    expect(look).toContain('Còn 1 tin mới về chưa đưa vào.');
    expect(page('.readiness .good').text()).toContain('dưới mức 90 KB');
    expect(ways).toEqual(expect.arrayContaining([`${ISSUE}#phan-tich`, `${ISSUE}#tin-moi`, '#soat-loi']));
  });

  it('tell which links are dead once somebody has looked, and which nobody has', async () => {
    const world = await deskWorld();
    const { app } = openDesk(world, house);
    const hien = visitor(app, await house.token(['approvers']));
    const lines = async () => load((await hien.get(`${ISSUE}/approve`)).html)('.readiness').text();
    const links = (await world.draft()).value.clippings.map(({ id, url }) => ({ clippingId: id, url }));
    expect(await lines()).toContain(`Có ${links.length} đường dẫn đến bài gốc chưa được kiểm tra.`);
    const at = '2026-11-23T06:40:00+07:00';
    const alive = links.map(({ clippingId }) => ({ clippingId, kind: 'alive' as const }));
    await keepChecked(world.ports.newsroom, DAY, { at, links, states: alive });
    expect(await lines()).toContain('không có đường dẫn hỏng (kiểm tra lúc 06:40, 23/11)');
    const [first, ...rest] = alive;
    const dead = {
      ...first,
      clippingId: first?.clippingId ?? '',
      kind: 'dead' as const,
      failure: 'not-found' as const,
    };
    await keepChecked(world.ports.newsroom, DAY, { at, links, states: [dead, ...rest] });
    expect(await lines()).toMatch(/Có 1 đường dẫn đến bài gốc không mở được: “.+”\. Mở bản thảo/);
  });

  it('lead to the archive once the issue is out', async () => {
    const world = await deskWorld();
    await approveIssue(world.ports, await seen(world));
    const issue = await world.ports.issues.get(DAY);
    if (issue) await world.ports.issues.advance({ ...issue, state: 'published', turn: issue.turn + 1 });
    const { app } = openDesk(world, house);
    const { html } = await visitor(app, await house.token(['readers'])).get(ISSUE);

    expect(html).toContain('href="https://diembao.example.vn/daily/2026/11/23/1/"');
  });
});
