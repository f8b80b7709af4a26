import { z } from 'zod';

const count = z.number().int().min(0).default(0);

/** What events have told of one mailing, counted as they come; each reader's message once, however often it is told of. */
export const tallySchema = z.object({
  /** Readers whose message an event has spoken of. */
  heard: count,
  /** Hard bounces. */
  bounced: count,
  complained: count,
  /** Send events of a second message to the same reader. */
  doubled: count,
  /** Send events of readers without a row: the ledger does not know what was sent. */
  strangers: count,
});
/** See {@link tallySchema}. */
export type Tally = z.infer<typeof tallySchema>;

/** Before the first event. */
export const EMPTY_TALLY: Tally = { heard: 0, bounced: 0, complained: 0, doubled: 0, strangers: 0 };

/** Both counts together. */
export function addTallies(a: Tally, b: Tally): Tally {
  return combined(a, b, (left, right) => left + right);
}

/** What was counted after `before`; never less than nothing. */
export function tallySince(now: Tally, before: Tally): Tally {
  return combined(now, before, (left, right) => Math.max(0, left - right));
}

function combined(a: Tally, b: Tally, make: (left: number, right: number) => number): Tally {
  return {
    heard: make(a.heard, b.heard),
    bounced: make(a.bounced, b.bounced),
    complained: make(a.complained, b.complained),
    doubled: make(a.doubled, b.doubled),
    strangers: make(a.strangers, b.strangers),
  };
}
