import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { budget } from '../../lib/budget.ts';
import { type Inventory, inventoryOf } from '../../lib/costing/inventory.ts';
import { parseSettings } from '../../lib/settings.ts';
import { type Spending, spentInMonth, written } from './budgets.ts';
import { resourcesOf, stubHouse } from './stub-house.ts';

const budgetSchema = z.object({
  Budget: z.object({ BudgetLimit: z.object({ Amount: z.number() }) }),
  NotificationsWithSubscribers: z.array(
    z.object({
      Notification: z.object({
        NotificationType: z.enum(['ACTUAL', 'FORECASTED']),
        ComparisonOperator: z.literal('GREATER_THAN'),
        ThresholdType: z.literal('PERCENTAGE'),
        Threshold: z.number(),
      }),
    }),
  ),
});

/** The plan as the settings file in the repository has it for readers. */
function planOfProd() {
  const settings = parseSettings(readFileSync('lib/settings.json', 'utf8'), (key) =>
    key === 'stage' ? 'prod' : undefined,
  );
  const stack = new Stack(new App(), 'stack');
  budget(stack, settings);
  const [made] = Object.values(Template.fromStack(stack).toJSON().Resources);
  const { Budget, NotificationsWithSubscribers } = budgetSchema.parse(
    z.object({ Properties: z.unknown() }).parse(made).Properties,
  );
  return {
    limit: Budget.BudgetLimit.Amount,
    warnings: NotificationsWithSubscribers.map(({ Notification }) => Notification),
  };
}

const READERS = 10_000;
const plan = planOfProd();
let inventory: Inventory;
const over = (days: number, runaway?: Spending['runaway'], limit = plan.limit) =>
  written(days, { inventory, readers: READERS, ...(runaway && { runaway }) }, { ...plan, limit });

beforeAll(() => {
  inventory = inventoryOf(Object.values(resourcesOf(stubHouse())));
});

describe('cost above plan', () => {
  it('is told of on none of sixty days for 10,000 readers, who cost half of it', () => {
    expect(over(60)).toEqual([]);
    expect(spentInMonth(0, { inventory, readers: READERS }).at(-1)).toBeLessThan(plan.limit / 2);
  });

  it('control: would be told of every month with a plan of what 10,000 readers cost', () => {
    expect(over(60, undefined, 27).map(({ month }) => month)).toEqual(expect.arrayContaining([0, 1]));
  });

  // On the fourth day of the second month.
  it.each([
    ['mails to twenty times the readers', { readers: 20 * READERS }],
    ['mails to four times the readers', { readers: 4 * READERS }],
    ['visits that start themselves again every minute', { given: { visitsPerSourceDay: 1440 } }],
    ['functions that log whole pages, a thousand times as much', { given: { logKilobytesPerRun: 2000 } }],
    ['a metric for every paper', { given: { ownMetrics: 300 } }],
  ])('is foreseen within eight days of %s, and found in the same month', (_, change) => {
    const mails = over(60, { from: 33, ...change });
    const first = (type: string) => mails.find((mail) => mail.type === type)?.day ?? Number.POSITIVE_INFINITY;

    expect(mails.every(({ day }) => day >= 33)).toBe(true);
    expect(first('FORECASTED') - 33).toBeLessThanOrEqual(8);
    expect(first('ACTUAL')).toBeLessThan(60);
  });

  it.each([
    ['ten times the logs', { logKilobytesPerRun: 20 }],
    ['ten times the visits', { visitsPerSourceDay: 120 }],
  ])('is none by %s, which AWS’s allowances and the other half of the plan hold', (_, given) => {
    expect(over(60, { from: 0, given })).toEqual([]);
  });

  it('control: no mail comes of what is spent where the plan is too large to be one', () => {
    expect(over(60, { from: 33, readers: 20 * READERS }, 10_000)).toEqual([]);
  });
});
