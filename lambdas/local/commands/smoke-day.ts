import type { AwsPorts } from '../../aws/ports.ts';
import type { Calendar } from '../../core/calendar/calendar.ts';
import { addDays, at, type Day, dayOf, type Instant, isBefore } from '../../core/calendar/instant.ts';
import { issueDay } from '../../core/calendar/issue-day.ts';
import { parseKeyring } from '../../core/subscriptions/keyring.ts';
import { type FunctionName, HOURS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import { approveIssue, contentToApprove } from '../../workflows/editing/approve-issue.ts';
import { loadDraft } from '../../workflows/editing/desk-draft.ts';
import { tellStory } from '../../workflows/mailing/mailing-story.ts';
import { loadHouse } from '../../workflows/settings/house.ts';

/** A running house, deployed or embedded, as a trial sees it. */
export interface SmokeHouse {
  readonly ports: Pick<
    AwsPorts,
    'archive' | 'issues' | 'ledger' | 'newsroom' | 'publish' | 'secrets' | 'settings' | 'subscribers' | 'visits'
  >;
  readonly clock: Clock;
  /** Runs a function as an operator does; its answer. */
  invoke(name: FunctionName, event: unknown): Promise<unknown>;
  /** Status with which the archive answers at a path. */
  statusOf(path: string): Promise<number>;
}

/** What a trial is to do; `to`: whoever gets a copy beside the simulated readers. */
export interface SmokeWish {
  readonly to: readonly string[];
  /** How long one step may take until it shows. */
  readonly patienceMs: number;
}

/** One step of the trial: it went as it should, or it did not. */
export interface SmokeStep {
  readonly step: string;
  readonly kind: 'met' | 'failed';
  readonly detail: string;
}

/** Addresses of the SES mailbox simulator with what has to become of a copy (SES Developer Guide, "Using the mailbox simulator"). */
const SIMULATED = [
  { name: 'success', fate: 'delivered' },
  { name: 'bounce', fate: 'bounced' },
  { name: 'complaint', fate: 'complained' },
] as const;

/** With the label of the issue: who bounced or complained once is not written to by the next trial. */
function simulated(issueKey: Day): { readonly address: string; readonly fate: string }[] {
  const label = issueKey.replaceAll('-', '');
  return SIMULATED.map(({ name, fate }) => ({ address: `${name}+${label}@simulator.amazonses.com`, fate }));
}

/** Between two looks at what others are doing. */
const LOOK_MS = 2_000;
/** No holiday lasts so long. */
const LOOK_BACK = 30;
/** A day has one issue: whoever deploys twice on it reads that the second version was not tried to its end. */
const ALREADY = 'already: by an earlier trial; approving, publishing and mailing by this version are not tried anew';
const APPROVER = { id: 'smoke', name: 'Thử nghiệm', mayApprove: true };

/**
 * The whole small day, and only on a stage that mails nobody but a list: papers visited, draft laid out, approved, published,
 * mailed to the simulator's success, bounce and complaint, and what became of each heard. Ends with the first step that failed.
 * Possible at any hour of any day, see {@link triedDay}.
 */
export async function* smokeDay(house: SmokeHouse, wish: SmokeWish): AsyncGenerator<SmokeStep> {
  if (house.ports.settings.mailAllowList === null) {
    yield { step: 'stage', kind: 'failed', detail: 'this stage mails everyone: only --read is tried on it' };
    return;
  }
  const issueKey = triedDay(house.clock.now(), (await loadHouse(house.ports.newsroom)).calendar);
  const steps = [
    () => visited(house, wish),
    () => drafted(house, issueKey),
    () => subscribed(house, issueKey, wish),
    () => approved(house, issueKey),
    () => published(house, issueKey, wish),
    () => mailed(house, issueKey, wish),
  ];
  for (const step of steps) {
    const told = await step();
    yield told;
    if (told.kind !== 'met') return;
  }
}

/**
 * The day whose issue is tried: the last one that has an issue and whose mailing hour is over. Before eight, and on a day off, that is
 * the issue of a day before: no mail leaves earlier, and no function knows that it is a trial.
 */
export function triedDay(now: Instant, calendar: Calendar): Day {
  const today = dayOf(now);
  const days = Array.from({ length: LOOK_BACK }, (_, back) => addDays(today, -back));
  const isOpen = (day: Day): boolean => !isBefore(now, at(day, HOURS.mailing));
  return days.find((day) => isOpen(day) && issueDay(day, calendar).kind === 'issue-day') ?? today;
}

/** What can be tried where readers are: the archive answers, and the watchman makes his round. */
export async function* smokeRead(house: SmokeHouse): AsyncGenerator<SmokeStep> {
  for (const path of ['/', '/subscriptions', '/desk']) {
    const status = await house.statusOf(path);
    yield told(`page ${path}`, status < 400, `answers ${status}`);
  }
  const found = await house.invoke('recover', {});
  // What it finds is older than this version, and is started again or waits for a person: no reason to take the version back.
  const isNothing = Array.isArray(found) && found.length === 0;
  yield told(
    'recover',
    Array.isArray(found),
    isNothing ? 'finds nothing left undone' : `found ${JSON.stringify(found)}`,
  );
}

async function visited({ invoke, ports, clock }: SmokeHouse, wish: SmokeWish): Promise<SmokeStep> {
  await invoke('plan-visits', {});
  const since = Date.parse(clock.now()) - DAY_MS;
  const read = async (): Promise<number> =>
    (await ports.visits.all()).filter(({ visitedAt }) => Date.parse(visitedAt) > since).length;
  await until({ clock, wish }, async () => (await read()) > 0);
  const count = await read();
  return told('visits', count > 0, `${count} papers visited in the last day`);
}

async function drafted({ invoke, ports }: SmokeHouse, issueKey: Day): Promise<SmokeStep> {
  await invoke('draft-issue', { issueKey });
  const draft = await loadDraft(ports.newsroom, issueKey);
  const count = draft?.value.clippings.length ?? 0;
  return told('draft', count > 0, `${count} clippings in the draft of ${issueKey}`);
}

async function subscribed({ invoke, ports, clock }: SmokeHouse, issueKey: Day, { to }: SmokeWish): Promise<SmokeStep> {
  const addresses = [...simulated(issueKey).map(({ address }) => address), ...to];
  const allowed = ports.settings.mailAllowList ?? [];
  const strange = addresses.find(
    (each) =>
      !allowed.some((one) => each.toLowerCase() === one || (one.startsWith('@') && each.toLowerCase().endsWith(one))),
  );
  if (strange) return told('readers', false, `${strange} is not in mailAllowList of this stage`);
  const consent = { at: clock.now(), basis: 'smoke test' };
  await invoke('subscriptions', { kind: 'import', consent, editions: ['daily'], addresses });
  return told('readers', true, `${addresses.length} readers`);
}

async function approved({ ports, clock }: SmokeHouse, issueKey: Day): Promise<SmokeStep> {
  if (OUT.has((await ports.issues.get(issueKey))?.state ?? '')) return told('approval', true, ALREADY);
  const draft = await loadDraft(ports.newsroom, issueKey);
  if (!draft) return told('approval', false, 'there is no draft');
  const { fingerprint } = await contentToApprove(ports.newsroom, draft.value, APPROVER.name);
  const { newsroom, archive, issues, publish } = ports;
  const request = { issueKey, etag: draft.etag, fingerprint, approver: APPROVER };
  const { kind } = await approveIssue({ clock, newsroom, archive, issues, publish }, request);
  return told('approval', kind === 'approved' || kind === 'already', kind);
}

async function published(house: SmokeHouse, issueKey: Day, wish: SmokeWish): Promise<SmokeStep> {
  const { ports, clock } = house;
  const isOut = async (): Promise<boolean> => OUT.has((await ports.issues.get(issueKey))?.state ?? '');
  await until({ clock, wish }, isOut);
  const status = await house.statusOf('/');
  return told('publication', (await isOut()) && status === 200, `archive answers ${status}`);
}

async function mailed({ ports, invoke, clock }: SmokeHouse, issueKey: Day, wish: SmokeWish): Promise<SmokeStep> {
  await invoke('plan-mailing', { issueKey });
  const keyring = parseKeyring(await ports.secrets.get(ports.settings.tokenSecret));
  const fateOf = async (address: string): Promise<string> => {
    const story = await tellStory({ ...ports, clock }, { address, keyring });
    const row = story.kind === 'story' ? story.deliveries.find((each) => each.issueKey === issueKey) : undefined;
    return row?.kind === 'in-audience' ? row.state.kind : 'not mailed';
  };
  const wanted = [...simulated(issueKey), ...wish.to.map((address) => ({ address, fate: 'delivered' }))];
  const fates = (): Promise<string[]> => Promise.all(wanted.map(({ address }) => fateOf(address)));
  const isAsWanted = (all: readonly string[]): boolean => wanted.every(({ fate }, index) => all[index] === fate);
  await until({ clock, wish }, async () => isAsWanted(await fates()));
  const all = await fates();
  const detail = wanted.map(({ address }, index) => `${address.split(/[+@]/u)[0]} ${all[index]}`).join(', ');
  return told('mailing', isAsWanted(all), detail);
}

/** States of an issue that readers can see. */
const OUT: ReadonlySet<string> = new Set(['published', 'mailing', 'sent', 'corrected']);
const DAY_MS = 86_400_000;

/** Looks again and again until it is so or patience is at an end. */
async function until(
  { clock, wish }: { readonly clock: Clock; readonly wish: SmokeWish },
  isSo: () => Promise<boolean>,
): Promise<void> {
  for (let waited = 0; waited <= wish.patienceMs; waited += LOOK_MS) {
    if (await isSo()) return;
    await clock.sleep(LOOK_MS);
  }
}

function told(step: string, isMet: boolean, detail: string): SmokeStep {
  return { step, kind: isMet ? 'met' : 'failed', detail };
}
