import type { Instant } from '../../core/calendar/instant.ts';
import { type Balance, balance, type Counts, total } from '../../core/mailing/balance.ts';
import type { Delivery, DeliveryState } from '../../core/mailing/delivery.ts';
import { isAudienceForgotten } from '../../core/mailing/forgotten.ts';
import type { AudienceShard, Mailing } from '../../core/mailing/mailing.ts';
import { HOUSE_LIMITS, type Rates, ratesOf, SERVICE_LIMITS } from '../../core/mailing/reputation.ts';
import { addTallies, EMPTY_TALLY, type Tally } from '../../core/mailing/tally.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readAudience } from './mailing-files.ts';
import { recentMailings, type StoryPorts } from './mailing-story.ts';

/** Somebody who has no copy for certain: failed, or nobody knows yet. */
export interface Troubled {
  readonly shard: number;
  readonly subscriberId: string;
  readonly address: string;
  readonly state: Extract<DeliveryState, { kind: 'failed' | 'uncertain' }>;
}

/** How one mailing stands, counted from its rows now. */
export interface MailingFigures {
  readonly mailing: Mailing;
  /** Readers in each state, without the house's own addresses; their sum is `readersOf` the mailing where there is no problem. */
  readonly counts: Counts;
  /** Sentences about books that do not agree, without addresses. */
  readonly problems: readonly string[];
  /** The first of those who failed or are uncertain, at most {@link TROUBLED_SHOWN}; `counts` tells how many there are. */
  readonly troubled: readonly Troubled[];
}

/** Rows of people told one by one. */
export const TROUBLED_SHOWN = 200;

/** Shards read at a time. */
const AT_ONCE = 8;

/** What counting needs of the world. */
interface FigurePorts {
  readonly clock: Clock;
  readonly ledger: DeliveryLedger;
  readonly newsroom: ObjectStore;
}

/** Counts a mailing from its rows, a query a shard; null where there is none. */
export async function mailingFigures(ports: FigurePorts, issueKey: string): Promise<MailingFigures | null> {
  const mailing = await ports.ledger.mailing(issueKey);
  if (!mailing) return null;
  const shards: ShardFigures[] = [];
  for (let from = 0; from < mailing.shards; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, mailing.shards - from) }, (_, offset) => from + offset);
    shards.push(...(await Promise.all(some.map((shard) => figuresOf(ports, mailing, shard)))));
  }
  const books = shards.map(({ book }) => book);
  const { counts: all, problems } = isAudienceForgotten(mailing, ports.clock.now())
    ? withoutFiles(mailing, books)
    : total(mailing.audience, books);
  const counts = withoutCanaries(all, shards);
  const troubled = shards.flatMap((shard) => shard.troubled).slice(0, TROUBLED_SHOWN);
  return { mailing, counts, problems, troubled };
}

interface ShardFigures {
  readonly book: Balance;
  /** States of the house's own addresses. */
  readonly canaries: readonly DeliveryState['kind'][];
  readonly troubled: readonly Troubled[];
}

/** The rows alone: who has none was never served. */
function withoutFiles({ audience }: Mailing, books: readonly Balance[]): Pick<Balance, 'counts' | 'problems'> {
  const rows = books.reduce((sum, book) => sum + book.audience, 0);
  const { counts } = total(rows, books);
  return { counts: { ...counts, queued: counts.queued + Math.max(0, audience - rows) }, problems: [] };
}

/** A shard's people: as they were frozen, or, once their addresses are gone, whoever has a row. */
function recipientsOf(audience: AudienceShard | null, rows: readonly Delivery[], mailing: Mailing) {
  if (audience !== null) return audience.recipients;
  const canaries = new Set((mailing.canaries ?? []).map(({ subscriberId }) => subscriberId));
  return rows.map(({ subscriberId }) => ({ subscriberId, address: '', canary: canaries.has(subscriberId) }));
}

async function figuresOf(ports: FigurePorts, mailing: Mailing, shard: number): Promise<ShardFigures> {
  const { issueKey } = mailing;
  const [audience, rows] = await Promise.all([
    readAudience(ports.newsroom, issueKey, shard),
    ports.ledger.shard(issueKey, shard),
  ]);
  const isForgotten = isAudienceForgotten(mailing, ports.clock.now());
  const recipients = isForgotten ? recipientsOf(audience, rows, mailing) : (audience?.recipients ?? []);
  const addresses = new Map(recipients.map(({ subscriberId, address }) => [subscriberId, address]));
  const ids = recipients.map(({ subscriberId }) => subscriberId);
  const states = new Map(rows.map(({ subscriberId, state }) => [subscriberId, state.kind]));
  const canaries = recipients.filter(({ canary }) => canary).map((each) => states.get(each.subscriberId) ?? 'queued');
  const troubled = rows.flatMap((row) => troubleOf(row, addresses));
  return { book: balance({ issueKey, shard }, ids, rows), canaries, troubled };
}

function withoutCanaries(all: Counts, shards: readonly ShardFigures[]): Counts {
  const counts = { ...all };
  for (const { canaries } of shards) for (const kind of canaries) counts[kind] -= 1;
  return counts;
}

function troubleOf(
  { shard, subscriberId, state }: Delivery,
  addresses: ReadonlyMap<string, string>,
): readonly Troubled[] {
  if (state.kind !== 'failed' && state.kind !== 'uncertain') return [];
  return [{ shard, subscriberId, address: addresses.get(subscriberId) ?? '', state }];
}

/** What events told of one mailing. */
export interface MailingReputation {
  readonly issueKey: string;
  readonly startedAt: Instant;
  readonly tally: Tally;
  readonly rates: Rates;
}

/** Bounces and complaints of the last mailings, newest first, together and each, with what they must stay under. */
export interface Reputation {
  readonly mailings: readonly MailingReputation[];
  readonly together: { readonly tally: Tally; readonly rates: Rates };
  /** Where SES begins to look at an account. */
  readonly serviceLimits: Rates;
  /** Where the house pauses a mailing by itself. */
  readonly houseLimits: Rates;
}

/** The sender's reputation as its own events tell it; a request a mailing, no row of a reader is read. */
export async function readReputation(ports: Pick<StoryPorts, 'issues' | 'ledger'>): Promise<Reputation> {
  const mailings = await Promise.all(
    (await recentMailings(ports)).map(async ({ issueKey, startedAt }) => {
      const tally = await ports.ledger.tally(issueKey);
      return { issueKey, startedAt, tally, rates: ratesOf(tally) };
    }),
  );
  const tally = mailings.reduce((sum, each) => addTallies(sum, each.tally), EMPTY_TALLY);
  return {
    mailings,
    together: { tally, rates: ratesOf(tally) },
    serviceLimits: SERVICE_LIMITS,
    houseLimits: HOUSE_LIMITS,
  };
}
