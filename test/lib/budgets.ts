import { type Assumptions, type CostData, readCostData } from '../../lib/costing/data.ts';
import type { Inventory } from '../../lib/costing/inventory.ts';
import { priced, type Use, usesOf } from '../../lib/costing/month.ts';

/** When AWS Budgets writes, as the template has it. */
export interface Warning {
  readonly NotificationType: 'ACTUAL' | 'FORECASTED';
  /** Per cent of the plan. */
  readonly Threshold: number;
}

/** What is spent, from which day of the span on it is otherwise, and how. */
export interface Spending {
  readonly inventory: Inventory;
  readonly readers: number;
  readonly runaway?: { readonly from: number; readonly readers?: number; readonly given?: Partial<Assumptions> };
}

/** A mail of AWS Budgets: on which day of the span (from 0), about which month (from 0). */
export interface Written {
  readonly day: number;
  readonly month: number;
  readonly type: Warning['NotificationType'];
}

const MONTH = 30;
/** AWS looks further back; a week has the same days for mail in it as every other. */
const LOOKED_BACK = 7;
const DATA: CostData = readCostData();

/**
 * AWS Budgets over so many days, in months of thirty: each warning once a month, at the end of the first day on which it holds. AWS
 * gives its allowances to the first uses of a month, so that the first days cost less; mails go out on five days of seven.
 */
export function written(
  days: number,
  spending: Spending,
  plan: { readonly limit: number; readonly warnings: readonly Warning[] },
): Written[] {
  const mails: Written[] = [];
  for (let month = 0; month * MONTH < days; month += 1) {
    const spent = spentInMonth(month * MONTH, spending);
    for (const { NotificationType: type, Threshold } of plan.warnings) {
      const most = (plan.limit * Threshold) / 100;
      const told = spent.findIndex((sum, day) => (type === 'ACTUAL' ? sum : foreseen(spent, day)) > most);
      if (told >= 0) mails.push({ day: month * MONTH + told, month, type });
    }
  }
  return mails.filter(({ day }) => day < days).sort((a, b) => a.day - b.day);
}

/** USD spent in the month by the end of each of its days. */
export function spentInMonth(first: number, { inventory, readers, runaway }: Spending): number[] {
  const usual = usesOf(readers, inventory, DATA);
  const wild = runaway
    ? usesOf(runaway.readers ?? readers, inventory, { ...DATA, assumptions: { ...DATA.assumptions, ...runaway.given } })
    : usual;
  const sums = usual.map(() => 0);
  return Array.from({ length: MONTH }, (_, day) => {
    const uses = runaway && first + day >= runaway.from ? wild : usual;
    for (const [at, use] of uses.entries()) sums[at] = (sums[at] ?? 0) + use.quantity * shareOf(use, first + day);
    const all = uses.map((use, at) => ({ ...use, quantity: sums[at] ?? 0 }));
    return priced(all, DATA.prices).reduce((sum, { billed }) => sum + billed, 0);
  });
}

/** Which part of a month's use falls on a day of the span. */
function shareOf({ service }: Use, day: number): number {
  if (service !== 'SES' && service !== 'SNS') return 1 / MONTH;
  return day % 7 < 5 ? 1 / DATA.assumptions.issues : 0;
}

/** The month's end as the last week's days would lead to it. */
function foreseen(spent: readonly number[], day: number): number {
  const back = Math.min(LOOKED_BACK, day + 1);
  const lately = ((spent[day] ?? 0) - (spent[day - back] ?? 0)) / back;
  return (spent[day] ?? 0) + lately * (MONTH - 1 - day);
}
