import { type Instant, isBefore, shift, toMillis } from '../calendar/instant.ts';
import type { Delivery } from './delivery.ts';
import type { MailingPolicy } from './policy.ts';
import { next, UNCONFIRMED } from './transitions.ts';

/** What a worker has read of a shard, and when: the witnesses of what became of one of its messages. */
export interface Seen {
  readonly rows: Iterable<Delivery>;
  readonly at: Instant;
  readonly policy: MailingPolicy;
}

/**
 * The row after 15 minutes of silence about its request; null where it is not yet time. Where the events of that time are
 * known to have come, silence means that nothing was accepted: queued again, and no attempt is used up. Where they are not,
 * DESIGN's rule holds: once more, then never again.
 */
export function judgeSilence(delivery: Delivery, seen: Seen): Delivery | null {
  const { state } = delivery;
  const { at, policy } = seen;
  if (state.kind !== 'uncertain' || isBefore(at, shift(state.since, policy.eventWaitMs))) return null;
  const { attempts, spared = 0 } = state;
  if (state.asked !== undefined && spared < policy.spared && provesSilence(state.asked, seen)) {
    return next(delivery, delivery, { kind: 'queued', attempts: attempts - 1, spared: spared + 1 });
  }
  if (attempts < policy.requests) {
    return next(delivery, delivery, { kind: 'queued', attempts, ...(spared > 0 && { spared }) });
  }
  return next(delivery, delivery, { kind: 'failed', reason: UNCONFIRMED, at });
}

/**
 * Whether an event of a request made at `asked` would certainly have been heard by now: of the shard's messages from a wait
 * before it on, enough have been told of and nearly none kept silent about; and where some went out after it, one of those too.
 */
export function provesSilence(asked: Instant, { rows, at, policy }: Seen): boolean {
  // Counted in numbers: asked for every silent row, of every row of the shard.
  const then = toMillis(asked);
  const due = toMillis(at) - policy.eventWaitMs;
  const count = { heard: 0, silent: 0, heardAfter: 0, silentAfter: 0 };
  for (const { state } of rows) {
    if (!('messageId' in state)) continue;
    const taken = toMillis(state.at);
    if (taken < then - policy.eventWaitMs) continue;
    const isAfter = then < taken;
    if (state.kind !== 'accepted' || state.heard) {
      count.heard += 1;
      count.heardAfter += Number(isAfter);
    } else if (due >= taken) {
      count.silent += 1;
      count.silentAfter += Number(isAfter);
    }
  }
  const { heard, silent } = count;
  const isCutOff = count.silentAfter > 0 && count.heardAfter === 0;
  return heard >= policy.witnesses && silent <= policy.silentShare * (heard + silent) && !isCutOff;
}
