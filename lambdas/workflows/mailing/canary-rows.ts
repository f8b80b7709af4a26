import { addDays, type Day, type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { type CanaryStanding, judgeCanary, worstOf } from '../../core/mailing/canary.ts';
import type { Delivery } from '../../core/mailing/delivery.ts';
import type { Mailing } from '../../core/mailing/mailing.ts';
import { correctionMailingKey } from '../../core/mailing/mailing-key.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';

/** What looking for the house's own copies needs of the world. */
interface CanaryPorts {
  readonly ledger: Pick<DeliveryLedger, 'mailing' | 'delivery'>;
  readonly issues: Pick<IssueRegister, 'newest'>;
}

/** The day that is looked at, now, and by when an ordinary day's copies have arrived. */
interface CanaryDay {
  readonly day: Day;
  readonly due: Instant;
  readonly now: Instant;
}

/** The copies of a monthly or of a correction are looked for this long: its mailing may begin at any hour, also late in the evening. */
const AFTERWARDS_MS = 24 * 3_600_000;
/** Newest issues of which a correction may be on its way. */
const DAILIES = 10;
const MONTHLIES = 3;

/**
 * How the house's own copies of a day's mailings stand: of its daily, and of a monthly or a correction whose mailing began less
 * than a day ago. A correction goes only to those who got the issue: one without a copy of the house's own tells nothing new.
 */
export async function canaryOf(ports: CanaryPorts, asked: CanaryDay): Promise<CanaryStanding> {
  const { ledger } = ports;
  const isYoung = (mailing: Mailing | null): mailing is Mailing =>
    mailing !== null && isBefore(asked.now, shift(mailing.startedAt, AFTERWARDS_MS));
  const monthlies = await Promise.all(monthsOf(asked.day).map((month) => ledger.mailing(month)));
  const corrections = (await correctionsOf(ports)).filter((mailing) => mailing?.canaries !== undefined);
  const mailings = [await ledger.mailing(asked.day), ...[...monthlies, ...corrections].filter(isYoung)];
  const standings = mailings.map(async (mailing) =>
    judgeCanary({ mailing, rows: await canaryRows(ledger, mailing), due: asked.due, now: asked.now }),
  );
  return worstOf(await Promise.all(standings));
}

async function correctionsOf({ ledger, issues }: CanaryPorts): Promise<(Mailing | null)[]> {
  const [dailies, monthlies] = await Promise.all([issues.newest(DAILIES), issues.newest(MONTHLIES, 'monthly')]);
  const keys = [...dailies, ...monthlies].flatMap(({ issueKey, remail }) =>
    remail === undefined ? [] : correctionMailingKey(issueKey, remail.revision),
  );
  return Promise.all(keys.map((key) => ledger.mailing(key)));
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
