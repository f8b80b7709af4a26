import { isBefore, shift } from '../core/calendar/instant.ts';
import type { IssueKey } from '../core/issue/issue-key.ts';
import type { Clock } from '../ports/clock.ts';
import { finishOrder, hasPending, type OrderPorts } from './order-change.ts';

/** A correction or withdrawal that the register orders and the archive does not show. */
export interface LateOrder {
  readonly kind: 'unfinished-order';
  readonly issueKey: IssueKey;
}

/** Rows looked through: an order may be of any issue of ten years, and a year of rows is a read of some 150 KB. */
const ALL = 5000;

/** Starts again every order that is older than `graceMs`, whatever its issue's age. */
export async function lateOrders(ports: OrderPorts & { readonly clock: Clock }, graceMs: number): Promise<LateOrder[]> {
  const now = ports.clock.now();
  const [dailies, monthlies] = await Promise.all([
    ports.issues.newest(ALL, 'daily'),
    ports.issues.newest(ALL, 'monthly'),
  ]);
  const late = [...dailies, ...monthlies].filter(hasPending).filter(({ pending }) => {
    return !isBefore(now, shift(pending.at, graceMs));
  });
  for (const issue of late) await finishOrder(ports, issue);
  return late.map(({ issueKey }) => ({ kind: 'unfinished-order', issueKey }));
}
