import type { Delivery, DeliveryState } from './delivery.ts';
import { isOpen } from './transitions.ts';

/** Recipients in each state. */
export type Counts = Readonly<Record<DeliveryState['kind'], number>>;

/** The books of a shard or of a mailing. */
export interface Balance {
  readonly counts: Counts;
  /** Recipients of the frozen audience; the sum of the counts where there is no problem. */
  readonly audience: number;
  /** True only when nobody is queued, claimed or uncertain and the books agree. */
  readonly finished: boolean;
  /** Rows that belong to nobody, and people entered twice: one sentence each, without addresses. */
  readonly problems: readonly string[];
}

const NOBODY: Counts = {
  queued: 0,
  claimed: 0,
  accepted: 0,
  delivered: 0,
  bounced: 0,
  complained: 0,
  failed: 0,
  skipped: 0,
  uncertain: 0,
};

/** Which shard the books are of. */
export interface ShardId {
  readonly issueKey: string;
  readonly shard: number;
}

/** Counts a shard's frozen audience (ids) against its rows; somebody without a row is queued. */
export function balance(shard: ShardId, audience: readonly string[], rows: readonly Delivery[]): Balance {
  const counts = { ...NOBODY };
  const byId = new Map<string, Delivery>();
  for (const row of rows) byId.set(row.subscriberId, row);
  for (const id of audience) counts[byId.get(id)?.state.kind ?? 'queued'] += 1;
  const known = new Set(audience);
  const problems = [...problemsOfAudience(audience.length, known.size), ...problemsOfRows(shard, known, rows)];
  if (rows.length !== byId.size) problems.push(`${rows.length - byId.size} rows are there twice`);
  return { counts, audience: audience.length, finished: problems.length === 0 && openIn(counts) === 0, problems };
}

/** The books of a whole mailing out of those of its shards; `audience` is what was frozen. */
export function total(audience: number, shards: readonly Balance[]): Balance {
  const counts = { ...NOBODY };
  for (const kind of kinds()) counts[kind] = shards.reduce((sum, shard) => sum + shard.counts[kind], 0);
  const counted = kinds().reduce((sum, kind) => sum + counts[kind], 0);
  const problems = shards.flatMap((shard) => shard.problems);
  if (counted !== audience) problems.push(`${counted} recipients are counted, ${audience} were frozen`);
  return { counts, audience, finished: problems.length === 0 && openIn(counts) === 0, problems };
}

function kinds(): DeliveryState['kind'][] {
  return ['queued', 'claimed', 'accepted', 'delivered', 'bounced', 'complained', 'failed', 'skipped', 'uncertain'];
}

function openIn(counts: Counts): number {
  return kinds()
    .filter(isOpen)
    .reduce((sum, kind) => sum + counts[kind], 0);
}

function problemsOfAudience(frozen: number, people: number): string[] {
  return frozen === people ? [] : [`${frozen - people} recipients are frozen twice`];
}

function problemsOfRows(shard: ShardId, known: ReadonlySet<string>, rows: readonly Delivery[]): string[] {
  const strangers = rows.filter((row) => !known.has(row.subscriberId)).map((row) => `row of a stranger: ${name(row)}`);
  const astray = rows
    .filter((row) => row.issueKey !== shard.issueKey || row.shard !== shard.shard)
    .map((row) => `row of another shard: ${name(row)}`);
  return [...strangers, ...astray];
}

function name(row: Delivery): string {
  return `${row.issueKey}/${row.shard}/${row.subscriberId}`;
}
