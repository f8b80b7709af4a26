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
  if (await isDisarmed(ports)) return false;
  if ((await ports.ledger.arming()) !== null) return true;
  const home = await ports.ledger.home();
  await ports.ledger.arm({ version: 1, home, at: ports.clock.now(), by: 'first-mailing' });
  return true;
}

/** Whether a person must arm the house before it mails again; a new house arms itself. */
export async function isDisarmed({ ledger, issues }: Pick<ArmPorts, 'issues'> & ArmingPorts): Promise<boolean> {
  const [arming, home] = await Promise.all([ledger.arming(), ledger.home()]);
  return arming === null ? hasMailed(issues) : !isArmed(arming, home);
}

/** What looking at the arming needs of the ledger. */
interface ArmingPorts {
  readonly ledger: Pick<DeliveryLedger, 'arming' | 'home'>;
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
