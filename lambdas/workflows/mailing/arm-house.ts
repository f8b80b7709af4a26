import { z } from 'zod';
import { isArmed } from '../../core/mailing/arming.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';

/** What arming needs of the world. */
export interface ArmPorts {
  readonly clock: Clock;
  readonly issues: IssueRegister;
  readonly ledger: DeliveryLedger;
}

/** An operator's wish, with a name and a reason for the record; invoked directly, there is no public way in. */
export const armRequestSchema = z.object({
  arm: z.string().trim().min(1).max(100),
  why: z.string().trim().min(1).max(500).optional(),
});
/** See {@link armRequestSchema}. */
export type ArmRequest = z.infer<typeof armRequestSchema>;

/** Issues looked back on for a mailing that has been. */
const LOOK_BACK = { daily: 10, monthly: 3 } as const;

/** Whether the house may mail; asked anew by every worker, for it may be restored at any time. */
export async function mayMail({ ledger }: Pick<ArmPorts, 'ledger'>): Promise<boolean> {
  const [arming, home] = await Promise.all([ledger.arming(), ledger.home()]);
  return isArmed(arming, home);
}

/** As {@link mayMail}; a house that has never mailed anything, whose ledger has no row of arming, arms itself. */
export async function mayPlanMail(ports: ArmPorts): Promise<boolean> {
  const [arming, home] = await Promise.all([ports.ledger.arming(), ports.ledger.home()]);
  if (arming !== null) return isArmed(arming, home);
  if (await hasMailed(ports.issues)) return false;
  await ports.ledger.arm({ version: 1, home, at: ports.clock.now(), by: 'first-mailing' });
  return true;
}

/** Lets a house that was restored or cloned mail again. */
export async function armHouse(
  { clock, ledger }: ArmPorts,
  { arm: by, why }: ArmRequest,
): Promise<{ readonly kind: 'armed' }> {
  await ledger.arm({ version: 1, home: await ledger.home(), at: clock.now(), by, ...(why && { why }) });
  return { kind: 'armed' };
}

/** A register with mailed issues and a ledger that knows nothing of it: not a new house, but part of an old one. */
async function hasMailed(issues: IssueRegister): Promise<boolean> {
  const known = [
    ...(await issues.newest(LOOK_BACK.daily, 'daily')),
    ...(await issues.newest(LOOK_BACK.monthly, 'monthly')),
  ];
  return known.some(({ sentAt, state }) => sentAt !== null || state === 'mailing');
}
