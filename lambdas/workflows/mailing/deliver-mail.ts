import { type Instant, isBefore, shift, toMillis } from '../../core/calendar/instant.ts';
import type { DeliveryState } from '../../core/mailing/delivery.ts';
import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import { type AudienceShard, LONGEST_REST_MS, type Mailing, type Message } from '../../core/mailing/mailing.ts';
import { maySend, type NotSending } from '../../core/mailing/may-mail.ts';
import { ceilingOf, lanesFor } from '../../core/mailing/pace.ts';
import { MAILING_POLICY, type MailingPolicy } from '../../core/mailing/policy.ts';
import { isOpen, nextStep } from '../../core/mailing/transitions.ts';
import type { Mailer } from '../../ports/mailer.ts';
import type { ShardRequest, WorkQueue } from '../../ports/work-queue.ts';
import { mayMail } from './arm-house.ts';
import type { Recipient, RecipientPorts } from './deliver-recipient.ts';
import { takeTurns } from './delivery-pace.ts';
import { type Halt, type Rest, type Run, runLanes } from './delivery-run.ts';
import { endStopped, type FinishOutcome, type FinishPorts, finishMailing } from './finish-mailing.ts';
import { readAudience, readMessage } from './mailing-files.ts';

/** What delivering a shard needs of the world. */
export interface DeliverPorts extends RecipientPorts, FinishPorts {
  readonly deliver: WorkQueue<ShardRequest>;
}

/** What mails say, and how a shard is worked off. */
export interface DeliverSettings extends MailSettings {
  /** Left out: {@link MAILING_POLICY}. */
  readonly policy?: MailingPolicy;
}

/** One message of the `deliver` queue in one worker's hands. */
export interface DeliverRequest extends ShardRequest {
  /** When this worker will be ended from outside; it stops well before. */
  readonly deadline: Instant;
  /** Of this run alone; another run of the same message must have another. */
  readonly worker: string;
}

/** Recipients of the shard in each state as far as this worker knows; those without a row are `queued`. */
export type ShardCounts = Readonly<Partial<Record<DeliveryState['kind'], number>>>;

/**
 * What became of a shard. `continues`: left for later and in the queue again; `waiting`: in the queue again until claims run
 * out or events come; `done`: everybody of the shard is settled, and how the mailing as a whole stands.
 */
export type DeliverOutcome =
  | { readonly kind: 'not-sending'; readonly why: NotSending }
  | { readonly kind: 'no-such-shard' }
  | {
      readonly kind: 'continues';
      readonly why: Rest;
      /** What the service said; without it where nothing was asked. */
      readonly detail?: string;
      readonly delaySeconds: number;
      readonly counts: ShardCounts;
    }
  | { readonly kind: 'waiting'; readonly delaySeconds: number; readonly counts: ShardCounts }
  | { readonly kind: 'done'; readonly mailing: FinishOutcome['kind']; readonly counts: ShardCounts };

/** How long a shard rests after its worker left it. */
const REST_SECONDS: Readonly<Record<Rest, number>> = {
  'daily-quota': LONGEST_REST_MS / 1_000,
  deadline: 0,
  throttled: 60,
  unreachable: 120,
};

/** When it is looked again whether a stopped mailing has a copy in hand; a worker that lives has none after a second. */
const STOPPED_SECONDS = 15;

/** Longest delay of a queue message. */
const LONGEST_DELAY = 900;

/** The deadline of a worker that is ended in `millis`. */
export function deadlineIn(now: Instant, millis: number): Instant {
  return shift(now, millis);
}

/** Delivers what is open in a shard, until it is done, must wait, or the worker's time is over. */
export async function deliverShard(
  ports: DeliverPorts,
  settings: DeliverSettings,
  request: DeliverRequest,
): Promise<DeliverOutcome> {
  const policy = settings.policy ?? MAILING_POLICY;
  const present = await ports.ledger.mailing(request.issueKey);
  // Finished, but perhaps the worker who finished it died before its issue was marked as sent.
  if (present?.state === 'finished') await finishMailing(ports, present);
  // Of all its messages one looks, for it may look through every shard.
  if (present?.state === 'stopped' && request.shard === 0 && !(await endStopped(ports, present)))
    await ports.deliver.send({ issueKey: request.issueKey, shard: 0 }, { delaySeconds: STOPPED_SECONDS });
  const may = maySend(present, ports.clock.now(), policy);
  if (may.kind === 'not-sending') return may;
  if (!(await mayMail(ports))) return { kind: 'not-sending', why: 'disarmed' };
  const files = await readFiles(ports, may.mailing, request.shard);
  if (files === null) return { kind: 'no-such-shard' };
  const { run, ceiling } = await openRun(ports, { ...settings, policy }, { ...request, ...files });
  await runLanes(run, lanesFor(ceiling, policy));
  return closeRun(ports, run, { mailing: may.mailing, recipients: files.audience.recipients });
}

interface Files {
  readonly audience: AudienceShard;
  readonly message: Message;
}

async function readFiles(ports: DeliverPorts, mailing: Mailing, shard: number): Promise<Files | null> {
  const { issueKey, fingerprint } = mailing;
  const message = await readMessage(ports.newsroom, issueKey, fingerprint);
  if (message?.fingerprint !== fingerprint) throw new Error(`mailing ${issueKey}: no message ${fingerprint}`);
  const audience = shard < mailing.shards ? await readAudience(ports.newsroom, issueKey, shard) : null;
  return audience === null ? null : { audience, message };
}

async function openRun(
  ports: DeliverPorts,
  settings: DeliverSettings & { readonly policy: MailingPolicy },
  request: DeliverRequest & Files,
): Promise<{ readonly run: Run; readonly ceiling: number }> {
  const { issueKey, shard, deadline, worker, message, audience } = request;
  const { policy, ...house } = settings;
  const rows = new Map((await ports.ledger.shard(issueKey, shard)).map((row) => [row.subscriberId, row]));
  const now = ports.clock.now();
  const ready = audience.recipients.filter(({ subscriberId }) => {
    const step = nextStep(rows.get(subscriberId) ?? null, now, policy).kind;
    return step !== 'settled' && step !== 'wait';
  });
  const isAgain = ({ subscriberId }: Recipient): boolean => isLastChance(rows.get(subscriberId)?.state);
  const seen = { rows: [...rows.values()], at: now, policy };
  const todo = ready.filter((recipient) => !isAgain(recipient));
  const limit = ready.length > 0 ? await limitOf(ports.mailer) : IDLE;
  const ceiling = ceilingOf(limit.maxPerSecond, policy);
  const run: Run = {
    ports,
    round: { ...house, issueKey, shard, message, deadline, lease: shift(deadline, policy.leaseMarginMs), policy, seen },
    turns: takeTurns(ports, { ceiling, policy, left: () => todo.length }),
    worker,
    todo,
    again: ready.filter(isAgain),
    rows,
    checkedAt: now,
    claims: 0,
    halt: limit.halt,
  };
  return { run, ceiling };
}

interface Limit {
  readonly maxPerSecond: number;
  readonly halt: Halt | null;
}

/** Nobody is to be written to: the service, which answers once a second for all, is not asked. */
const IDLE: Limit = { maxPerSecond: 0, halt: null };

/** How fast the service takes mail. One that does not say is asked later: nothing was sent, so it is no failure of the shard. */
async function limitOf(mailer: Mailer): Promise<Limit> {
  try {
    const { maxPerSecond, maxPer24Hours, sentLast24Hours } = await mailer.quota();
    const isSpent = maxPer24Hours >= 0 && sentLast24Hours >= maxPer24Hours;
    return { maxPerSecond, halt: isSpent ? { kind: 'rest', why: 'daily-quota' } : null };
  } catch (error) {
    return { maxPerSecond: 0, halt: { kind: 'rest', why: 'unreachable', detail: String(error) } };
  }
}

/** An attempt has been made, so this one may be the last. */
function isLastChance(state: DeliveryState | undefined): boolean {
  return state?.kind === 'uncertain' || (state?.kind === 'queued' && state.attempts > 0);
}

async function closeRun(
  ports: DeliverPorts,
  run: Run,
  { mailing, recipients }: { readonly mailing: Mailing; readonly recipients: readonly Recipient[] },
): Promise<DeliverOutcome> {
  const { issueKey, shard } = run.round;
  const counts = countsOf(run, recipients);
  const isDone = recipients.every(({ subscriberId }) => !isOpen(run.rows.get(subscriberId)?.state.kind ?? 'queued'));
  if (isDone) return { kind: 'done', mailing: (await finishMailing(ports, mailing)).kind, counts };
  if (run.halt?.kind === 'not-sending') return run.halt;
  const rest = run.halt?.kind === 'rest' ? run.halt : null;
  const delaySeconds = rest === null ? secondsToWait(run, recipients) : REST_SECONDS[rest.why];
  await ports.deliver.send({ issueKey, shard }, { delaySeconds });
  if (rest === null) return { kind: 'waiting', delaySeconds, counts };
  const { why, detail } = rest;
  if (why !== 'deadline') await markRest(ports, issueKey);
  return { kind: 'continues', why, ...(detail && { detail }), delaySeconds, counts };
}

/** Once in some minutes, however many shards rest. Who loses the write to another has lost nothing. */
async function markRest({ clock, ledger }: DeliverPorts, issueKey: string): Promise<void> {
  const now = clock.now();
  const mailing = await ledger.mailing(issueKey);
  if (mailing?.state !== 'sending') return;
  if (mailing.restedAt && isBefore(now, shift(mailing.restedAt, LONGEST_REST_MS / 2))) return;
  await ledger.advanceMailing({ ...mailing, restedAt: now, turn: mailing.turn + 1 });
}

function countsOf(run: Run, recipients: readonly Recipient[]): ShardCounts {
  const counts: Partial<Record<DeliveryState['kind'], number>> = {};
  for (const { subscriberId } of recipients) {
    const kind = run.rows.get(subscriberId)?.state.kind ?? 'queued';
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Until the first open row may be worked on again: a claim of another worker runs out, or an event has had its time. */
function secondsToWait(run: Run, recipients: readonly Recipient[]): number {
  const now = run.ports.clock.now();
  const waits = recipients.flatMap(({ subscriberId }) => {
    const step = nextStep(run.rows.get(subscriberId) ?? null, now, run.round.policy);
    if (step.kind === 'settled') return [];
    return [step.kind === 'wait' ? Math.ceil((toMillis(step.until) - toMillis(now)) / 1_000) : 1];
  });
  return Math.min(LONGEST_DELAY, Math.max(1, Math.min(...waits)));
}
