import type { Stack } from './stack.ts';

/** What a process holds, in MiB, and how many rows the ledger has at that moment. */
export interface Held {
  readonly rss: number;
  readonly rows: number;
}

/** Looks at this very process. */
export function held({ ledger }: Stack): Held {
  return { rss: process.memoryUsage.rss() / MEBI, rows: ledger.deliveries.size };
}

/**
 * The most a process held of its own, in MiB: the tables that stand in for AWS's lie in it as well, and are taken off by what
 * the heap loses when they are emptied, the ledger by the rows it had at each moment. Empties them.
 */
export function withoutTables({ book, ledger }: Stack, seen: readonly Held[]): { own: number; tables: number } {
  const rows = ledger.deliveries.size;
  const ofLedger = freedBy(() => ledger.deliveries.clear());
  const ofBook = freedBy(() => book.rows.clear());
  const own = seen.map((each) => each.rss - ofBook - (ofLedger * each.rows) / Math.max(1, rows));
  return { own: Math.max(0, ...own), tables: ofBook + ofLedger };
}

const MEBI = 1_048_576;

/** MiB of the heap that only what is dropped had held. */
function freedBy(drop: () => void): number {
  const before = collected();
  drop();
  return before - collected();
}

/** The heap in MiB after all of it was looked through. */
function collected(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / MEBI;
}
