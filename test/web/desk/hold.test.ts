import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayPlan } from '../../../lambdas/core/mailing/may-mail.ts';
import { MAILING_POLICY } from '../../../lambdas/core/mailing/policy.ts';
import { approveIssue, contentToApprove } from '../../../lambdas/workflows/editing/approve-issue.ts';
import { readJournal } from '../../../lambdas/workflows/journal.ts';
import { recover } from '../../../lambdas/workflows/operations/recover.ts';
import { memoryWorkQueue } from '../../support/memory/memory-work-queue.ts';
import { DAY, type DeskWorld, deskWorld } from './desk-world.ts';
import { type KeyHouse, openKeyHouse } from './sign-in-house.ts';
import { openDesk, visitor } from './visitor.ts';

const ISSUE = `/desk/issues/${DAY}`;
const WHY = 'chờ ý kiến lãnh đạo';
const DEADLINES = { draft: '06:00', mailing: '08:00', monthly: '23:00' };

let house: KeyHouse;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.close());

async function approver() {
  const world = await deskWorld();
  const { app } = openDesk(world, house);
  return { world, hien: visitor(app, await house.token(['approvers'], { sub: 'hien' })) };
}

async function request(world: DeskWorld) {
  const { etag, value } = await world.draft();
  const { fingerprint } = await contentToApprove(world.ports.newsroom, value, 'Phạm Thu Hiền');
  return { issueKey: DAY, etag, fingerprint, approver: { id: 'hien', name: 'Phạm Thu Hiền', mayApprove: true } };
}

async function publish(world: DeskWorld) {
  await approveIssue(world.ports, await request(world));
  const issue = await world.ports.issues.get(DAY);
  const publishedAt = '2026-11-23T06:40:00+07:00';
  if (issue) await world.ports.issues.advance({ ...issue, state: 'published', publishedAt, turn: issue.turn + 1 });
}

const plan = async (world: DeskWorld, time: string) =>
  mayPlan(await world.ports.issues.get(DAY), `2026-11-23T${time}:00+07:00`, MAILING_POLICY).kind;

describe('a mailing that has not begun', () => {
  it('is held until somebody lets it go', async () => {
    const { world, hien } = await approver();
    await publish(world);
    const ask = (wish: string) => hien.post(`${ISSUE}/mailing`, { wish, why: WHY, confirm: 'yes' });

    expect(await plan(world, '08:30')).toBe('may-plan');
    expect((await ask('hold')).location).toContain('done=hold');
    expect(await plan(world, '08:30')).toBe('held');
    expect((await hien.get(`${ISSUE}/after`)).html).toContain('Đang giữ lại, chưa gửi cho ai');
    await ask('release');
    expect(await plan(world, '08:30')).toBe('may-plan');
    expect(await readJournal(world.ports.newsroom, DAY)).toMatchObject([
      { deed: 'hold', why: WHY },
      { deed: 'release' },
    ]);
  });

  it('is put off to a later hour of the day, and to no other', async () => {
    const { world, hien } = await approver();
    await publish(world);
    const ask = (hour: string) => hien.post(`${ISSUE}/mailing`, { wish: 'schedule', hour, why: WHY, confirm: 'yes' });

    for (const hour of ['07:30', '08:00', '', '25:00', 'mai']) expect((await ask(hour)).status, hour).toBe(422);
    expect((await ask('10:30')).location).toContain('done=schedule');
    expect([await plan(world, '10:29'), await plan(world, '10:30')]).toEqual(['too-early', 'may-plan']);
    expect((await hien.get(`${ISSUE}/after`)).html).toContain('hẹn gửi lúc 10:30');
  });

  it('is begun by the recovery at the hour it was put off to, not before', async () => {
    const { world, hien } = await approver();
    await publish(world);
    await hien.post(`${ISSUE}/mailing`, { wish: 'schedule', hour: '10:30', why: WHY, confirm: 'yes' });
    const planMailing = memoryWorkQueue<{ issueKey: string }>();
    const round = async (time: string) => {
      world.clock.set(`2026-11-23T${time}:00+07:00`);
      return recover({ ...world.ports, planMailing }, DEADLINES);
    };

    expect((await round('09:30')).today.mailed).toBe(true);
    expect(planMailing.pending()).toEqual([]);
    expect((await round('10:31')).found.filter(({ kind }) => kind === 'unplanned-mailing')).toEqual([]);
    expect(planMailing.pending()).toEqual([{ issueKey: DAY }]);
    // The control: nobody may forget a mailing that did not go out.
    expect((await round('11:45')).today.mailed).toBe(false);
  });
});

describe('a day decided to have no issue', () => {
  it('wants a reason, cannot be approved, is quiet, and can be taken back', async () => {
    const { world, hien } = await approver();
    const planMailing = memoryWorkQueue<{ issueKey: string }>();
    const today = async () => {
      world.clock.set('2026-11-23T09:30:00+07:00');
      return (await recover({ ...world.ports, planMailing }, DEADLINES)).today;
    };
    expect(await today()).toMatchObject({ drafted: true, mailed: false });
    expect((await hien.post(`${ISSUE}/no-issue`, { declined: 'yes', why: '', confirm: 'yes' })).status).toBe(422);
    const done = await hien.post(`${ISSUE}/no-issue`, { declined: 'yes', why: 'quốc tang', confirm: 'yes' });

    expect(done.location).toBe('/desk?done=no-issue');
    expect(await today()).toMatchObject({ drafted: true, mailed: true });
    expect(await approveIssue(world.ports, await request(world))).toEqual({ kind: 'declined' });
    expect((await hien.get('/desk')).html).toContain('Không phát hành');
    await hien.post(`${ISSUE}/no-issue`, { declined: 'no', why: 'có tin', confirm: 'yes' });
    expect((await approveIssue(world.ports, await request(world))).kind).toBe('approved');
    expect((await hien.post(`${ISSUE}/no-issue`, { declined: 'yes', why: 'x', confirm: 'yes' })).status).toBe(422);
    const { html } = await hien.get(`${ISSUE}/journal`);
    expect(html).toContain('Lý do: quốc tang');
    expect(html).toContain('Hủy quyết định không phát hành');
  });
});
