import { dayOf, type Instant } from '../../core/calendar/instant.ts';
import type { Issue } from '../../core/issue/issue.ts';
import { isDaily, type Snapshot } from '../../core/issue/snapshot.ts';
import { isUnderWay, type Mailing } from '../../core/mailing/mailing.ts';
import { type MayPlan, mayPlan } from '../../core/mailing/may-mail.ts';
import { MAILING_POLICY, type MailingPolicy } from '../../core/mailing/policy.ts';
import type { Offer } from '../../core/subscriptions/reads.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { type IssueRequest, issueRequestSchema, type ShardRequest, type WorkQueue } from '../../ports/work-queue.ts';
import { renderEmail } from '../../rendering/email.ts';
import { renderMonthlyMail } from '../../rendering/monthly/monthly-mail.ts';
import { monthlyViewOf } from '../../rendering/monthly/monthly-view.ts';
import { viewOf } from '../../rendering/view.ts';
import { readPrintable } from '../publishing/withdrawal-files.ts';
import { mayPlanMail } from './arm-house.ts';
import { finishMailing } from './finish-mailing.ts';
import { type FreezePorts, freezeAudience } from './freeze-audience.ts';
import { keepMessage } from './mailing-files.ts';
import { isRemailed, type PlanCorrectionOutcome, planCorrection } from './plan-correction.ts';

/** Makes an issue's mail before it is finished per recipient. */
export type MailRenderer = (snapshot: Snapshot) => Promise<{ subject: string; html: string; text: string }>;

/** What planning needs of the world. */
export interface PlanMailingPorts extends FreezePorts {
  readonly clock: Clock;
  readonly issues: IssueRegister;
  readonly ledger: DeliveryLedger;
  readonly archive: ObjectStore;
  readonly deliver: WorkQueue<ShardRequest>;
  readonly renderMail: MailRenderer;
  /** Left out: {@link MAILING_POLICY}. */
  readonly policy?: MailingPolicy;
}

/** What became of a wish to mail an issue. */
export type PlanMailingOutcome =
  | { readonly kind: 'planned'; readonly shards: number; readonly audience: number }
  | { readonly kind: 'already' }
  | { readonly kind: 'not-published' }
  | { readonly kind: 'held' }
  /** The house was restored or cloned: a person must arm it first. */
  | { readonly kind: 'disarmed' }
  | { readonly kind: 'too-early'; readonly due: Instant }
  | { readonly kind: 'stale'; readonly due: Instant }
  | PlanCorrectionOutcome;

/** Monthlies of which one may wait for the mailing hour. */
const MONTHLIES = 3;

/** What a schedule asks for (today's issue, and a monthly published before the hour), or an operator who names one. */
export async function planRequests(
  event: unknown,
  { issues, clock }: Pick<PlanMailingPorts, 'issues' | 'clock'>,
): Promise<IssueRequest[]> {
  const { issueKey } = issueRequestSchema.partial().parse(event ?? {});
  if (issueKey !== undefined) return [{ issueKey }];
  const waiting = (await issues.newest(MONTHLIES, 'monthly')).filter(({ state }) => state === 'published');
  return [{ issueKey: dayOf(clock.now()) }, ...waiting.map((monthly) => ({ issueKey: monthly.issueKey }))];
}

/** The house's renderer; `publicAddress` is where readers find the archive. */
export function mailRenderer(publicAddress: string): MailRenderer {
  return async (snapshot) => {
    if (isDaily(snapshot)) return renderEmail(viewOf(snapshot, { publicAddress }));
    return renderMonthlyMail(monthlyViewOf(snapshot, { publicAddress }));
  };
}

/**
 * Freezes the audience of a published issue and puts its shards to work. Every step keeps what is there, and the mailing's
 * row comes after everything it speaks of, so a second run after a crash anywhere ends in the same mailing. The issue is
 * `mailing` before the first shard is queued: whoever corrects, withdraws or holds it writes the same row, so one of the two
 * comes first, and what was overtaken reaches nobody.
 */
export async function planMailing(ports: PlanMailingPorts, { issueKey }: IssueRequest): Promise<PlanMailingOutcome> {
  const issue = await ports.issues.get(issueKey);
  if (issue === null) return { kind: 'not-published' };
  if (isRemailed(issue)) return planCorrection(ports, issue);
  const mailing = await mailingOf(ports, issue);
  if ('kind' in mailing) return mailing;
  if (!(await markMailing(ports.issues, issue))) return { kind: 'overtaken' };
  for (let shard = 0; shard < mailing.shards; shard += 1) await ports.deliver.send({ issueKey, shard });
  // Without readers nobody else would come to close it.
  if (mailing.shards === 0) await finishMailing(ports, mailing);
  return { kind: 'planned', shards: mailing.shards, audience: mailing.audience };
}

/** The mailing to put to work, or why there is none. One that has been opened goes on however late it is. */
async function mailingOf(
  ports: PlanMailingPorts,
  issue: Issue,
): Promise<Mailing | Exclude<MayPlan, { kind: 'may-plan' }> | { readonly kind: 'disarmed' }> {
  const may = mayPlan(issue, ports.clock.now(), ports.policy ?? MAILING_POLICY);
  if (may.kind === 'already') return (await mailingUnderWay(ports, issue)) ?? may;
  if (may.kind !== 'may-plan' && may.kind !== 'stale') return may;
  const opened = await ports.ledger.mailing(issue.issueKey);
  if (opened !== null) return renewed(ports, issue, opened);
  if (may.kind === 'stale') return may;
  return (await mayPlanMail(ports)) ? openMailing(ports, issue) : { kind: 'disarmed' };
}

/**
 * Whoever is still to be served gets the mail without what was withdrawn since. Returned is a mailing of which nobody has been
 * served yet: its planner may have died before it queued the shards.
 */
async function mailingUnderWay(ports: PlanMailingPorts, issue: Issue): Promise<Mailing | null> {
  const { ledger } = ports;
  const { issueKey, state } = issue;
  const mailing = state === 'mailing' ? await ledger.mailing(issueKey) : null;
  if (mailing === null || !isUnderWay(mailing)) return null;
  await writeMessage(ports, issue);
  if (mailing.state === 'paused') return null;
  const rows = mailing.shards > 0 ? await ledger.shard(issueKey, mailing.shards - 1) : [];
  return rows.length === 0 ? mailing : null;
}

/** Opened by a planner that died, or was overtaken, before anybody was written to: the issue may be another revision now. */
async function renewed(ports: PlanMailingPorts, issue: Issue, opened: Mailing): Promise<Mailing> {
  const fingerprint = await writeMessage(ports, issue);
  if (opened.fingerprint === fingerprint) return opened;
  const mailing = { ...opened, fingerprint, turn: opened.turn + 1 };
  if (await ports.ledger.advanceMailing(mailing)) return mailing;
  throw new Error(`mailing ${issue.issueKey}: somebody else changes it`);
}

async function openMailing(ports: PlanMailingPorts, issue: Issue): Promise<Mailing> {
  const { issueKey } = issue;
  const policy = ports.policy ?? MAILING_POLICY;
  const fingerprint = await writeMessage(ports, issue);
  const offer = await offerOf(ports, fingerprint);
  const { shards, recipients, canaries } = await freezeAudience(ports, {
    issueKey,
    shardSize: policy.shardSize,
    offer,
  });
  const mailing: Mailing = {
    version: 1,
    issueKey,
    fingerprint,
    state: 'sending',
    armed: true,
    audience: recipients,
    shards,
    startedAt: ports.clock.now(),
    finishedAt: null,
    ...(canaries.length > 0 && { canaries }),
    turn: 1,
  };
  if (await ports.ledger.openMailing(mailing)) return mailing;
  const present = await ports.ledger.mailing(issueKey);
  if (present === null) throw new Error(`mailing ${issueKey}: there for a write and gone for a read`);
  return present;
}

/** What decides who wants the issue: the sections of a daily, and today. */
async function offerOf(ports: PlanMailingPorts, fingerprint: string): Promise<Offer> {
  const snapshot = await readPrintable(ports.archive, fingerprint);
  const sections = isDaily(snapshot) ? snapshot.content.sections.map(({ id }) => id) : null;
  return { sections, day: dayOf(ports.clock.now()) };
}

/** The mail of exactly what was approved, without what was withdrawn of it; returns its fingerprint. */
async function writeMessage(ports: PlanMailingPorts, issue: Issue): Promise<string> {
  const { issueKey, fingerprint } = issue;
  if (fingerprint === null) throw new Error(`mailing ${issueKey}: published without a fingerprint`);
  await keepMessage(ports.newsroom, { issueKey, fingerprint }, async () => {
    const snapshot = await readPrintable(ports.archive, fingerprint);
    if (snapshot.content.issueKey !== issueKey) {
      throw new Error(`mailing ${issueKey}: snapshot ${fingerprint} is of the issue ${snapshot.content.issueKey}`);
    }
    return ports.renderMail(snapshot);
  });
  return fingerprint;
}

/** Writes of the register against others before giving up. */
const TRIES = 5;

/** published → mailing, as long as the issue is what was planned; true too where another planner was quicker. */
async function markMailing(issues: IssueRegister, planned: Issue): Promise<boolean> {
  let present: Issue | null = planned;
  for (let tries = 0; tries < TRIES && present !== null && isAsPlanned(present, planned); tries += 1) {
    if (present.state !== 'published') return true;
    if (await issues.advance({ ...present, state: 'mailing', turn: present.turn + 1 })) return true;
    present = await issues.get(planned.issueKey);
  }
  return false;
}

function isAsPlanned({ fingerprint, mailing, pending, state }: Issue, planned: Issue): boolean {
  if (pending || fingerprint !== planned.fingerprint) return false;
  if (state !== 'published') return state === 'mailing' || state === 'sent';
  return mailing?.held === planned.mailing?.held && mailing?.from === planned.mailing?.from;
}
