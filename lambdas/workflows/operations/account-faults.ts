import { FUNCTIONS, TIME_ZONE, TIMETABLE } from '../../names.ts';
import type { DnsStanding, MailChannel, MailEventKind, PostOffice } from '../../ports/post-office.ts';
import type { HeldSchedule, ScheduleBook } from '../../ports/schedule-book.ts';

/** What may be wrong with a stage's schedules. */
export type ScheduleFault =
  | 'schedule-missing'
  | 'schedule-off'
  /** Another hour, another time zone or another function than the timetable says. */
  | 'schedule-changed'
  /** It runs a function of the house and is on no timetable. */
  | 'schedule-strange';

/** What may be wrong with the way out for mail. */
export type PostFault =
  | 'account-stopped'
  | 'account-in-danger'
  | 'sandbox'
  /** Each mail costs more for what nobody here uses. */
  | 'dear-plan'
  | 'sender-unknown'
  | 'sender-unverified'
  | 'dkim-waiting'
  | 'dkim-failed'
  | 'mail-from-waiting'
  | 'mail-from-failed'
  | 'set-missing'
  | 'set-stopped'
  | 'not-suppressed'
  | 'events-unheard';

/** A fault; `of`: the names it concerns, empty where there is only one thing it can be. */
export interface AccountFault<Kind extends ScheduleFault | PostFault> {
  readonly fault: Kind;
  readonly of: readonly string[];
}

/** Compares what the scheduler holds with the timetable. */
export async function scheduleFaults(book: ScheduleBook, stage: string): Promise<AccountFault<ScheduleFault>[]> {
  const prefix = `diembao-${stage}-`;
  const held = new Map((await book.beginningWith(prefix)).map((each) => [each.name, each]));
  const of = (isSo: (each: HeldSchedule | undefined, wanted: (typeof TIMETABLE)[number]) => boolean): string[] =>
    TIMETABLE.filter((wanted) => isSo(held.get(`${prefix}${wanted.name}`), wanted)).map(({ name }) => name);
  const wantedNames = new Set(TIMETABLE.map(({ name }) => `${prefix}${name}`));
  const ours = new Set(FUNCTIONS.map((name) => `${prefix}${name}`));
  const strange = [...held.values()].filter(({ name, runs }) => ours.has(runs) && !wantedNames.has(name));
  return told<ScheduleFault>({
    'schedule-missing': of((each) => each === undefined),
    'schedule-off': of((each) => each !== undefined && !each.isOn),
    'schedule-changed': of(
      (each, { expression, runs }) =>
        each !== undefined &&
        (each.expression !== expression || each.timeZone !== TIME_ZONE || each.runs !== `${prefix}${runs}`),
    ),
    'schedule-strange': strange.map(({ name }) => name.slice(prefix.length)),
  });
}

/** What the house is to the mail service. */
interface Sender {
  /** Host of the sender's address. */
  readonly host: string;
  readonly configurationSet: string;
  /** Outside production a sandbox is enough. */
  readonly mailsAnyone: boolean;
}

/** What an account new to the service has without having asked; whoever has another has chosen it. */
const UNCHOSEN_PLAN = 'essentials';

const WANTED: readonly MailEventKind[] = ['send', 'delivery', 'bounce', 'complaint', 'reject'];

/** Asks the mail service whether mail can go out, is signed for, and is heard of. */
export async function postFaults(post: PostOffice, sender: Sender): Promise<AccountFault<PostFault>[]> {
  const [account, identity, channel] = await Promise.all([
    post.account(),
    post.identity(sender.host),
    post.channel(sender.configurationSet),
  ]);
  const host = (isSo: boolean): string[] => (isSo ? [sender.host] : []);
  const set = (isSo: boolean): string[] => (isSo ? [sender.configurationSet] : []);
  const stands = (kind: 'dkim' | 'mailFrom', ...standings: DnsStanding[]): string[] =>
    host(identity !== null && standings.includes(identity[kind]));
  return told<PostFault>({
    'account-stopped': account.isSending ? [] : ['account'],
    'account-in-danger': account.health === 'healthy' ? [] : ['account'],
    sandbox: account.isInSandbox && sender.mailsAnyone ? ['account'] : [],
    'dear-plan': account.plan === UNCHOSEN_PLAN ? [account.plan] : [],
    'sender-unknown': host(identity === null),
    // A host is verified by its DKIM records; without them it has their fault alone.
    'sender-unverified': host(identity?.dkim === 'done' && !identity.isVerified),
    'dkim-waiting': stands('dkim', 'waiting'),
    'dkim-failed': stands('dkim', 'failed', 'none'),
    'mail-from-waiting': stands('mailFrom', 'waiting'),
    'mail-from-failed': stands('mailFrom', 'failed', 'none'),
    'set-missing': set(channel === null),
    'set-stopped': set(channel?.isSending === false),
    'not-suppressed': set(channel !== null && !(channel.suppresses.bounces && channel.suppresses.complaints)),
    'events-unheard': unheard(channel),
  });
}

function unheard(channel: MailChannel | null): string[] {
  return channel === null ? [] : WANTED.filter((kind) => !channel.heard.includes(kind));
}

/** The faults that concern anything, in the order of the table. */
function told<Kind extends ScheduleFault | PostFault>(
  table: Readonly<Record<Kind, readonly string[]>>,
): AccountFault<Kind>[] {
  const kinds = Object.keys(table).filter((each): each is Kind => each in table);
  return kinds.flatMap((fault) => (table[fault].length > 0 ? [{ fault, of: table[fault] }] : []));
}
