import { type Instant, toMillis } from '../../core/calendar/instant.ts';
import type { Delivery } from '../../core/mailing/delivery.ts';
import { maySend, type NotSending } from '../../core/mailing/may-mail.ts';
import { isOpen } from '../../core/mailing/transitions.ts';
import type { SendOutcome } from '../../ports/mailer.ts';
import { type Recipient, type RecipientPorts, type Round, serveRecipient } from './deliver-recipient.ts';
import type { Turns } from './delivery-pace.ts';

/** Why a worker leaves its shard for later. */
export type Rest = 'daily-quota' | 'deadline' | 'throttled' | 'unreachable';

/** What ended a run before its end. */
export type Halt =
  | { readonly kind: 'rest'; readonly why: Rest; readonly detail?: string }
  | { readonly kind: 'not-sending'; readonly why: NotSending }
  | { readonly kind: 'broken' };

/** A worker's run over one shard. */
export interface Run {
  readonly ports: RecipientPorts;
  readonly round: Round;
  readonly turns: Turns;
  /** Nobody else's: no two runs, also of the same queue message, may have the same. */
  readonly worker: string;
  /** Those who may be served now, in order. */
  readonly todo: Recipient[];
  /** Those whose last permitted request this is. */
  readonly again: Recipient[];
  /** Rows as last seen, by subscriber. */
  readonly rows: Map<string, Delivery>;
  /** When it was last looked whether the mailing may go on. */
  checkedAt: Instant;
  claims: number;
  halt: Halt | null;
}

/**
 * Serves everybody in `todo` in parallel lanes, then those in `again` one by one, so that a worker that dies takes the last
 * chance of no more than one of them with it. When one lane fails the others stop after what they hold, and only then the
 * failure is thrown: a lane that woke up after its Lambda had been frozen would send what another worker has sent since.
 */
export async function runLanes(run: Run, lanes: number): Promise<void> {
  await runLanesOver(run, lanes);
  run.todo.push(...run.again);
  await runLanesOver(run, 1);
}

async function runLanesOver(run: Run, most: number): Promise<void> {
  const lanes = Math.min(most, run.todo.length);
  const ends = await Promise.allSettled(Array.from({ length: lanes }, () => runLane(run)));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

async function runLane(run: Run): Promise<void> {
  try {
    while (await goesOn(run)) {
      const recipient = run.todo.shift();
      if (recipient === undefined) return;
      await serve(run, recipient);
    }
  } catch (error) {
    run.halt = { kind: 'broken' };
    throw error;
  }
}

async function serve(run: Run, recipient: Recipient): Promise<void> {
  run.claims += 1;
  const served = await serveRecipient(run.ports, run.round, {
    recipient,
    row: run.rows.get(recipient.subscriberId) ?? null,
    claimId: `${run.worker}/${run.claims}`,
    turn: async () => {
      await run.turns.next();
      return goesOn(run);
    },
  });
  if (served.row !== null) run.rows.set(recipient.subscriberId, served.row);
  if (served.answer !== null) heed(run, served.answer);
  // Certainly not sent: the same worker tries again when the others have had their turn.
  if (served.answer?.kind === 'not-accepted' && isOpen(served.row?.state.kind ?? 'queued')) run.todo.push(recipient);
}

function heed(run: Run, answer: SendOutcome): void {
  run.turns.heed(answer);
  if (answer.kind !== 'not-accepted' || run.halt !== null) return;
  if (answer.why === 'daily-quota' || run.turns.refusals() > run.round.policy.patience) {
    run.halt = { kind: 'rest', why: answer.why, detail: answer.detail };
  }
}

/** Whether anybody else may be begun: no halt, time left, and the mailing still sending when looked at a moment ago. */
async function goesOn(run: Run): Promise<boolean> {
  const { clock, ledger } = run.ports;
  const { deadline, issueKey, policy } = run.round;
  const now = clock.now();
  // Counted, not shifted: asked before and after every turn, for every recipient.
  if (run.halt === null && toMillis(now) >= toMillis(deadline) - policy.stopBeforeMs) {
    run.halt = { kind: 'rest', why: 'deadline' };
  }
  if (run.halt === null && toMillis(now) >= toMillis(run.checkedAt) + policy.recheckMs) {
    run.checkedAt = now;
    const may = maySend(await ledger.mailing(issueKey), now, policy);
    if (may.kind === 'not-sending') run.halt ??= may;
  }
  return run.halt === null;
}
