import { shift, toMillis } from '../../lambdas/core/calendar/instant.ts';
import { planMailing } from '../../lambdas/workflows/mailing/plan-mailing.ts';
import { recordMailEvent } from '../../lambdas/workflows/mailing/record-mail-event.ts';
import { type CrashPlan, withCrashes } from '../support/crashing.ts';
import {
  copies,
  deliverOne,
  EVENT_KINDS,
  eventOf,
  ISSUE,
  type Life,
  makeWorld,
  START,
  untilNext,
  type World,
} from './mailing-world.ts';
import { lcg } from './sizes.ts';

/** Of the house, or a bug that is planted in it. */
type Make = () => World;

/** What many storms came to together. */
export interface Damage {
  doubled: number;
  unsent: number;
  unfinished: number;
  /** Copies beyond the first of the reader who has most of them. */
  mostExtra: number;
  /** Copies before the last that an event told of: those are outside the named window. */
  unnamed: number;
  /** Readers the books name as failed. */
  inBooks: number;
  crashes: number;
}

/** How a message fares: when its event comes (null: never; negative: before its answer), and whether the answer does. */
interface Fate {
  readonly eventAfterMs: number | null;
  readonly isAnswered: boolean;
}

/** All that chance decides of a storm: the same one can be played again. */
interface Schedule {
  readonly seed: number;
  readonly fates: readonly Fate[];
  readonly crashes: readonly CrashPlan[];
}

interface Storm {
  readonly world: World;
  readonly fates: readonly Fate[];
  readonly crashes: CrashPlan[];
  /** Messages whose event is still to come, by number, with when, in milliseconds. */
  readonly untold: Map<number, number>;
  /** Messages that were taken, as far as this storm has looked. */
  known: number;
  isPlanned: boolean;
  crashed: number;
}

const CRASHES = 10;
const COPIES_OF_A_MESSAGE = 10;
/** Two workers at the same time, each with ten lanes. */
const WORKERS = 2;
const END_MS = toMillis(shift(START, 12 * 3_600_000));
/** Messages of a storm whose fates are decided; a later one fares as one of these. */
const FATES = 200;

/**
 * Mailings of 40, each with ten crashes at random effects, two workers of ten lanes on the same shards, every queue message
 * ten times, 1 answer in 30 lost, and events that come before the answer, up to ten minutes late, or never.
 */
export async function storms(count: number, make: Make = house): Promise<Damage> {
  const damage = undamaged();
  for (const schedule of schedules(count)) assess(await storm(schedule, make), damage);
  return damage;
}

/**
 * The same storms twice: all events come; and of `lost` of the messages none ever does. A storm without any such message among
 * those it sent would be the very same storm again, and counts as what it came to.
 */
export async function stormsTwice(
  count: number,
  lost: number,
): Promise<{ readonly told: Damage; readonly untold: Damage }> {
  const [told, untold] = [undamaged(), undamaged()];
  const random = lcg(1_123);
  for (const schedule of schedules(count)) {
    const calm = await storm(schedule, house);
    assess(calm, told);
    const unheard = new Set([...schedule.fates.keys()].filter(() => random() < lost));
    const fates = schedule.fates.map((fate, number) => (unheard.has(number) ? { ...fate, eventAfterMs: null } : fate));
    const isSame = calm.world.mailer.sent.every((_, number) => !unheard.has(number % FATES));
    assess(isSame ? calm : await storm({ ...schedule, fates }, house), untold);
  }
  return { told, untold };
}

function house(): World {
  return makeWorld({ isBrief: true });
}

function undamaged(): Damage {
  return { doubled: 0, unsent: 0, unfinished: 0, mostExtra: 0, unnamed: 0, inBooks: 0, crashes: 0 };
}

function schedules(count: number): Schedule[] {
  const random = lcg(20_261_123);
  return Array.from({ length: count }, () => ({
    seed: Math.floor(random() * 2 ** 32),
    fates: Array.from({ length: FATES }, () => fateOf(random)),
    crashes: Array.from({ length: CRASHES }, () => crashOf(random)),
  }));
}

async function storm({ seed, fates, crashes }: Schedule, make: Make): Promise<Storm> {
  const world = make();
  const { clock } = world.ports;
  const none = { untold: new Map(), known: 0, isPlanned: false, crashed: 0 };
  const found: Storm = { world, fates, crashes: [...crashes], ...none };
  loseAnswers(found);
  repeatMessages(world, lcg(seed));
  const lives = Array.from({ length: WORKERS }, () => born(found));
  while (toMillis(clock.now()) < END_MS && !isOver(found)) {
    await Promise.all(lives.map((_, number) => work(found, lives, number)));
    clock.advance(found.isPlanned ? untilNext(world, Math.min(...found.untold.values())) : 20_000);
  }
  return found;
}

function crashOf(random: () => number): CrashPlan {
  return { at: 1 + Math.floor(random() * 22), when: random() < 0.5 ? 'before' : 'after' };
}

function fateOf(random: () => number): Fate {
  const isAnswered = random() > 1 / 30;
  const kind = random();
  if (kind < 0.2) return { eventAfterMs: -1, isAnswered };
  return { eventAfterMs: kind < 0.4 ? Math.floor(random() * 600_000) : 2_000, isAnswered };
}

/** The service takes a message, tells of it before it answers, or never answers. */
function loseAnswers(found: Storm): void {
  const { mailer } = found.world.ports;
  const send = mailer.send;
  mailer.send = async (mail) => {
    const answer = await send(mail);
    if (answer.kind !== 'accepted') return answer;
    const number = Number.parseInt(answer.messageId, 10) - 1;
    const fate = fateAt(found, number);
    if (fate.eventAfterMs === -1) await tell(found, number, found.world.ports);
    return fate.isAnswered ? answer : { kind: 'unknown', detail: 'the answer was lost' };
  };
}

function fateAt({ fates }: Storm, number: number): Fate {
  return fates[number % fates.length] ?? { eventAfterMs: 2_000, isAnswered: true };
}

/** The first message of each shard is in the queue ten times, spread over a quarter of an hour. */
function repeatMessages(world: World, random: () => number): void {
  const { deliver } = world.ports;
  const send = deliver.send;
  const repeated = new Set<number>();
  deliver.send = async (message, details) => {
    await send(message, details);
    if (repeated.has(message.shard)) return;
    repeated.add(message.shard);
    for (let copy = 1; copy < COPIES_OF_A_MESSAGE; copy += 1) {
      await send(message, { delaySeconds: Math.floor(random() * 900) });
    }
  };
}

type Born = ReturnType<typeof born>;

function born(found: Storm) {
  const life = withCrashes<Life>(found.world.ports, found.crashes.shift() ?? null);
  return { ...life, ports: { ...life.ports } };
}

/** One worker until nothing is left to take, or until its death, after which another is born in its place. */
async function work(found: Storm, lives: Born[], number: number): Promise<void> {
  const life = lives[number];
  if (life === undefined) return;
  try {
    if (!found.isPlanned) await planMailing(life.ports, { issueKey: ISSUE });
    found.isPlanned = true;
    while ((await deliverOne(found.world, life.ports)) !== null) await tellDue(found, life.ports);
    await tellDue(found, life.ports);
  } catch (error) {
    if (!life.crashed()) throw error;
    found.crashed += 1;
    lives[number] = born(found);
  }
}

async function tellDue(found: Storm, life: Life): Promise<void> {
  const { mailer, takenAt, ports } = found.world;
  for (; found.known < mailer.sent.length; found.known += 1) {
    const { eventAfterMs } = fateAt(found, found.known);
    if (eventAfterMs === null || eventAfterMs < 0) continue;
    found.untold.set(found.known, toMillis(takenAt[found.known] ?? START) + eventAfterMs);
  }
  const now = toMillis(ports.clock.now());
  for (const [number, due] of found.untold) {
    if (due > now) continue;
    await tell(found, number, life);
    found.untold.delete(number);
  }
}

async function tell({ world }: Storm, number: number, life: Life): Promise<void> {
  const mail = world.mailer.sent[number];
  if (mail === undefined) throw new Error(`no message ${number}`);
  const at = world.takenAt[number] ?? world.ports.clock.now();
  for (const kind of EVENT_KINDS) await recordMailEvent(life, eventOf(mail, kind, at));
}

/** The issue is sent, nothing is on its way, and every repeated message has been taken. */
function isOver({ world, untold, known }: Storm): boolean {
  const { issues, deliver } = world.ports;
  const isSent = issues.rows.get(ISSUE)?.state === 'sent';
  return isSent && untold.size === 0 && known === world.mailer.sent.length && deliver.nextAt() === null;
}

function assess(found: Storm, damage: Damage): void {
  const { world } = found;
  const { doubled, unsent } = copies(world);
  damage.doubled += doubled;
  damage.unsent += unsent;
  damage.crashes += found.crashed;
  damage.unfinished += Number(world.ports.ledger.mailings.get(ISSUE)?.state !== 'finished');
  damage.inBooks += [...world.ports.ledger.deliveries.values()].filter(({ state }) => state.kind === 'failed').length;
  const numbers = new Map<string, number[]>();
  world.mailer.sent.forEach(({ to }, number) => {
    numbers.set(to, [...(numbers.get(to) ?? []), number]);
  });
  for (const each of numbers.values()) {
    damage.mostExtra = Math.max(damage.mostExtra, each.length - 1);
    // The named window: an answer lost with its worker, and no event of that message.
    damage.unnamed += each.slice(0, -1).filter((number) => fateAt(found, number).eventAfterMs !== null).length;
  }
}
