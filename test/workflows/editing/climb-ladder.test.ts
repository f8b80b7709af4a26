import { describe, expect, it } from 'vitest';
import { addDays, at, type Day } from '../../../lambdas/core/calendar/instant.ts';
import { issueDay, seedCalendar } from '../../../lambdas/core/calendar/issue-day.ts';
import { newIssue } from '../../../lambdas/core/issue/issue.ts';
import { seedLadder } from '../../../lambdas/core/issue/ladder.ts';
import { climbLadder, type LadderPorts } from '../../../lambdas/workflows/editing/climb-ladder.ts';
import { type CrashPlan, withCrashes } from '../../support/crashing.ts';
import { memoryClock } from '../../support/memory/memory-clock.ts';
import { memoryMailer } from '../../support/memory/memory-mailer.ts';
import { memoryIssueRegister } from '../../support/memory/memory-newsroom.ts';
import { memoryObjectStore } from '../../support/memory/memory-object-store.ts';
import { deskWorld } from '../../web/desk/desk-world.ts';

const PEOPLE = { ready: 'bientap', reminder: 'duyet', deputy: 'phophong', head: 'truongphong' } as const;
const SENDER = {
  from: { name: 'Điểm báo', address: 'diembao@example.vn' },
  replyTo: 'toasoan@example.vn',
  allowList: ['@example.vn'],
  deskAddress: 'https://diembao.example.vn',
};
const DAY = '2026-11-23';

async function world() {
  const newsroom = memoryObjectStore();
  const rungs = seedLadder().rungs.map((rung) => ({ ...rung, to: [`${PEOPLE[rung.id]}@example.vn`] }));
  const put = (value: object) =>
    newsroom.put('settings/ladder.json', JSON.stringify(value), { contentType: 'x' }, { kind: 'any' });
  await put({ ...seedLadder(), rungs });
  const clock = memoryClock(at(DAY, '05:45'));
  const issues = memoryIssueRegister();
  return { put, rungs, ports: { clock, newsroom, issues, mailer: memoryMailer() } };
}
type World = Awaited<ReturnType<typeof world>>;

/** A letter as the words of its Message-ID: `2026-11-23 head`. */
const letters = ({ ports }: World): string[] =>
  ports.mailer.sent.map(({ raw }) => {
    const [, day = '', rung = ''] = /Message-ID: <ladder\.([\d-]+)\.(\w+)-/u.exec(new TextDecoder().decode(raw)) ?? [];
    return `${day} ${rung}`;
  });

const TICKS = ['06:00', '06:15', '06:30', '06:45', '07:00', '07:15', '07:30', '07:45', '08:00'];
/** Of each kind of day: when somebody approves or declines, if anybody does. */
const ENDS = ['06:20', '07:20', '07:35', null] as const;

/** One day, every run twice at once, one of them dying at `plan`; returns what should have been written. */
async function live(house: World, day: Day, { end, plan }: { readonly end: string | null; readonly plan: CrashPlan }) {
  const { ports } = house;
  await ports.issues.create(newIssue(day));
  for (const tick of TICKS) {
    ports.clock.set(at(day, tick));
    if (end !== null && tick > end) {
      const issue = ports.issues.rows.get(day);
      if (issue?.state === 'drafting') ports.issues.rows.set(day, { ...issue, state: 'approved' });
    }
    const dying = withCrashes<LadderPorts>(ports, plan);
    const runs = [climbLadder(dying.ports, SENDER), climbLadder(ports, SENDER)];
    for (const run of await Promise.allSettled(runs))
      if (run.status === 'rejected' && !dying.crashed()) throw run.reason;
  }
  const isIssue = issueDay(day, seedCalendar()).kind === 'issue-day';
  return house.rungs.filter(({ at: hour }) => isIssue && (end === null || hour <= end)).map(({ id }) => `${day} ${id}`);
}

async function sixtyDays(house: World, spoil: (ports: World['ports']) => World['ports'] = (ports) => ports) {
  const spoilt = { ...house, ports: spoil(house.ports) };
  const expected: string[] = [];
  for (let index = 0; index < 60; index += 1) {
    const plan: CrashPlan = { at: 1 + (index % 3), when: index % 2 === 0 ? 'before' : 'after' };
    const end = ENDS[index % ENDS.length] ?? null;
    expected.push(...(await live(spoilt, addDays('2026-11-20', index), { end, plan })));
  }
  return expected;
}

/** Whoever is written to twice, and letters nobody should have had. */
function faults(sent: readonly string[], expected: readonly string[]): string[] {
  const twice = sent.filter((each, index) => sent.indexOf(each) !== index);
  return [...twice, ...sent.filter((each) => !expected.includes(each))];
}

describe('sixty days of the ladder', () => {
  it('climb each rung at most once, with every run doubled and one of the two killed; none after the approval', async () => {
    const house = await world();
    const expected = await sixtyDays(house);
    expect(faults(letters(house), expected)).toEqual([]);
    expect(expected.length).toBeGreaterThan(90);
    // A letter is only ever lost with the run that had it in hand; what two runs share the other one writes.
    expect(letters(house).length).toBeGreaterThan(expected.length * 0.6);
  });

  it('climb each rung exactly once where nobody dies', async () => {
    const house = await world();
    const expected: string[] = [];
    for (let index = 0; index < 14; index += 1) {
      const end = ENDS[index % ENDS.length] ?? null;
      expected.push(...(await live(house, addDays(DAY, index), { end, plan: { at: 999, when: 'before' } })));
    }
    expect(letters(house).sort()).toEqual(expected.sort());
  });

  // Negative control: a house that forgets who has been written to.
  it('write twice where the claim is forgotten', async () => {
    const house = await world();
    const expected = await sixtyDays(house, (ports) => {
      const newsroom = { ...ports.newsroom, put: async () => ({ kind: 'stored' as const, etag: '"x"' }) };
      return { ...ports, newsroom };
    });
    expect(faults(letters(house), expected)).not.toEqual([]);
  });
});

describe('a letter of the ladder', () => {
  it('that was certainly not taken is tried again by the next round, one that is refused is not', async () => {
    const house = await world();
    await house.ports.issues.create(newIssue(DAY));
    house.ports.clock.set(at(DAY, '06:15'));
    house.ports.mailer.faults.throttle = 1;
    expect(await climbLadder(house.ports, SENDER)).toEqual([{ kind: 'not-sent', issueKey: DAY, rung: 'ready' }]);
    expect(await climbLadder(house.ports, SENDER)).toEqual([{ kind: 'told', issueKey: DAY, rung: 'ready' }]);
    expect(await climbLadder(house.ports, SENDER)).toEqual([]);
    house.ports.clock.set(at(DAY, '07:15'));
    house.ports.mailer.faults.refused.add('duyet@example.vn');
    expect(await climbLadder(house.ports, SENDER)).toEqual([{ kind: 'refused', issueKey: DAY, rung: 'reminder' }]);
    expect(await climbLadder(house.ports, SENDER)).toEqual([]);
  });

  it('leaves a house that rehearses only to those it may reach, and reads nothing where nobody is named', async () => {
    const house = await world();
    house.ports.clock.set(at(DAY, '07:45'));
    const rehearsal = { ...SENDER, allowList: ['duyet@example.vn'] };
    await climbLadder(house.ports, rehearsal);
    expect(house.ports.mailer.sent.map(({ to }) => to)).toEqual(['duyet@example.vn']);
    await house.put(seedLadder());
    expect(await climbLadder(house.ports, SENDER)).toEqual([]);
  });

  it('tells how many clippings wait and leads to the very draft, in the words of its rung', async () => {
    const { ports } = await deskWorld();
    const house = await world();
    const setting = await house.ports.newsroom.get('settings/ladder.json');
    await ports.newsroom.put('settings/ladder.json', setting?.body ?? '', { contentType: 'x' }, { kind: 'any' });
    const mailer = memoryMailer();
    await climbLadder({ ...ports, mailer, clock: memoryClock(at(DAY, '07:45')) }, SENDER);
    const head = new TextDecoder().decode(mailer.sent.at(-1)?.raw);
    const [text = ''] = [...head.matchAll(/base64\r\n\r\n([\s\S]+?)\r\n--/gu)].map(([, part = '']) =>
      Buffer.from(part, 'base64').toString('utf8').replaceAll(/\s+/gu, ' '),
    );
    expect(mailer.sent).toHaveLength(4);
    expect(text).toContain('Đến 07:45, Điểm báo thứ Hai, ngày 23/11/2026 (bản thảo gồm ');
    expect(text).toContain('https://diembao.example.vn/desk/issues/2026-11-23');
    expect(text).toContain('hệ thống không tự gửi bản tin');
    expect(text).not.toMatch(/[{}]/u);
  });
});
