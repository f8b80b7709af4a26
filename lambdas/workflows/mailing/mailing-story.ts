import { type Instant, toMillis } from '../../core/calendar/instant.ts';
import type { Issue } from '../../core/issue/issue.ts';
import type { DeliveryState } from '../../core/mailing/delivery.ts';
import { isAudienceForgotten } from '../../core/mailing/forgotten.ts';
import type { Mailing } from '../../core/mailing/mailing.ts';
import { correctionMailingKey } from '../../core/mailing/mailing-key.ts';
import { normaliseAddress } from '../../core/subscriptions/address.ts';
import type { Keyring } from '../../core/subscriptions/keyring.ts';
import { isLifting } from '../../core/subscriptions/lift.ts';
import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import { subscriberId } from '../../core/subscriptions/subscriber-id.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { SubscriberBook } from '../../ports/subscriber-book.ts';
import { readAudience } from './mailing-files.ts';

/** What looking up somebody's copies needs of the world; it writes nothing. */
export interface StoryPorts {
  readonly clock: Clock;
  readonly issues: IssueRegister;
  readonly ledger: DeliveryLedger;
  readonly newsroom: ObjectStore;
  readonly subscribers: SubscriberBook;
}

/** How an address stands in the book, as far as a person at the desk needs it. */
export type Standing = Pick<Subscriber, 'state' | 'editions' | 'changed' | 'pausedUntil' | 'sections' | 'lifted'> & {
  /** On what ground a list brought this person in, where nothing changed since; the book notes it as the reason. */
  readonly listed?: string;
  /** The confirmation mail of a lift waits for its answer. */
  readonly isLifting: boolean;
};

/** What became of one issue for one address. `state` is the ledger's, with its time and reason; no row yet: `queued`. */
export type DeliveryStory =
  | {
      readonly kind: 'not-in-audience';
      readonly issueKey: string;
      readonly mailing: Mailing['state'];
      readonly startedAt: Instant;
    }
  | {
      readonly kind: 'in-audience';
      readonly issueKey: string;
      readonly mailing: Mailing['state'];
      readonly startedAt: Instant;
      /** With the subscriber id the name of the row, by which it may be sent again. */
      readonly shard: number;
      readonly state: DeliveryState;
    };

/** One address and its last issues, newest first; `standing` null: the book does not know it. */
export type AddressStory =
  | { readonly kind: 'not-an-address' }
  | {
      readonly kind: 'story';
      readonly address: string;
      readonly subscriberId: string;
      readonly standing: Standing | null;
      readonly deliveries: readonly DeliveryStory[];
    };

/** Issues looked back on. */
const LOOK_BACK = { daily: 15, monthly: 3 } as const;

/** Tells of any address, as a person typed it, what became of the last issues for it. */
export async function tellStory(
  ports: StoryPorts,
  { address, keyring }: { readonly address: string; readonly keyring: Keyring },
): Promise<AddressStory> {
  const normal = normaliseAddress(address);
  if (normal.kind === 'refused') return { kind: 'not-an-address' };
  const id = subscriberId(normal.address, keyring);
  // Of a mailing whose audience is forgotten nobody can say any more who stood in it.
  const now = ports.clock.now();
  const mailings = (await recentMailings(ports)).filter((mailing) => !isAudienceForgotten(mailing, now));
  const deliveries = await Promise.all(mailings.map((mailing) => deliveryOf(ports, mailing, id)));
  return {
    kind: 'story',
    address: normal.address,
    subscriberId: id,
    standing: standingOf(await ports.subscribers.get(id)),
    deliveries,
  };
}

/** The mailings of the last issues and of their corrections, newest first. */
export async function recentMailings(ports: Pick<StoryPorts, 'issues' | 'ledger'>): Promise<Mailing[]> {
  const issues = [
    ...(await ports.issues.newest(LOOK_BACK.daily, 'daily')),
    ...(await ports.issues.newest(LOOK_BACK.monthly, 'monthly')),
  ];
  const mailings = await Promise.all(issues.flatMap(mailingKeysOf).map((key) => ports.ledger.mailing(key)));
  return mailings.filter((mailing) => mailing !== null).sort((a, b) => toMillis(b.startedAt) - toMillis(a.startedAt));
}

/** An issue's own mailing, and that of each revision after the first, whether or not it was mailed. */
function mailingKeysOf({ issueKey, revision }: Issue): string[] {
  const corrections = Array.from({ length: Math.max(0, revision - 1) }, (_, after) => after + 2);
  return [issueKey, ...corrections.map((each) => correctionMailingKey(issueKey, each))];
}

function standingOf(subscriber: Subscriber | null): Standing | null {
  if (!subscriber) return null;
  const { state, editions, changed, consent, pausedUntil, sections, lifted } = subscriber;
  const listed = changed.why === consent.basis && { listed: consent.basis };
  const more = {
    ...(pausedUntil && { pausedUntil }),
    ...(sections && { sections }),
    ...(lifted && { lifted }),
    ...listed,
  };
  return { state, editions, changed, ...more, isLifting: isLifting(subscriber) };
}

async function deliveryOf(ports: StoryPorts, mailing: Mailing, id: string): Promise<DeliveryStory> {
  const { issueKey, state, startedAt } = mailing;
  const shard = await shardOf(ports.newsroom, mailing, id);
  if (shard === null) return { kind: 'not-in-audience', issueKey, mailing: state, startedAt };
  const row = await ports.ledger.delivery(issueKey, shard, id);
  const queued: DeliveryState = { kind: 'queued', attempts: 0 };
  return { kind: 'in-audience', issueKey, mailing: state, startedAt, shard, state: row?.state ?? queued };
}

/** The shard somebody stands in, or null. Shards follow each other in order of ids, so a few are looked into, never all. */
async function shardOf(newsroom: ObjectStore, { issueKey, shards }: Mailing, id: string): Promise<number | null> {
  let low = 0;
  let high = shards - 1;
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const { shard, ids } = await firstWithReaders(newsroom, { issueKey, from: middle, to: high });
    if (ids.includes(id)) return shard;
    const first = ids.at(0);
    // Nobody is left from the middle on, or they all come after: what is wanted stands before it.
    if (first === undefined || id < first) high = middle - 1;
    else if (id > (ids.at(-1) ?? first)) low = shard + 1;
    else return null;
  }
  return null;
}

/** The first shard of a span in which anybody stands: that of a correction may be empty. None: no ids. */
async function firstWithReaders(
  newsroom: ObjectStore,
  { issueKey, from, to }: { readonly issueKey: string; readonly from: number; readonly to: number },
): Promise<{ readonly shard: number; readonly ids: readonly string[] }> {
  for (let shard = from; shard <= to; shard += 1) {
    const recipients = (await readAudience(newsroom, issueKey, shard))?.recipients ?? [];
    if (recipients.length > 0) return { shard, ids: recipients.map(({ subscriberId }) => subscriberId) };
  }
  return { shard: to, ids: [] };
}
