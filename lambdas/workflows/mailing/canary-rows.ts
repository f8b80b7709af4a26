import { addDays, type Day, type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { type CanaryStanding, judgeCanary, worstOf } from '../../core/mailing/canary.ts';
import type { Delivery } from '../../core/mailing/delivery.ts';
import type { Mailing } from '../../core/mailing/mailing.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';

type Ledger = Pick<DeliveryLedger, 'mailing' | 'delivery'>;

/** The day that is looked at, now, and by when an ordinary day's copies have arrived. */
interface CanaryDay {
  readonly day: Day;
  readonly due: Instant;
  readonly now: Instant;
}

/** A monthly's copies are looked for this long: it may begin at any hour, also late in the evening. */
const MONTHLY_MS = 24 * 3_600_000;

/** How the house's own copies of a day's mailings stand: of its daily, and of a monthly whose mailing began less than a day ago. */
export async function canaryOf(ledger: Ledger, asked: CanaryDay): Promise<CanaryStanding> {
  const monthlies = await Promise.all(monthsOf(asked.day).map((month) => ledger.mailing(month)));
  const begun = monthlies.filter((mailing) => mailing && isBefore(asked.now, shift(mailing.startedAt, MONTHLY_MS)));
  const mailings = [await ledger.mailing(asked.day), ...begun];
  const standings = mailings.map(async (mailing) =>
    judgeCanary({ mailing, rows: await canaryRows(ledger, mailing), due: asked.due, now: asked.now }),
  );
  return worstOf(await Promise.all(standings));
}

/** A month's bulletin goes out in it or in the month after it. */
function monthsOf(day: Day): IssueKey[] {
  const first = `${day.slice(0, 7)}-01`;
  return [first, addDays(first, -1)].map((each) => each.slice(0, 7));
}

/** The rows of the house's own addresses in a mailing, one read each; null where one has none yet. */
function canaryRows(ledger: Pick<DeliveryLedger, 'delivery'>, mailing: Mailing | null): Promise<(Delivery | null)[]> {
  const canaries = mailing?.canaries ?? [];
  const key = mailing?.issueKey ?? '';
  return Promise.all(canaries.map(({ shard, subscriberId }) => ledger.delivery(key, shard, subscriberId)));
}
