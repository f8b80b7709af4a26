import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { AccountBooks } from '../../aws/account-books.ts';
import type { AwsPorts } from '../../aws/ports.ts';
import { createSystemClock } from '../../aws/system-clock.ts';
import { instantSchema, isBefore, shift } from '../../core/calendar/instant.ts';
import type { Check } from '../../core/operations/check.ts';
import { parseKeyring } from '../../core/subscriptions/keyring.ts';
import type { Clock } from '../../ports/clock.ts';
import { readTold } from '../../workflows/gathering/rounds.ts';
import { loadSecondOpinion } from '../../workflows/learning/second-opinion.ts';
import {
  type AccountFault,
  type PostFault,
  postFaults,
  type ScheduleFault,
  scheduleFaults,
} from '../../workflows/operations/account-faults.ts';
import { houseToday } from '../../workflows/operations/house-today.ts';
import type { Command } from './command.ts';
import { ACCOUNT_ADVICE, ADVICE, WELL } from './doctor-advice.ts';
import { HOUSE_OF_OPTIONS, withHouseOf } from './house-of.ts';

/** What the doctor examines: every port, and what time it is. */
export type Patient = Pick<
  AwsPorts,
  'settings' | 'newsroom' | 'issues' | 'visits' | 'ledger' | 'subscribers' | 'mailer' | 'secrets' | 'deadLetters'
> & {
  readonly clock: Clock;
  readonly account: AccountBooks;
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

/** `doctor`: settings, secrets, schedules, the sender's standing with SES, quota, queues, the day and the last issue, each with how it stands and what to do. */
export const doctor: Command = {
  usage: '[--data DIR | --variables FILE]',
  summary:
    'examines a house, of a data folder or (FILE: the variables of its function tell-today) deployed, and says what to do',
  async *run(args) {
    const { values } = parseArgs({ args: [...args], options: HOUSE_OF_OPTIONS });
    const told: Finding[] = [];
    const examine = async (ports: AwsPorts): Promise<void> => {
      // Clients no other command has: they cost every start of the others.
      const { createAccountBooks } = await import('../../aws/account-books.ts');
      const patient = {
        ...withClock(ports),
        account: createAccountBooks(),
        ...(values.variables === undefined ? {} : { open: openPage }),
      };
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
  yield await schedulesOf(patient);
  yield await heartbeatOf(patient);
  yield await senderOf(patient);
  yield await quotaOf(patient);
  yield await lettersOf(patient);
  yield await looked('last issue', 'publish-issue-errors', async () => {
    const [last] = await patient.issues.newest(1);
    return last ? { issueKey: last.issueKey, state: last.state, sentAt: last.sentAt } : { issueKey: null };
  });
  yield* dayOf(patient);
}

function withClock(ports: AwsPorts): Omit<Patient, 'account'> {
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
  const { stage, publicAddress, sender, mailAllowList, zaloQueue } = settings;
  const office = sender.replace(/<.*>/u, '').trim();
  return { stage, publicAddress, sender: office, mailsAnyone: mailAllowList === null, zalo: zaloQueue !== null };
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

/** What EventBridge Scheduler holds, compared with the timetable. */
async function schedulesOf({ account, settings }: Patient): Promise<Finding> {
  const faults = () => scheduleFaults(account.schedules, settings.stage);
  return accounted({ check: 'schedules', article: 'missed-runs-dead-letters', faults });
}

/** Whether SES lets the house write, knows its sender, signs for it, and tells what becomes of mails. */
async function senderOf({ account, settings }: Patient): Promise<Finding> {
  const faults = () => {
    const { configurationSet, mailAllowList } = settings;
    const host = hostOf(settings.sender);
    return postFaults(account.post, { host, configurationSet, mailsAnyone: mailAllowList === null });
  };
  return accounted({ check: 'sender', article: 'deliver-mail-errors', faults });
}

/** One line for all faults of a part of the account: what to do of each. */
async function accounted(part: {
  readonly check: string;
  readonly article: string;
  readonly faults: () => Promise<AccountFault<ScheduleFault | PostFault>[]>;
}): Promise<Finding> {
  const { check, article } = part;
  let faults: Awaited<ReturnType<typeof part.faults>> = [];
  const found = await looked(check, article, async () => {
    faults = await part.faults();
    return {};
  });
  if (faults.length === 0) return found;
  const advice = faults.map(({ fault, of }) => `${fault} (${of.join(', ')}): ${ACCOUNT_ADVICE[fault]}`).join(' ');
  return { check, standing: 'late', advice, article, faults };
}

function hostOf(sender: string): string {
  return (sender.split('@').at(-1) ?? '').replace('>', '');
}

/**
 * The schedules whose runs no step of the day shows: that of `tell-today`, and of `learn`, which writes nothing where nothing was decided.
 * Gathering, draft, mailing and watchman stand in the lines of the day.
 */
async function heartbeatOf({ newsroom, clock }: Patient): Promise<Finding> {
  const found = await looked('heartbeat', 'tell-today-errors', async () => ({
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
  if (maxPer24Hours >= 0 && readers > maxPer24Hours)
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
