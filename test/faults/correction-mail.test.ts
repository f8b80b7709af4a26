import { describe, expect, it } from 'vitest';
import { shift, toMillis } from '../../lambdas/core/calendar/instant.ts';
import { freeze } from '../../lambdas/core/issue/freeze.ts';
import type { IssueRequest } from '../../lambdas/ports/work-queue.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { resendDeliveries } from '../../lambdas/workflows/mailing/resend-deliveries.ts';
import { steerMailing } from '../../lambdas/workflows/mailing/steer-mailing.ts';
import { lateOrders } from '../../lambdas/workflows/publishing/late-orders.ts';
import { type CrashPlan, withCrashes } from '../support/crashing.ts';
import { memoryWorkQueue } from '../support/memory/memory-work-queue.ts';
import { sampleContent } from '../support/sample-snapshot.ts';
import { deliverOne, ISSUE, type Life, makeWorld, runMailing, tellEvents, type World } from './mailing-world.ts';

const KEY = `${ISSUE}-r2`;
const READERS = 7;
const CORRECTED_AT = '2026-11-23T10:00:00+07:00';
/** Never accepted the first time; leaves after it; joins after it. */
const [REFUSED, LEFT, NEW] = ['ban-doc-1@example.vn', 'ban-doc-2@example.vn', 'ban-doc-9@example.vn'];

/** The issue was mailed to all but one; then it is corrected, and the correction is to be mailed. */
async function corrected(): Promise<World> {
  const world = makeWorld({ readers: READERS, policy: { shardSize: 3 } });
  const { ports, mailer } = world;
  mailer.faults.refused.add(REFUSED ?? '');
  await runMailing(world);
  mailer.faults.refused.clear();
  const book = ports.subscribers.rows;
  const byAddress = (address = '') => [...book.values()].find((reader) => reader.address === address);
  const leaver = byAddress(LEFT);
  if (leaver) book.set(leaver.id, { ...leaver, state: 'unsubscribed' });
  const model = byAddress('ban-doc-0@example.vn');
  if (model) book.set('ffff', { ...model, id: 'ffff', address: NEW ?? '' });
  ports.clock.set(CORRECTED_AT);
  await correct(world, 2);
  return world;
}

async function correct({ ports }: World, revision: number): Promise<void> {
  const note = { revision, at: CORRECTED_AT, by: 'Thu Hằng', why: 'sai số', items: [] };
  const approval = { by: 'e1', name: 'Thu Hằng', at: CORRECTED_AT };
  const snapshot = freeze({ ...sampleContent(), corrections: [note] }, approval, revision);
  const { fingerprint } = snapshot;
  await ports.archive.put(
    `snapshots/${fingerprint}.json`,
    JSON.stringify(snapshot),
    { contentType: 'x' },
    { kind: 'any' },
  );
  const row = ports.issues.rows.get(ISSUE);
  if (row)
    ports.issues.rows.set(ISSUE, {
      ...row,
      ...{ state: 'corrected', revision, fingerprint, remail: { revision, at: CORRECTED_AT } },
    });
}

/** Plans and delivers in one life; then what `recover` and the queues do until the mailing is finished. */
async function play(world: World, plan: CrashPlan | null): Promise<boolean> {
  const life = withCrashes<Life>(world.ports, plan);
  try {
    await planMailing(life.ports, { issueKey: ISSUE });
    while ((await deliverOne(world, life.ports)) !== null) await tellEvents(world, life.ports);
  } catch (error) {
    if (!life.crashed()) throw error;
  }
  const planner = memoryWorkQueue<IssueRequest>();
  const ports = { ...world.ports, publish: memoryWorkQueue<IssueRequest>(), planMailing: planner };
  const end = toMillis(shift(CORRECTED_AT, 3 * 3_600_000));
  while (world.ports.ledger.mailings.get(KEY)?.state !== 'finished' && toMillis(world.ports.clock.now()) < end) {
    world.ports.clock.advance(15 * 60_000);
    await tellEvents(world);
    await lateOrders(ports, 600_000);
    for (const { issueKey } of planner.drain()) await planMailing(world.ports, { issueKey });
    while ((await deliverOne(world)) !== null) await tellEvents(world);
  }
  return life.crashed();
}

/** Copies of the correction by reader. */
function copiesOf({ mailer }: World): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { to, tags } of mailer.sent) if (tags.issue === KEY) counts[to] = (counts[to] ?? 0) + 1;
  return counts;
}

const EXPECTED = Object.fromEntries([0, 3, 4, 5, 6].map((number) => [`ban-doc-${number}@example.vn`, 1]));

describe('a correction that is mailed', () => {
  it('comes once to those who got the issue and still want it, killed after any effect', async () => {
    let points = 0;
    for (let at = 1; ; at += 1) {
      const world = await corrected();
      const crashed = await play(world, { at, when: 'after' });
      expect({ at, copies: copiesOf(world), state: world.ports.ledger.mailings.get(KEY)?.state }).toEqual({
        at,
        copies: EXPECTED,
        state: 'finished',
      });
      if (!crashed) break;
      points += 1;
    }
    expect(points).toBeGreaterThan(20);
  });

  it('says so in its subject, names itself apart from the first mail, and leaves by the same door', async () => {
    const world = await corrected();
    await play(world, null);
    const raw = new TextDecoder().decode(world.mailer.sent.at(-1)?.raw);
    expect(raw).toContain(`Message-ID: <${KEY}.`);
    expect(raw).toMatch(/List-Unsubscribe: <https:\/\/diembao\.example\.vn\/subscriptions\/leave\/daily\?token=/u);
    expect(world.ports.issues.rows.get(ISSUE)?.state).toBe('corrected');
    const [message] = [...world.ports.newsroom.objects.keys()].filter((key) => key.startsWith(`messages/${KEY}/`));
    expect(world.ports.newsroom.text(message ?? '')).toContain('[Đính chính] Điểm báo cải cách hành chính');
  });

  // Negative control: a correction that goes by the name of its issue is taken for mailed, or mailed by the first ledger.
  it('is found by these books when it has no name of its own', async () => {
    const world = await corrected();
    const { ledger } = world.ports;
    const [mailing, openMailing] = [ledger.mailing, ledger.openMailing];
    ledger.mailing = (key) => mailing(key.replace('-r2', ''));
    ledger.openMailing = (row) => openMailing({ ...row, issueKey: ISSUE });
    await play(world, null);
    expect(copiesOf(world)).not.toEqual(EXPECTED);
  });

  it('is not mailed where that was not chosen, after a day, once it was stopped, or when it was overtaken', async () => {
    const without = await corrected();
    const row = without.ports.issues.rows.get(ISSUE);
    if (row) without.ports.issues.rows.set(ISSUE, { ...row, remail: undefined });
    expect(await planMailing(without.ports, { issueKey: ISSUE })).toEqual({ kind: 'not-published' });

    const late = await corrected();
    late.ports.clock.advance(25 * 3_600_000);
    expect(await planMailing(late.ports, { issueKey: ISSUE })).toMatchObject({ kind: 'stale' });

    const overtaken = await corrected();
    const present = overtaken.ports.issues.rows.get(ISSUE);
    if (present) overtaken.ports.issues.rows.set(ISSUE, { ...present, state: 'withdrawn' });
    expect(await planMailing(overtaken.ports, { issueKey: ISSUE })).toEqual({ kind: 'overtaken' });

    const stopped = await corrected();
    await planMailing(stopped.ports, { issueKey: ISSUE });
    await steerMailing(stopped.ports, { issueKey: KEY, mailing: 'stop' });
    expect(await planMailing(stopped.ports, { issueKey: ISSUE })).toEqual({ kind: 'already' });
    expect(copiesOf(stopped)).toEqual({});
  });

  it('is let alone while it goes on, put to work again when it stands still, and told of when it is too old for that', async () => {
    const world = await corrected();
    const { clock, deliver, ledger } = world.ports;
    const planner = memoryWorkQueue<IssueRequest>();
    const look = () => lateOrders({ ...world.ports, publish: planner, planMailing: planner }, 600_000);
    await planMailing(world.ports, { issueKey: ISSUE });
    deliver.drain();
    clock.advance(11 * 60_000);
    const { recipients = [] } = JSON.parse(world.ports.newsroom.text(`audiences/${KEY}/0.json`));
    const row = { version: 1 as const, issueKey: KEY, shard: 0, subscriberId: recipients[0].subscriberId, turn: 1 };
    await ledger.advance({ ...row, state: { kind: 'accepted', messageId: 'm', at: clock.now() } });
    expect(await look()).toEqual([]);
    expect(deliver.pending()).toEqual([]);

    clock.advance(11 * 60_000);
    expect(await look()).toEqual([{ kind: 'unfinished-correction-mail', issueKey: ISSUE }]);
    expect(deliver.drain()).not.toEqual([]);
    clock.advance(25 * 3_600_000);
    expect(await look()).toEqual([{ kind: 'stale-mailing', issueKey: KEY }]);
    expect(deliver.pending()).toEqual([]);
  });
});

const [REJECTED, SILENT] = ['ban-doc-3@example.vn', 'ban-doc-4@example.vn'];

/** A correction that one reader's host refused and of which nobody knows whether another has it; by now both would be taken. */
async function halfCorrected(): Promise<World> {
  const world = await corrected();
  const { mailer } = world.ports;
  const { send } = mailer;
  world.mailer.faults.refused.add(REJECTED);
  mailer.send = async (mail) =>
    mail.to === SILENT && mail.tags.issue === KEY ? { kind: 'unknown', detail: 'no answer' } : send(mail);
  await play(world, null);
  mailer.send = send;
  world.mailer.faults.refused.clear();
  return world;
}

/** Two people wish it at the same time, and once more when it is done. */
async function wishedAgain(world: World, issueKey: string) {
  const wish = { issueKey, chosen: 'all' } as const;
  const outcomes = await Promise.all([resendDeliveries(world.ports, wish), resendDeliveries(world.ports, wish)]);
  for (let round = 0; round < 60; round += 1) {
    while ((await deliverOne(world)) !== null) await tellEvents(world);
    world.ports.clock.advance(60_000);
    await tellEvents(world);
  }
  return [...outcomes, await resendDeliveries(world.ports, wish)].map((outcome) =>
    outcome.kind === 'resent' ? outcome.readers : outcome.kind,
  );
}

describe('a correction that did not come', () => {
  it('is sent once more to whom it failed, by its own name and text, and to nobody twice', async () => {
    const world = await halfCorrected();
    expect(copiesOf(world)).toEqual({ ...EXPECTED, [REJECTED]: undefined, [SILENT]: undefined });
    const before = world.mailer.sent.length;

    const readers = await wishedAgain(world, KEY);
    expect([Number(readers[0]) + Number(readers[1]), readers[2]]).toEqual([2, 0]);
    expect(copiesOf(world)).toEqual(EXPECTED);
    const again = world.mailer.sent.slice(before);
    expect(again.map(({ to }) => to).toSorted()).toEqual([REJECTED, SILENT]);
    for (const { raw } of again) expect(new TextDecoder().decode(raw)).toContain(`Message-ID: <${KEY}.`);
    expect(world.ports.ledger.mailings.get(KEY)?.state).toBe('finished');
  });

  it('never brings the first text back, not even to whom the first mail failed', async () => {
    const world = await halfCorrected();
    const before = world.mailer.sent.length;

    expect(await wishedAgain(world, ISSUE)).toEqual(['changed', 'changed', 'changed']);
    expect(world.mailer.sent).toHaveLength(before);
  });

  it('control: the first text would go out again where nobody compares it with what the archive shows', async () => {
    const world = await halfCorrected();
    const { issues, ledger } = world.ports;
    const { get } = issues;
    issues.get = async (issueKey) => {
      const issue = await get(issueKey);
      return issue && { ...issue, fingerprint: ledger.mailings.get(ISSUE)?.fingerprint ?? null };
    };
    await wishedAgain(world, ISSUE);

    const last = world.mailer.sent.at(-1);
    expect([last?.to, last?.tags.issue]).toEqual([REFUSED, ISSUE]);
  });
});
