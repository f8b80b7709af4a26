import { type Instant, isBefore } from '../../core/calendar/instant.ts';
import type { SeenEntry } from '../../core/listing/entry.ts';
import type { FailureKind } from '../../core/sources/visit.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EntryLog } from '../../ports/newsroom.ts';
import { attempted, type GatherPorts, type GatherRules, gatherEntry, type PageFailure } from './gather-entry.ts';

/** What {@link gatherPending} needs of the world. */
export interface PendingPorts extends GatherPorts {
  readonly clock: Clock;
  readonly entries: EntryLog;
}

/** What fetching the pages of a visit came to. */
export interface PagesRead {
  /** The articles that were stored, by id. */
  readonly stored: readonly string[];
  /** False: there are pages left for the next visit. */
  readonly complete: boolean;
  /** True when time ran out: the next visit goes on at once. */
  readonly ranOut: boolean;
  /** True when the paper was left alone before all were tried: it asked for it, or failed too often in a row. */
  readonly stopped: boolean;
  /** The last failure where pages were tried and not one could be read; null otherwise. */
  readonly failure: PageFailure | null;
  /** Longest `Retry-After` met, in seconds. */
  readonly retryAfterSeconds: number | null;
}

/** Pages failing in a row, each in a way that is its host's doing, after which no other is asked for on this visit. */
const BREAK_AFTER = 3;
/** So many pages, all gone, are the paper's trouble; one or two are its second thoughts. */
const MOST_GONE = 3;
/** Failures of a page that say nothing of its host. */
const OF_THE_PAGE: ReadonlySet<FailureKind> = new Set(['not-found', 'too-large']);

/** How the pages of a visit went so far. */
class Tally {
  readonly stored: string[] = [];
  complete = true;
  ranOut = false;
  #row = 0;
  #gone = 0;
  #answered = 0;
  #last: PageFailure | null = null;
  #restSeconds: number | null = null;

  answered(): void {
    this.#answered += 1;
    this.#row = 0;
  }

  failed(failure: PageFailure): void {
    const { retryAfterSeconds: rest } = failure;
    if (rest !== null) this.#restSeconds = Math.max(rest, this.#restSeconds ?? 0);
    if (OF_THE_PAGE.has(failure.failure)) this.#gone += 1;
    else this.#row += 1;
    if (this.#row > 0 || this.#gone >= MOST_GONE) this.#last = failure;
  }

  get stopped(): boolean {
    return this.#restSeconds !== null || this.#row >= BREAK_AFTER;
  }

  get result(): PagesRead {
    const { stored, complete, ranOut, stopped } = this;
    const failure = this.#answered === 0 ? this.#last : null;
    return { stored, complete, ranOut, stopped, failure, retryAfterSeconds: this.#restSeconds };
  }
}

/**
 * Fetches the pending pages one after another until the deadline, or until the paper asks to be left alone or fails three
 * times in a row: what is left keeps its tries and is met on the next visit.
 */
export async function gatherPending(
  ports: PendingPorts,
  work: { readonly pending: readonly SeenEntry[]; readonly rules: GatherRules; readonly deadline: Instant },
): Promise<PagesRead> {
  const tally = new Tally();
  for (const seen of work.pending) {
    tally.ranOut = isBefore(work.deadline, ports.clock.now());
    if (tally.ranOut || tally.stopped) {
      tally.complete = false;
      break;
    }
    const attempt = attempted(seen);
    await ports.entries.update(attempt);
    if (attempt.fate.kind !== 'pending') continue;
    const { fate, failure } = await gatherEntry(ports, attempt, work.rules);
    await ports.entries.update({ ...attempt, fate });
    if (failure === null) tally.answered();
    else tally.failed(failure);
    if (fate.kind === 'stored') tally.stored.push(seen.articleId);
    if (fate.kind === 'pending') tally.complete = false;
  }
  return tally.result;
}
