import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Construct } from 'constructs';
import { nameIn } from './kit/press.ts';
import type { Settings } from './settings.ts';

/** When AWS writes: four fifths spent, so that there is time, and all of it foreseen. */
const WARNINGS = [
  { notificationType: 'ACTUAL', threshold: 80 },
  { notificationType: 'FORECASTED', threshold: 100 },
] as const;

/**
 * The plan of a month: what carries the stage's tag may cost so much, and whoever gets the alarms is told before it is spent. The
 * tag must be activated once in the account's billing (DEPLOYING.md); until then nothing is counted.
 */
export function budget(scope: Construct, { stage, monthlyBudget, alarmEmail }: Settings): CfnBudget {
  return new CfnBudget(scope, 'budget', {
    budget: {
      budgetName: nameIn(stage, 'month'),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      budgetLimit: { amount: monthlyBudget, unit: 'USD' },
      costFilters: { TagKeyValue: [`user:stage$${stage}`] },
    },
    notificationsWithSubscribers: WARNINGS.map((warning) => ({
      notification: { ...warning, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'EMAIL', address: alarmEmail }],
    })),
  });
}
