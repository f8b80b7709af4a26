import type { AwsPorts } from '../../aws/ports.ts';
import { type Day, dayOf } from '../../core/calendar/instant.ts';
import { parseKeyring } from '../../core/subscriptions/keyring.ts';
import type { FunctionName } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import { approveIssue, contentToApprove } from '../../workflows/editing/approve-issue.ts';
import { loadDraft } from '../../workflows/editing/desk-draft.ts';
import { tellStory } from '../../workflows/mailing/mailing-story.ts';

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

/** One step of the trial: it went as it should, it did not, or there was nothing to try. */
export interface SmokeStep {
  readonly step: string;
  readonly kind: 'met' | 'failed' | 'skipped';
  readonly detail: string;
}

/** Addresses of the SES mailbox simulator with what has to become of a copy (SES Developer Guide, "Using the mailbox simulator"). */
const SIMULATED = [
  { address: 'success@simulator.amazonses.com', fate: 'delivered' },
  { address: 'bounce@simulator.amazonses.com', fate: 'bounced' },
  { address: 'complaint@simulator.amazonses.com', fate: 'complained' },
] as const;

/** Between two looks at what others are doing. */
const LOOK_MS = 2_000;
const APPROVER = { id: 'smoke', name: 'Thử nghiệm', mayApprove: true };

/**
 * The whole small day, and only on a stage that mails nobody but a list: papers visited, draft laid out, approved, published,
 * mailed to the simulator's success, bounce and complaint, and what became of each heard. Ends with the first step that failed.
 */
export async function* smokeDay(house: SmokeHouse, wish: SmokeWish): AsyncGenerator<SmokeStep> {
  const issueKey = dayOf(house.clock.now());
  const steps = [
    () => visited(house, wish),
    () => drafted(house, issueKey),
    () => subscribed(house, wish),
    () => approved(house, issueKey),
    () => published(house, issueKey, wish),
    () => mailed(house, issueKey, wish),
  ];
  if (house.ports.settings.mailAllowList === null) {
    yield { step: 'stage', kind: 'failed', detail: 'this stage mails everyone: only --read is tried on it' };
    return;
  }
  for (const step of steps) {
    const told = await step();
    yield told;
    if (told.kind !== 'met') return;
  }
}

/** What can be tried where readers are: the archive answers, and the watchman finds nothing left undone. */
export async function* smokeRead(house: SmokeHouse): AsyncGenerator<SmokeStep> {
  for (const path of ['/', '/subscriptions', '/desk']) {
    const status = await house.statusOf(path);
    yield told(`page ${path}`, status < 400, `answers ${status}`);
  }
  const found = await house.invoke('recover', {});
  const count = Array.isArray(found) ? found.length : -1;
  yield told('recover', count === 0, count === 0 ? 'finds nothing left undone' : `found ${JSON.stringify(found)}`);
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
  const answer = JSON.stringify(await invoke('draft-issue', { issueKey }));
  const draft = await loadDraft(ports.newsroom, issueKey);
  if (answer.includes('no-issue')) return { step: 'draft', kind: 'skipped', detail: `${issueKey} has no issue` };
  const count = draft?.value.clippings.length ?? 0;
  return told('draft', count > 0, `${count} clippings in the draft of ${issueKey}`);
}

async function subscribed({ invoke, ports, clock }: SmokeHouse, { to }: SmokeWish): Promise<SmokeStep> {
  const addresses = [...SIMULATED.map(({ address }) => address), ...to];
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
    const story = await tellStory(ports, { address, keyring });
    const row = story.kind === 'story' ? story.deliveries.find((each) => each.issueKey === issueKey) : undefined;
    return row?.kind === 'in-audience' ? row.state.kind : 'not mailed';
  };
  const wanted = [...SIMULATED, ...wish.to.map((address) => ({ address, fate: 'delivered' as const }))];
  const fates = (): Promise<string[]> => Promise.all(wanted.map(({ address }) => fateOf(address)));
  const isAsWanted = (all: readonly string[]): boolean => wanted.every(({ fate }, index) => all[index] === fate);
  await until({ clock, wish }, async () => isAsWanted(await fates()));
  const all = await fates();
  const detail = wanted.map(({ address }, index) => `${address.split('@')[0]} ${all[index]}`).join(', ');
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
