import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { AwsPorts } from '../../aws/ports.ts';
import { createSystemClock } from '../../aws/system-clock.ts';
import { instantSchema, isBefore, shift } from '../../core/calendar/instant.ts';
import type { Act, Check } from '../../core/operations/check.ts';
import { parseKeyring } from '../../core/subscriptions/keyring.ts';
import type { Clock } from '../../ports/clock.ts';
import { readTold } from '../../workflows/gathering/rounds.ts';
import { loadSecondOpinion } from '../../workflows/learning/second-opinion.ts';
import { houseToday } from '../../workflows/operations/house-today.ts';
import type { Command } from './command.ts';
import { HOUSE_OF_OPTIONS, withHouseOf } from './house-of.ts';

/** What the doctor examines: every port, and what time it is. */
export type Patient = Pick<
  AwsPorts,
  'settings' | 'newsroom' | 'issues' | 'visits' | 'ledger' | 'subscribers' | 'mailer' | 'secrets' | 'deadLetters'
> & {
  readonly clock: Clock;
  /** Asks for a page without following where it leads; left out where no house is served. */
  readonly open?: (address: string) => Promise<{ readonly status: number; readonly location: string | null }>;
};

/** `tell-today` speaks every five minutes: two lost words are no news. */
const SILENCE_MS = 15 * 60_000;

/** What the doctor says of one thing; `article` is a heading of `lib/RUNBOOK.md`. */
export interface Finding {
  readonly check: string;
  readonly standing: Check['standing'];
  /** What to do, one sentence. */
  readonly advice: string;
  readonly article?: string;
  readonly [figure: string]: unknown;
}

const WELL = 'Nothing to do.';

const ADVICE: Readonly<Record<Act, string>> = {
  nothing: WELL,
  wait: 'Wait: it is not due yet.',
  approve: 'Call the editor on duty: nobody has approved today’s issue.',
  'release-mailing': 'A person holds the mailing back: ask whether it may go (“Sau khi duyệt” at the desk).',
  'resume-mailing': 'The mailing is paused: find out why, then resume it (RUNBOOK, mailing-paused).',
  'decide-stale':
    'The issue is older than a day and goes nowhere by itself: an approver decides whether it still does.',
  arm: 'The house was restored and is disarmed: make sure what was sent, then arm it.',
  'look-at-sources': 'Look at the sources named here: `diembao source-check <address>`, then /desk/sources.',
  'look-at-zalo': 'A posting to Zalo waits for a person (RUNBOOK, zalo-parked).',
  'call-operator': 'Follow the article of the runbook.',
};

/** `doctor`: settings, secrets, quota, queues, the day and the last issue, each with how it stands and what to do. */
export const doctor: Command = {
  usage: '[--data DIR | --variables FILE]',
  summary:
    'examines a house, of a data folder or (FILE: the variables of its function tell-today) deployed, and says what to do',
  async *run(args) {
    const { values } = parseArgs({ args: [...args], options: HOUSE_OF_OPTIONS });
    const told: Finding[] = [];
    const examine = async (ports: AwsPorts): Promise<void> => {
      const patient = { ...withClock(ports), ...(values.variables === undefined ? {} : { open: openPage }) };
      for await (const each of examination(patient)) told.push(each);
    };
    await withHouseOf(values, examine);
    yield* told;
  },
};

/** The whole examination; what cannot be looked at is a finding too. */
export async function* examination(patient: Patient): AsyncIterable<Finding> {
  yield await looked('settings', 'plan-visits-errors', async () => settingsOf(patient));
  yield await looked('token secret', 'subscriptions-errors', async () => {
    const { keys } = parseKeyring(await patient.secrets.get(patient.settings.tokenSecret));
    return { keys: Object.keys(keys).length };
  });
  if (patient.open) yield await signInOf(patient, patient.open);
  yield await quotaOf(patient);
  yield await lettersOf(patient);
  yield await schedulesOf(patient);
  yield await looked('last issue', 'publish-issue-errors', async () => {
    const [last] = await patient.issues.newest(1);
    return last ? { issueKey: last.issueKey, state: last.state, sentAt: last.sentAt } : { issueKey: null };
  });
  yield* dayOf(patient);
}

function withClock(ports: AwsPorts): Patient {
  const { settings, newsroom, issues, visits, ledger, subscribers, mailer, secrets, deadLetters } = ports;
  const clock = createSystemClock();
  return { settings, newsroom, issues, visits, ledger, subscribers, mailer, secrets, deadLetters, clock };
}

async function looked(check: string, article: string, look: () => Promise<object>): Promise<Finding> {
  try {
    return { check, standing: 'well', advice: WELL, ...(await look()) };
  } catch (error) {
    return { check, standing: 'late', advice: ADVICE['call-operator'], article, why: reasonOf(error) };
  }
}

async function settingsOf({ settings }: Patient): Promise<object> {
  const { stage, publicAddress, sender, mailAllowList } = settings;
  return { stage, publicAddress, sender: sender.replace(/<.*>/u, '').trim(), mailsAnyone: mailAllowList === null };
}

/** A stranger at the desk is led to the sign-in, and the sign-in answers: nobody can work where either fails. */
async function signInOf({ settings }: Patient, open: NonNullable<Patient['open']>): Promise<Finding> {
  return looked('sign-in', 'desk-errors', async () => {
    const desk = `${settings.deskAddress}/desk`;
    const { status, location } = await open(desk);
    if (location === null) throw new Error(`${desk} answers ${status} and does not lead to the sign-in`);
    const door = new URL(location, desk);
    const answer = await open(door.href);
    // The hosted pages lead on to their form.
    if (answer.status >= 400) throw new Error(`the sign-in at ${door.host} answers ${answer.status}`);
    return { at: door.host };
  });
}

async function openPage(address: string) {
  const { status, headers } = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
  return { status, location: headers.get('location') };
}

/**
 * The schedules whose runs no step of the day shows: that of `tell-today`, and of `learn`, which writes nothing where nothing was decided.
 * Gathering, draft, mailing and watchman stand in the lines of the day.
 */
async function schedulesOf({ newsroom, clock }: Patient): Promise<Finding> {
  const found = await looked('schedules', 'tell-today-errors', async () => ({
    toldAt: (await readTold(newsroom))?.at ?? null,
    learnedAt: (await loadSecondOpinion(newsroom)).standing?.at ?? null,
  }));
  const { toldAt } = z.object({ toldAt: instantSchema.nullable().default(null) }).parse(found);
  const isHeard = toldAt !== null && !isBefore(toldAt, shift(clock.now(), -SILENCE_MS));
  if (found.standing !== 'well' || isHeard) return found;
  return { ...found, standing: 'late', advice: ADVICE['call-operator'], article: 'tell-today-errors' };
}

/** A day's mailing has to fit into what the service takes a day, and to be over an hour after it began. */
async function quotaOf(patient: Patient): Promise<Finding> {
  const found = await looked('mail quota', 'daily-quota', async () => {
    const quota = await patient.mailer.quota();
    let readers = 0;
    for await (const page of patient.subscribers.active('daily')) readers += page.length;
    return { ...quota, readers, minutes: Math.ceil(readers / Math.max(1, quota.maxPerSecond) / 60) };
  });
  const { readers = 0, maxPer24Hours = 0, minutes = 0 } = figuresSchema.parse(found);
  if (found.standing !== 'well') return found;
  if (readers > maxPer24Hours)
    return { ...found, standing: 'late', advice: 'Ask AWS for a higher daily quota.', article: 'daily-quota' };
  if (minutes > 45)
    return { ...found, standing: 'late', advice: 'Ask AWS for a higher sending rate.', article: 'mailing-late' };
  return found;
}

const figuresSchema = z.object({
  readers: z.number().optional(),
  maxPer24Hours: z.number().optional(),
  minutes: z.number().optional(),
});

/** Asked for directly: what was told last may be five minutes old. */
async function lettersOf({ deadLetters }: Patient): Promise<Finding> {
  const found = await looked('queues', 'missed-runs-dead-letters', async () => ({ dead: await deadLetters.count() }));
  const dead = Object.entries(z.object({ dead: z.record(z.string(), z.number()).default({}) }).parse(found).dead);
  const [first] = dead.filter(([, letters]) => letters > 0);
  if (!first) return found;
  return { ...found, standing: 'late', advice: ADVICE['call-operator'], article: `${first[0]}-dead-letters` };
}

/** The same lines the desk's page of today shows; dead letters were counted just now. */
async function* dayOf(patient: Patient): AsyncIterable<Finding> {
  try {
    const { checks } = await houseToday(patient);
    for (const { check, standing, act, article, ...figures } of checks) {
      if (check === 'dead-letters') continue;
      yield { check, standing, advice: ADVICE[act], ...(article === null ? {} : { article }), ...figures };
    }
  } catch (error) {
    const advice = 'Put the last good version of the object named back (S3 console, “Show versions”).';
    yield { check: 'today', standing: 'late', advice, why: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
