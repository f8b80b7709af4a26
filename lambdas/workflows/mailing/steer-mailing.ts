import { z } from 'zod';
import type { Mailing } from '../../core/mailing/mailing.ts';
import { mailingKeySchema } from '../../core/mailing/mailing-key.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { ShardRequest, WorkQueue } from '../../ports/work-queue.ts';

/**
 * What a person may ask of a mailing; invoked directly by an operator, there is no public way in. `renew`: it goes on for
 * another day although the issue is older than one, also when it was paused.
 */
export const steerRequestSchema = z.object({
  issueKey: mailingKeySchema,
  mailing: z.enum(['pause', 'resume', 'renew', 'stop']),
});
/** See {@link steerRequestSchema}. */
export type SteerRequest = z.infer<typeof steerRequestSchema>;

/** `unchanged`: it was so already, or a mailing that is finished or stopped, which nobody starts again. */
export type SteerOutcome =
  | { readonly kind: 'steered'; readonly state: Mailing['state'] }
  | { readonly kind: 'unchanged'; readonly state: Mailing['state'] }
  | { readonly kind: 'no-mailing' };

/** From which state to which each wish leads. */
const TURNS: Readonly<Record<SteerRequest['mailing'], { from: readonly Mailing['state'][]; to: Mailing['state'] }>> = {
  pause: { from: ['sending'], to: 'paused' },
  resume: { from: ['paused'], to: 'sending' },
  renew: { from: ['sending', 'paused'], to: 'sending' },
  stop: { from: ['sending', 'paused'], to: 'stopped' },
};

/** When the workers have seen that a mailing is stopped: then the next message ends its issue, unless it was withdrawn. */
const ENDING_SECONDS = 5;

/** Writes against other writers before giving up. */
const TRIES = 5;

/** Pauses, resumes or stops a mailing; workers look at its row every second and end with what they hold. */
export async function steerMailing(
  ports: { readonly clock: Clock; readonly ledger: DeliveryLedger; readonly deliver: WorkQueue<ShardRequest> },
  { issueKey, mailing: wish }: SteerRequest,
): Promise<SteerOutcome> {
  const { from, to } = TURNS[wish];
  for (let tries = 0; tries < TRIES; tries += 1) {
    const present = await ports.ledger.mailing(issueKey);
    if (!present) return { kind: 'no-mailing' };
    if (!from.includes(present.state)) return { kind: 'unchanged', state: present.state };
    if (!(await ports.ledger.advanceMailing(await steered(ports, present, wish)))) continue;
    if (to === 'sending') await queueShards(ports.deliver, present);
    if (to === 'stopped') await ports.deliver.send({ issueKey, shard: 0 }, { delaySeconds: ENDING_SECONDS });
    return { kind: 'steered', state: to };
  }
  throw new Error(`mailing ${issueKey}: its row changes faster than it can be steered`);
}

/** The mailing as wished; whoever lets one go on has seen what events told of it, which is not held against it again. */
async function steered(
  { clock, ledger }: { readonly clock: Clock; readonly ledger: DeliveryLedger },
  mailing: Mailing,
  wish: SteerRequest['mailing'],
): Promise<Mailing> {
  const { pausedFor, ...present } = mailing;
  const next = { state: TURNS[wish].to, turn: mailing.turn + 1 };
  if (next.state !== 'sending') return { ...mailing, ...next };
  const overlooked = await ledger.tally(mailing.issueKey);
  return { ...present, ...next, overlooked, ...(wish === 'renew' && { renewedAt: clock.now() }) };
}

async function queueShards(deliver: WorkQueue<ShardRequest>, { issueKey, shards }: Mailing): Promise<void> {
  for (let shard = 0; shard < shards; shard += 1) await deliver.send({ issueKey, shard });
}
