import type { Instant } from '../calendar/instant.ts';
import type { CanaryStanding } from '../mailing/canary.ts';
import type { HealthKind } from '../sources/health.ts';
import type { Finding } from './round.ts';

/**
 * How a step of the day stands: done or as it should be; not due yet; overdue or broken; not today (no issue, or a person
 * decided so); nobody can tell.
 */
export type Standing = 'well' | 'waiting' | 'late' | 'not-today' | 'unknown';

/** What a person should do, one word a sentence of the desk and of `doctor`. */
export type Act =
  | 'nothing'
  | 'wait'
  | 'approve'
  /** The mailing is held back by a person: let it go, or leave it. */
  | 'release-mailing'
  /** Paused, by a person or by the house itself: find out why, then go on. */
  | 'resume-mailing'
  /** It is not sent by itself any more: yesterday's paper is no news. */
  | 'decide-stale'
  /** The house was restored and nobody armed it. */
  | 'arm'
  | 'look-at-sources'
  | 'look-at-zalo'
  /** The runbook's `article` says what to look at. */
  | 'call-operator';

/** What every check has. */
interface Judged {
  readonly standing: Standing;
  readonly act: Act;
  /** Article of the runbook, which is the name of an alarm; null where nothing is wrong. */
  readonly article: string | null;
}

/** A source that needs a person's look. */
export interface SourceTrouble {
  readonly sourceId: string;
  readonly name: string;
  readonly health: HealthKind;
  /** A paper without which a draft is not whole, see `isPriority`. */
  readonly isPriority: boolean;
  /** False of a thin day or a single failure, see `needsLook`. */
  readonly needsLook: boolean;
}

/** Where today's mailing is; `none`: not opened. */
export type MailingStanding =
  | 'none'
  | 'held'
  | 'put-off'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'disarmed'
  | 'stale'
  | 'finished';

/** One line of today: a step of the day or a thing that is watched, with its figures. Times are null where it has not happened. */
export type Check = Judged &
  (
    | {
        readonly check: 'gathering';
        readonly due: Instant;
        readonly lastVisitAt: Instant | null;
        /** Sources visited since the first round of the day, out of all that are not paused. */
        readonly visited: number;
        readonly sources: number;
      }
    | {
        readonly check: 'draft';
        readonly due: Instant;
        readonly at: Instant | null;
        /** Clippings it has; null where there is no draft. */
        readonly clippings: number | null;
      }
    | { readonly check: 'approval'; readonly due: Instant; readonly at: Instant | null; readonly by: string | null }
    | { readonly check: 'publication'; readonly at: Instant | null }
    | {
        readonly check: 'mailing';
        /** When it should be complete. */
        readonly due: Instant;
        readonly at: Instant | null;
        readonly state: MailingStanding;
        /** The hour it was put off to. */
        readonly from: Instant | null;
        /** Readers, without the house's own addresses; null: no mailing. */
        readonly audience: number | null;
      }
    | { readonly check: 'canary'; readonly due: Instant; readonly state: CanaryStanding }
    | { readonly check: 'sources'; readonly troubles: readonly SourceTrouble[] }
    | {
        readonly check: 'dead-letters';
        readonly queues: readonly { readonly queue: string; readonly letters: number }[];
      }
    | { readonly check: 'watchman'; readonly lastRoundAt: Instant | null; readonly found: readonly Finding[] }
    | { readonly check: 'search'; readonly isSearchable: boolean }
    | { readonly check: 'zalo'; readonly parked: readonly string[] }
  );

/** The kinds of checks. */
export type CheckKind = Check['check'];
