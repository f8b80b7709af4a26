import type { Arming } from '../../../lambdas/core/mailing/arming.ts';
import type { Delivery } from '../../../lambdas/core/mailing/delivery.ts';
import type { Mailing } from '../../../lambdas/core/mailing/mailing.ts';
import type { StackPace } from '../../../lambdas/core/mailing/pace.ts';
import { addTallies, EMPTY_TALLY, type Tally } from '../../../lambdas/core/mailing/tally.ts';
import type { DeliveryLedger } from '../../../lambdas/ports/delivery-ledger.ts';
import { DeliveryRows } from './delivery-rows.ts';
import { KeptMap, type PutBack, together } from './kept.ts';

/** A ledger in memory; the test may look into both maps. */
export interface MemoryDeliveryLedger extends DeliveryLedger {
  /** By issue key. */
  readonly mailings: Map<string, Mailing>;
  /** By `<issueKey>/<shard>/<subscriberId>`. */
  readonly deliveries: Map<string, Delivery>;
  /** See {@link PutBack}. */
  keep(): PutBack;
}

/** An empty ledger; armed, unless told otherwise. Its rows are frozen, not copied: a sweep of crashes reads millions of them. */
export function memoryDeliveryLedger({ home = 'memory', isArmed = true } = {}): MemoryDeliveryLedger {
  let arming: Arming | null = isArmed ? { version: 1, home, at: '2026-01-01T00:00:00+07:00', by: 'test' } : null;
  const mailings = new KeptMap<string, Mailing>();
  const deliveries = new DeliveryRows();
  let pace: StackPace | null = null;
  const tallies = new KeptMap<string, Tally>();
  return {
    mailings,
    deliveries,
    keep: () => {
      const [armed, paced] = [arming, pace];
      return together(mailings.keep(), deliveries.keep(), tallies.keep(), () => {
        [arming, pace] = [armed, paced];
      });
    },
    mailing: async (issueKey) => copyOfMailing(mailings.get(issueKey)),
    openMailing: async (mailing) => {
      if (mailings.has(mailing.issueKey)) return false;
      mailings.set(mailing.issueKey, { ...mailing });
      return true;
    },
    advanceMailing: async (mailing) => {
      if (mailings.get(mailing.issueKey)?.turn !== mailing.turn - 1) return false;
      mailings.set(mailing.issueKey, { ...mailing });
      return true;
    },
    delivery: async (issueKey, shard, subscriberId) => deliveries.get(`${issueKey}/${shard}/${subscriberId}`) ?? null,
    advance: async (delivery) => {
      const key = `${delivery.issueKey}/${delivery.shard}/${delivery.subscriberId}`;
      if ((deliveries.get(key)?.turn ?? 0) !== delivery.turn - 1) return false;
      deliveries.set(key, Object.freeze({ ...delivery, state: Object.freeze({ ...delivery.state }) }));
      return true;
    },
    shard: async (issueKey, shard) => deliveries.of(issueKey, shard),
    home: async () => home,
    arming: async () => (arming === null ? null : { ...arming }),
    arm: async (wanted) => {
      arming = { ...wanted };
    },
    pace: async () => (pace === null ? null : { ...pace }),
    advancePace: async (wanted) => {
      if ((pace?.turn ?? 0) !== wanted.turn - 1) return false;
      pace = { ...wanted };
      return true;
    },
    tally: async (issueKey) => ({ ...(tallies.get(issueKey) ?? EMPTY_TALLY) }),
    addToTally: async (issueKey, more) => {
      const tally = addTallies(tallies.get(issueKey) ?? EMPTY_TALLY, more);
      tallies.set(issueKey, tally);
      return { ...tally };
    },
  };
}

/** What is inside is read-only to everybody. */
function copyOfMailing(row: Mailing | undefined): Mailing | null {
  return row === undefined ? null : { ...row };
}
