import type { IssueKey } from '../core/issue/issue-key.ts';
import type { Arming } from '../core/mailing/arming.ts';
import type { Delivery } from '../core/mailing/delivery.ts';
import type { Mailing } from '../core/mailing/mailing.ts';
import type { StackPace } from '../core/mailing/pace.ts';
import type { Tally } from '../core/mailing/tally.ts';

/** The ledger: one row a mailing, one row a delivery. All writes are single-item conditional writes, no transactions. */
export interface DeliveryLedger {
  /** Read consistently. */
  mailing(issueKey: IssueKey): Promise<Mailing | null>;
  /** False, and nothing written, when the issue has a mailing already. */
  openMailing(mailing: Mailing): Promise<boolean>;
  /** Writes `mailing` when the stored turn is `mailing.turn - 1`; false otherwise. */
  advanceMailing(mailing: Mailing): Promise<boolean>;
  /** Read consistently; null where no row exists yet. */
  delivery(issueKey: IssueKey, shard: number, subscriberId: string): Promise<Delivery | null>;
  /** Writes the row when the stored turn is `delivery.turn - 1` (`turn` 1: when there is no row); false otherwise. */
  advance(delivery: Delivery): Promise<boolean>;
  /** All rows of a shard, in any order. */
  shard(issueKey: IssueKey, shard: number): Promise<Delivery[]>;
  /** A name no other ledger ever had or will have, also one that was restored from this one. */
  home(): Promise<string>;
  /** Which ledger may mail, read consistently; null where nobody has said so. */
  arming(): Promise<Arming | null>;
  /** Says so, whatever was said before. */
  arm(arming: Arming): Promise<void>;
  /** The stack's one pace, read consistently; null before the first mailing. */
  pace(): Promise<StackPace | null>;
  /** Writes it when the stored turn is `pace.turn - 1` (`turn` 1: when there is none); false otherwise. */
  advancePace(pace: StackPace): Promise<boolean>;
  /** What events have told of a mailing; nothing counted where none came. */
  tally(issueKey: IssueKey): Promise<Tally>;
  /** Adds to it in one request, and returns it as it is then. A repeated request counts twice: these are counts, not books. */
  addToTally(issueKey: IssueKey, more: Tally): Promise<Tally>;
}
