import { at, type Instant, shift } from '../../lambdas/core/calendar/instant.ts';
import { UNSUBSCRIBE_PLACEHOLDER } from '../../lambdas/core/mailing/mailing.ts';
import { draftIssue } from '../../lambdas/workflows/editing/draft-issue.ts';
import { planVisits } from '../../lambdas/workflows/gathering/plan-visits.ts';
import { keepWatch } from '../../lambdas/workflows/gathering/rounds.ts';
import { visitById } from '../../lambdas/workflows/gathering/visit-source.ts';
import { deliverShard } from '../../lambdas/workflows/mailing/deliver-mail.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { draftMonthly } from '../../lambdas/workflows/monthly/draft-monthly.ts';
import { DEADLINES, recover } from '../../lambdas/workflows/operations/recover.ts';
import { tellToday } from '../../lambdas/workflows/operations/tell-today.ts';
import { publishIssue } from '../../lambdas/workflows/publishing/publish-issue.ts';
import { memoryDeadLetters } from '../support/memory/memory-dead-letters.ts';
import { type Started, startStarved } from '../support/starved.ts';
import { approve, DAY, type DayWorld, dayWorld, emptyQueues, PUBLIC_ADDRESS, tellEvents } from './day-world.ts';
import { HOUSE } from './mailing-world.ts';

const QUARTER = 15 * 60_000;

type Queues = ReturnType<typeof emptyQueues>;
export type Ports = DayWorld['ports'] & Queues & { readonly deadLetters: ReturnType<typeof memoryDeadLetters> };

/** A house whose queues outlive its functions, as they do. */
export function house() {
  const world = dayWorld();
  const queues = emptyQueues();
  return { world, queues, ports: { ...world.ports, ...queues, deadLetters: memoryDeadLetters({}) } };
}
export type House = ReturnType<typeof house>;

const publish = (ports: Ports) => publishIssue(ports, { issueKey: DAY, publicAddress: PUBLIC_ADDRESS });
const renderMail = async () => ({ subject: 'Tin', html: UNSUBSCRIBE_PLACEHOLDER, text: UNSUBSCRIBE_PLACEHOLDER });
const plan = (ports: Ports) => planMailing({ ...ports, renderMail }, { issueKey: DAY });

/** The watchman's round as his handler makes it. */
async function watch(ports: Ports): Promise<void> {
  await keepWatch(ports, await recover(ports, DEADLINES), { found: [], parked: [] });
}

/** The day up to a step, with nobody ended. */
const STEPS: readonly ((it: House) => Promise<unknown>)[] = [
  async ({ world, ports }) => {
    for (const { id } of world.sources) await visitById(ports, id);
  },
  async ({ world, ports }) => {
    world.clock.set(at(DAY, '06:00'));
    await draftIssue(ports, {});
  },
  async ({ world, ports }) => {
    world.clock.set(at(DAY, '07:30'));
    await approve(ports);
  },
  async ({ queues, ports }) => {
    queues.publish.drain();
    await publish(ports);
  },
  async ({ world, queues, ports }) => {
    world.clock.set(at(DAY, '08:00'));
    queues.planMailing.drain();
    await plan(ports);
  },
];

/** Everybody else at work: what lies in the queues is done, and what the mail service tells is heard. */
async function work({ world, queues, ports }: House, round: number): Promise<void> {
  for (const { sourceId } of queues.gather.drain()) await visitById(ports, sourceId);
  for (const _ of queues.publish.drain()) await publish(ports);
  for (const _ of queues.planMailing.drain()) await plan(ports);
  for (const request of queues.deliver.drain()) {
    const deadline = shift(world.clock.now(), 60_000);
    await deliverShard(ports, HOUSE, { ...request, deadline, worker: `w${round}` });
  }
  await tellEvents(world, ports);
}

/** What must be the same whenever a start was ended. */
function resultOf({ world: { ports, mailer } }: House) {
  const files = [...ports.archive.objects].filter(([key]) => key.startsWith('daily/') || key.startsWith('snapshots/'));
  const drafts = [...ports.newsroom.objects].filter(([key]) => key.startsWith('drafts/'));
  return {
    read: [...ports.visits.rows.keys()].toSorted(),
    drafts: drafts.map(([key]) => key).toSorted(),
    laidOut: drafts.map(([key, { body }]) => `${key} ${listsIn(body)}`).toSorted(),
    issues: [...ports.issues.rows.values()].map(({ issueKey, state }) => `${issueKey} ${state}`).toSorted(),
    files: Object.fromEntries(files.map(([key, { body }]) => [key, Buffer.from(body).toString('base64')])),
    sent: mailer.sent.map(({ to }) => to).toSorted(),
    told: ports.newsroom.objects.has('rounds/told.json'),
  };
}

/** How long the lists of a draft are: its times may differ, what is in it may not. */
function listsIn(body: Uint8Array | string): string {
  const draft: object = JSON.parse(Buffer.from(body).toString());
  return Object.entries(draft)
    .filter(([, value]) => Array.isArray(value))
    .map(([name, { length }]) => `${name} ${length}`)
    .join(', ');
}

export interface Start {
  /** Steps of the day that were done before. */
  readonly steps: number;
  readonly start: Instant;
  /** Whether what lay in the queues was lost, so that it is found from state alone. */
  readonly isLost?: boolean;
  readonly work: (ports: Ports) => Promise<unknown>;
  /** Its next start by schedule; left out: the watchman alone goes on. */
  readonly next?: (ports: Ports) => Promise<unknown>;
  /** Quarters of an hour until everything is as it should be. */
  readonly quarters: number;
}

/** The monthly's day. */
const MONTHLY = at('2026-11-25', '09:30');

export const STARTS: Readonly<Record<string, Start>> = {
  'plan-visits': { steps: 0, start: at(DAY, '04:30'), work: planVisits, next: planVisits, quarters: 1 },
  'draft-issue': { steps: 1, start: at(DAY, '06:00'), work: (ports) => draftIssue(ports, {}), quarters: 2 },
  'draft-issue of the month': { steps: 0, start: MONTHLY, work: (ports) => draftMonthly(ports, {}), quarters: 2 },
  'publish-issue': { steps: 3, start: at(DAY, '07:31'), isLost: true, work: publish, quarters: 2 },
  'plan-mailing': { steps: 4, start: at(DAY, '08:00'), isLost: true, work: plan, quarters: 4 },
  'tell-today': { steps: 4, start: at(DAY, '07:40'), work: tellToday, next: tellToday, quarters: 0 },
  'recover with a draft missing': { steps: 1, start: at(DAY, '06:15'), work: watch, quarters: 2 },
  'recover with an issue unpublished': { steps: 3, start: at(DAY, '07:45'), isLost: true, work: watch, quarters: 2 },
  'recover with a mailing unplanned': { steps: 4, start: at(DAY, '08:15'), isLost: true, work: watch, quarters: 4 },
  'recover with shards lost': { steps: 5, start: at(DAY, '08:15'), isLost: true, work: watch, quarters: 4 },
};

const NEVER = { after: Number.POSITIVE_INFINITY, done: true };

type Life = (ports: Ports, given: Start) => Promise<unknown>;

/** A start that lives as `life` has it, then the day that goes on; what came of it. */
export async function played(given: Start, life: Life) {
  const { steps, start, isLost, next, quarters } = given;
  const it = house();
  for (const step of STEPS.slice(0, steps)) await step(it);
  if (isLost) for (const queue of Object.values(it.queues)) queue.drain();
  it.world.clock.set(start);
  await life(it.ports, given);
  if (quarters === 0) await next?.(it.ports);
  for (let round = 1; round <= quarters; round += 1) {
    it.world.clock.set(shift(start, round * QUARTER));
    await next?.(it.ports);
    await watch(it.ports);
    await work(it, round);
  }
  return resultOf(it);
}

/** The same day where the start comes to its own end, and how long that takes it. */
export async function whole(given: Start) {
  let lived: Started = { isEnded: false, millis: 0, effects: [] };
  const result = await played(given, async (ports, { start, work: run }) => {
    lived = await startStarved(ports, { start, end: NEVER }, run);
  });
  return { result, lived };
}

/** A start by its name. */
export function startOf(name: string): Start {
  const found = STARTS[name];
  if (!found) throw new Error(`no start ${name}`);
  return found;
}
