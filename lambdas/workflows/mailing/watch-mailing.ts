import type { Mailing } from '../../core/mailing/mailing.ts';
import { suspicionOf } from '../../core/mailing/suspicion.ts';
import { addTallies, EMPTY_TALLY, type Tally } from '../../core/mailing/tally.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';

/** What watching a mailing needs of the world. */
export interface WatchPorts {
  readonly clock: Clock;
  readonly ledger: DeliveryLedger;
}

/** Why a mailing was found suspicious, and whether it was still sending and is paused now. */
export interface Suspected {
  readonly issueKey: string;
  readonly why: NonNullable<Mailing['pausedFor']>['why'];
  readonly paused: boolean;
}

/** What one event added to the counts of its mailing. */
export interface Told {
  readonly issueKey: string;
  readonly counts: Tally;
}

/** Writes against other writers before the batch goes back into its queue. */
const TRIES = 5;

/**
 * Adds what a batch of events told to the counts of their mailings, two requests a mailing, and pauses one that must not go
 * on by itself. Mail that belongs to no mailing (a confirmation, a test) is not counted.
 */
export async function watchMailings(ports: WatchPorts, told: readonly Told[]): Promise<Suspected[]> {
  const sums = new Map<string, Tally>();
  for (const { issueKey, counts } of told) sums.set(issueKey, addTallies(sums.get(issueKey) ?? EMPTY_TALLY, counts));
  const suspected: Suspected[] = [];
  for (const [issueKey, counts] of sums) {
    if (Object.values(counts).every((count) => count === 0)) continue;
    const mailing = await ports.ledger.mailing(issueKey);
    if (!mailing) continue;
    const why = suspicionOf(await ports.ledger.addToTally(issueKey, counts), mailing);
    if (why) suspected.push({ issueKey, why, paused: await pauseFor(ports, mailing, why) });
  }
  return suspected;
}

async function pauseFor({ clock, ledger }: WatchPorts, mailing: Mailing, why: Suspected['why']): Promise<boolean> {
  let present: Mailing | null = mailing;
  for (let tries = 0; tries < TRIES && present?.state === 'sending'; tries += 1) {
    const pausedFor = { why, at: clock.now() };
    if (await ledger.advanceMailing({ ...present, state: 'paused', pausedFor, turn: present.turn + 1 })) return true;
    present = await ledger.mailing(mailing.issueKey);
  }
  if (present?.state === 'sending')
    throw new Error(`mailing ${mailing.issueKey}: its row changes faster than it is paused`);
  return false;
}
