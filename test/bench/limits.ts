import { parseArgs } from 'node:util';
import { ceilingOf, lanesFor } from '../../lambdas/core/mailing/pace.ts';
import { MAILING_POLICY } from '../../lambdas/core/mailing/policy.ts';
import { DELIVERERS } from '../../lambdas/names.ts';
import { takeTurns } from '../../lambdas/workflows/mailing/delivery-pace.ts';
import { readCostData } from '../../lib/costing/data.ts';
import { workMillis } from '../../lib/costing/runs.ts';
import { SIZES } from '../../lib/sizes.ts';
import { eventClock } from '../support/event-clock.ts';
import { memoryDeliveryLedger } from '../support/memory/memory-delivery-ledger.ts';

const READERS = [100, 10_000, 100_000, 1_000_000];
const SOURCES = [60, 2_000];
/** What SES usually grants a new account, mails a second. */
const FIRST_RATE = 14;
/** Seconds of sending that are simulated; the rest of a mailing is more of the same. */
const SIMULATED = 120;
/** Milliseconds before and after a request of the ledger's two rows, and of the mail service itself. */
const LATENCY = { rows: 20, mail: 80 } as const;
/** Event sources' maximum concurrency in `lib/gathering.ts` and `lib/mailing.ts`; messages in a batch of events. */
const AT_ONCE = { visits: 10, events: 5 } as const;
/** MB of memory that come with one processor. */
const ONE_PROCESSOR = 1769;

/**
 * What binds first as readers and sources grow: the real pace of the deliverers on a clock of its own, the rest reckoned from what
 * was measured (`lib/costing/measured.json`). Nothing is timed: the same figures on any machine. Arguments: `[--per-processor 350]`,
 * mails a second one processor has time for, as `npm run bench -- mailing` measures it.
 */
export async function run(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { 'per-processor': { type: 'string', default: '350' } },
  });
  const perProcessor = Number(values['per-processor']);
  const rows: string[][] = [];
  for (const readers of READERS) rows.push(await mailing(readers, perProcessor));
  table(
    [
      'readers',
      'SES a day',
      `hours at ${FIRST_RATE}/s`,
      'rate for an hour',
      'hours at it',
      'processor’s most',
      'events done after',
    ],
    rows,
  );
  table(['sources', 'first round, min', 'sent to the queue in, s', 'at once for 20 min'], SOURCES.map(gathering));
}

/** Readers, daily quota, hours at the first rate, rate to ask for, hours at that, most by processor, hours until the last event. */
async function mailing(readers: number, perProcessor: number): Promise<string[]> {
  const first = await paceOf(FIRST_RATE);
  const asked = Math.max(FIRST_RATE, Math.ceil((readers / 3_600 / MAILING_POLICY.rateShare) * 1.05));
  const reached = asked === FIRST_RATE ? first : await paceOf(asked);
  const most = (DELIVERERS * perProcessor * SIZES['deliver-mail'].memory) / ONE_PROCESSOR;
  const hours = readers / Math.min(reached, most) / 3_600;
  return [
    readers.toLocaleString('en-GB'),
    Math.round(readers * 1.1).toLocaleString('en-GB'),
    (readers / first / 3_600).toFixed(2),
    `${asked}/s`,
    hours.toFixed(2),
    `${most.toFixed(0)}/s`,
    `${Math.max(hours, eventHours(readers)).toFixed(2)} h`,
  ];
}

/** Mails a second that the stack's deliverers really make of what the service takes. */
async function paceOf(maxPerSecond: number): Promise<number> {
  const clock = eventClock('2026-11-23T08:00:00+07:00');
  const ledger = memoryDeliveryLedger();
  const begun = clock.millis();
  const isOver = (): boolean => clock.millis() - begun >= SIMULATED * 1_000;
  const ceiling = ceilingOf(maxPerSecond, MAILING_POLICY);
  let sent = 0;
  const lane = async (turns: ReturnType<typeof takeTurns>): Promise<void> => {
    while (!isOver()) {
      await clock.sleep(LATENCY.rows);
      await turns.next();
      if (isOver()) return;
      sent += 1;
      await clock.sleep(LATENCY.mail);
      turns.heed({ kind: 'accepted', messageId: 'm' });
      await clock.sleep(LATENCY.rows);
    }
  };
  const lanes = lanesFor(ceiling, MAILING_POLICY);
  const workers = Array.from({ length: DELIVERERS }, () =>
    takeTurns({ clock, ledger }, { ceiling, policy: MAILING_POLICY, left: () => ceiling }),
  );
  const all = Promise.all(workers.flatMap((turns) => Array.from({ length: lanes }, () => lane(turns))));
  await clock.run((SIMULATED + 60) * 1_000);
  await all;
  return sent / SIMULATED;
}

/** Hours the listeners need for every event of a mailing. */
function eventHours(readers: number): number {
  const { measured, assumptions } = readCostData();
  const work = measured.functions['record-mail-event'];
  if (!work)
    throw new Error('measured.json has no record-mail-event: npm run bench -- day --write lib/costing/measured.json');
  const each = workMillis(work, SIZES['record-mail-event'].memory, assumptions);
  return (readers * assumptions.eventsPerMail * each) / AT_ONCE.events / 3_600_000;
}

/** Sources, minutes of the first round, seconds of asking, and how many visits at once would end it in twenty minutes. */
function gathering(sources: number): string[] {
  const { gapSeconds, latencySeconds, listingsPerVisit, articlesPerSourceDay } = readCostData().assumptions;
  // robots.txt, the listings, and half a day's articles, which appeared overnight.
  const requests = 1 + listingsPerVisit + articlesPerSourceDay / 2;
  const visit = requests * (latencySeconds + gapSeconds) - gapSeconds;
  const minutes = (sources / AT_ONCE.visits / 60) * visit;
  // A FIFO queue takes 300 requests a second; ten are under way at a time, of about 20 ms each.
  const asking = sources / Math.min(300, 10 / 0.02);
  return [
    sources.toLocaleString('en-GB'),
    minutes.toFixed(1),
    asking.toFixed(1),
    String(Math.ceil((sources * visit) / (20 * 60))),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  process.stdout.write(`${line(head)}${line(head.map(() => '---:'))}${rows.map(line).join('')}\n`);
}
