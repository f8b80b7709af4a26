import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../lambdas/core/subscriptions/limits.ts';
import { subscriberId } from '../../lambdas/core/subscriptions/subscriber-id.ts';
import { subscribeByForm } from '../support/by-form.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { memoryMailer } from '../support/memory/memory-mailer.ts';
import { memorySubscriberBook } from '../support/memory/memory-subscriber-book.ts';
import { HOUSE, RING, START } from './mailing-world.ts';
import { ALL, LONG } from './sizes.ts';

const SAMPLE = 100;
const FORMS = ALL ? 10_000 : SAMPLE;
const DAY = 24 * 3_600_000;
const VICTIM = 'nan.nhan@gmail.com';

type House = ReturnType<typeof open>;

function open() {
  return { subscribers: memorySubscriberBook(), mailer: memoryMailer(), clock: memoryClock(START) };
}

interface Flood {
  readonly addressOf: (form: number) => string;
  readonly networkOf: (form: number) => string;
  /** Between one form and the next. */
  readonly gapMs: number;
  /** Left out: {@link FORMS}. */
  readonly forms?: number;
  readonly plant?: (house: House) => void;
}

/** So many forms one after the other: the mails they drew, with their times, and what is stored of them. */
async function flooded({ addressOf, networkOf, gapMs, forms = FORMS, plant = () => undefined }: Flood) {
  const house = open();
  plant(house);
  const mails: { readonly to: string; readonly at: number }[] = [];
  for (let form = 0; form < forms; form += 1) {
    const typed = { address: addressOf(form), editions: ['daily' as const], network: networkOf(form) };
    await subscribeByForm(house, HOUSE, typed);
    for (const { to } of house.mailer.sent.slice(mails.length)) mails.push({ to, at: house.clock.millis?.() ?? 0 });
    house.clock.advance(gapMs);
  }
  const gaps = mails.slice(1).map(({ at }, before) => at - (mails[before]?.at ?? 0));
  return { mails: mails.length, shortestGap: Math.min(...gaps), rows: [...house.subscribers.rows.keys()] };
}

const aNetworkEach = (form: number): string => `203.${form % 256}.${Math.floor(form / 256)}.0/24`;

/** The planted bug: whatever is counted is never too much, and a row that waits for an answer may be asked again at once. */
function uncounted({ subscribers }: House): void {
  const { get } = subscribers;
  subscribers.count = async () => true;
  subscribers.get = async (id) => {
    const row = await get(id);
    return row?.state === 'pending' ? null : row;
  };
  subscribers.advance = async (row) => subscribers.rows.set(row.id, row).size > 0;
}

describe('R18 a flood of forms', () => {
  const oneVictim = { addressOf: () => VICTIM, networkOf: aNetworkEach };

  it(`of ${FORMS} for one victim, from a network each, draws three mails with a day between them`, LONG, async () => {
    const year = await flooded({ ...oneVictim, gapMs: Math.floor((60 * DAY) / FORMS) });
    expect(year.mails).toBe(LIMITS.asksAnAddress);
    expect(year.shortestGap).toBeGreaterThanOrEqual(DAY);
    expect(year.rows).toEqual([subscriberId(VICTIM, RING)]);

    expect((await flooded({ ...oneVictim, gapMs: 100 })).mails).toBe(1);
  });

  it(`of ${FORMS} in the spellings of one mailbox draws no more than three`, LONG, async () => {
    const dotted = (form: number): string => `nan${'.'.repeat(form % 2)}nhan+${form}@gmail.com`;
    const { mails } = await flooded({ addressOf: dotted, networkOf: aNetworkEach, gapMs: 100 });

    expect(mails).toBe(LIMITS.asksAnAddress);
  });

  it(`of ${FORMS} addresses draws what one network, or everybody, may ask for in an hour`, LONG, async () => {
    const addressOf = (form: number): string => `nguoi-${form}@co-quan.example`;
    const fromOne = await flooded({ addressOf, networkOf: () => '198.51.100.0/24', gapMs: 10 });
    expect(fromOne.mails).toBe(LIMITS.asksANetworkAnHour);
    expect(fromOne.rows).toHaveLength(LIMITS.asksANetworkAnHour);

    const fromAll = await flooded({ addressOf, networkOf: aNetworkEach, gapMs: 10 });
    expect(fromAll.mails).toBe(Math.min(FORMS, LIMITS.asksAnHour));
  });

  it('R18 control: is caught as soon as nobody counts', LONG, async () => {
    const { mails } = await flooded({ ...oneVictim, gapMs: 100, forms: SAMPLE, plant: uncounted });

    expect(mails).toBe(SAMPLE);
  });
});
