import { describe, expect, it } from 'vitest';
import { snapshotSchema } from '../../lambdas/core/issue/snapshot.ts';
import { withNumber } from '../../lambdas/core/monthly/number-book.ts';
import { approveMonthly, finishMonthlyApproval, voidNumber } from '../../lambdas/workflows/monthly/approve-monthly.ts';
import { loadMonthlyDraft } from '../../lambdas/workflows/monthly/monthly-files.ts';
import { snapshotKey } from '../../lambdas/workflows/publishing/snapshot-files.ts';
import { readJson } from '../../lambdas/workflows/stored-json.ts';
import { CrashError, type CrashPlan, sweepCrashes, withCrashes } from '../support/crashing.ts';
import { interleave, ordersOfTwo } from '../support/interleaving.ts';
import { approvalOf, approveNow, type MonthlyWorld, monthlyWorld } from '../support/monthly-world.ts';

const [NOVEMBER, DECEMBER] = ['2026-11', '2026-12'];
type Approve = (ports: MonthlyWorld['ports'], request: Awaited<ReturnType<typeof approvalOf>>) => Promise<unknown>;

/** The numbers of the monthlies that are approved, by month; register, snapshot and book agree on each. */
async function numbersIn({ ports }: MonthlyWorld): Promise<Record<string, number | undefined>> {
  const found: Record<string, number | undefined> = {};
  for (const issue of await ports.issues.newest(10, 'monthly')) {
    if (issue.state !== 'approved') continue;
    found[issue.issueKey] = issue.number;
    const snapshot = await readJson(ports.archive, snapshotKey(issue.fingerprint ?? ''), snapshotSchema);
    expect(snapshot?.value).toMatchObject({ number: issue.number, approval: issue.approval });
  }
  const book = await ports.issues.numbers();
  expect(Object.fromEntries(book?.given.map(({ issueKey, number }) => [issueKey, number]) ?? [])).toEqual(found);
  return found;
}

/** One, two, three … of those given, none left out and none twice. */
function isGapless(numbers: Readonly<Record<string, number | undefined>>): boolean {
  const sorted = Object.values(numbers).toSorted((a = 0, b = 0) => a - b);
  return sorted.every((number, index) => number === index + 1);
}

/** November's approver dies; a draft that was sealed is finished, another is never looked at again. Then comes December. */
async function crashThenDecember(plan: CrashPlan, approve: Approve): Promise<boolean> {
  const world = await monthlyWorld([NOVEMBER, DECEMBER]);
  const request = await approvalOf(world, NOVEMBER);
  const { clock, ...stores } = world.ports;
  const crashing = withCrashes(stores, plan);
  await approve({ clock, ...crashing.ports }, request).catch((error: unknown) => {
    if (!(error instanceof CrashError)) throw error;
  });
  const november = await loadMonthlyDraft(world.ports.newsroom, NOVEMBER);
  if (november?.value.sealed) await finishMonthlyApproval(world.ports, november.value);
  await approveNow(world, DECEMBER);
  const numbers = await numbersIn(world);
  expect(Object.keys(numbers)).toContain(DECEMBER);
  expect(isGapless(numbers)).toBe(true);
  expect(world.ports.publish.pending().length).toBeGreaterThan(0);
  return crashing.crashed();
}

describe('R34 the number of a monthly', () => {
  it('is neither lost nor given twice, wherever an approval dies', async () => {
    // Snapshot, seal, number, snapshot with number, register, queue; before and after each.
    expect(await sweepCrashes((plan) => crashThenDecember(plan, approveMonthly))).toBe(12);
  });

  it('control: would be lost if it were given before the draft is sealed', async () => {
    const numberFirst: Approve = async (ports, request) => {
      await ports.issues.advanceNumbers(withNumber(await ports.issues.numbers(), request.issueKey, 1));
      return approveMonthly(ports, request);
    };
    await expect(sweepCrashes((plan) => crashThenDecember(plan, numberFirst))).rejects.toThrow();
  });
});

async function bothAtOnce(order: readonly number[], spoil = (ports: MonthlyWorld['ports']) => ports) {
  const world = await monthlyWorld([NOVEMBER, DECEMBER]);
  const requests = [await approvalOf(world, NOVEMBER), await approvalOf(world, DECEMBER)];
  await interleave(
    order,
    requests.map((request) => (portOf) => {
      const ports = spoil(world.ports);
      return approveMonthly({ ...ports, issues: portOf(ports.issues) }, request);
    }),
  );
  const book = await world.ports.issues.numbers();
  const rows = await world.ports.issues.newest(10, 'monthly');
  return { world, book, numbers: Object.fromEntries(rows.map(({ issueKey, number }) => [issueKey, number])) };
}

describe('R34 two approvals of monthlies at once', () => {
  it('give two months two numbers, in whatever order their steps fall', async () => {
    for (const order of ordersOfTwo(6)) {
      const { world, numbers } = await bothAtOnce(order);
      expect(isGapless(numbers)).toBe(true);
      expect(await numbersIn(world)).toEqual(numbers);
    }
  });

  it('control: would give one number twice if the row were written without its condition', async () => {
    const careless = (ports: MonthlyWorld['ports']): MonthlyWorld['ports'] => {
      let latest = ports.issues.numbers;
      const advanceNumbers: typeof ports.issues.advanceNumbers = async (book) => {
        latest = async () => book;
        return true;
      };
      return { ...ports, issues: { ...ports.issues, numbers: () => latest(), advanceNumbers } };
    };
    const runs = await Promise.all(ordersOfTwo(3).map((order) => bothAtOnce(order, careless)));
    expect(runs.some(({ numbers }) => !isGapless(numbers))).toBe(true);
  });

  it('of one month give it one number, and say so to both', async () => {
    const world = await monthlyWorld([NOVEMBER]);
    const request = await approvalOf(world, NOVEMBER);
    const other = { ...request, approver: { id: 'e2', name: 'Trần Văn Mẫu', mayApprove: true } };
    const outcomes = await Promise.all([request, other].map((each) => approveMonthly(world.ports, each)));
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['approved', 'changed']);
    expect(await numbersIn(world)).toEqual({ [NOVEMBER]: 1 });
    expect(await approveNow(world, NOVEMBER).catch(() => null)).not.toBeNull();
    expect(await numbersIn(world)).toEqual({ [NOVEMBER]: 1 });
  });

  it('and a void number in between leave none out', async () => {
    const world = await monthlyWorld([NOVEMBER, DECEMBER]);
    await approveNow(world, NOVEMBER);
    expect(await voidNumber(world.ports, { reason: 'bản in hỏng', by: 'Phạm Thu Hiền' })).toBe(2);
    await approveNow(world, DECEMBER);
    expect(await numbersIn(world)).toEqual({ [NOVEMBER]: 1, [DECEMBER]: 3 });
    expect((await world.ports.issues.numbers())?.void).toMatchObject([{ number: 2, reason: 'bản in hỏng' }]);
  });
});
