import type { Delivery } from '../../core/mailing/delivery.ts';
import type { Mailing } from '../../core/mailing/mailing.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';

/** The rows of the house's own addresses in a mailing, one read each; null where one has none yet. */
export function canaryRows(
  ledger: Pick<DeliveryLedger, 'delivery'>,
  mailing: Mailing | null,
): Promise<(Delivery | null)[]> {
  const canaries = mailing?.canaries ?? [];
  const key = mailing?.issueKey ?? '';
  return Promise.all(canaries.map(({ shard, subscriberId }) => ledger.delivery(key, shard, subscriberId)));
}
