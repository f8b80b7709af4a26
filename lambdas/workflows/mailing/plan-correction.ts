import { type Instant, isBefore, shift } from '../../core/calendar/instant.ts';
import type { Issue } from '../../core/issue/issue.ts';
import { correctionSubject } from '../../core/issue/notices.ts';
import type { Snapshot } from '../../core/issue/snapshot.ts';
import type { Canary } from '../../core/mailing/canary.ts';
import type { DeliveryState } from '../../core/mailing/delivery.ts';
import { isAudienceForgotten } from '../../core/mailing/forgotten.ts';
import { isUnderWay, type Mailing } from '../../core/mailing/mailing.ts';
import { correctionMailingKey } from '../../core/mailing/mailing-key.ts';
import { MAILING_POLICY, type MailingPolicy } from '../../core/mailing/policy.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DeliveryLedger } from '../../ports/delivery-ledger.ts';
import type { IssueRegister } from '../../ports/newsroom.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { ShardRequest, WorkQueue } from '../../ports/work-queue.ts';
import { readPrintable } from '../publishing/withdrawal-files.ts';
import { finishMailing } from './finish-mailing.ts';
import { canariesOf } from './freeze-audience.ts';
import { keepAudience, keepMessage, readAudience } from './mailing-files.ts';

/** What mailing a correction needs of the world. */
export interface CorrectionMailPorts {
  readonly clock: Clock;
  readonly issues: IssueRegister;
  readonly ledger: DeliveryLedger;
  readonly newsroom: ObjectStore;
  readonly archive: ObjectStore;
  readonly deliver: WorkQueue<ShardRequest>;
  readonly renderMail: (snapshot: Snapshot) => Promise<{ subject: string; html: string; text: string }>;
  readonly policy?: MailingPolicy;
}

/** An issue of which a correction is to be mailed. */
export type RemailedIssue = Issue & { readonly remail: NonNullable<Issue['remail']> };

/** Whether a correction of the issue is, or was, to be mailed. */
export function isRemailed(issue: Issue): issue is RemailedIssue {
  return issue.remail !== undefined;
}

/** The issue's last mailing: of its correction where one was opened, else its first; null: none yet. */
export async function lastMailing(ledger: DeliveryLedger, issue: Issue): Promise<Mailing | null> {
  const { issueKey, remail } = issue;
  const correction = remail ? await ledger.mailing(correctionMailingKey(issueKey, remail.revision)) : null;
  return correction ?? (await ledger.mailing(issueKey));
}

/** What became of it; `overtaken`: withdrawn, or corrected once more, before its mailing was opened. */
export type PlanCorrectionOutcome =
  | { readonly kind: 'planned'; readonly shards: number; readonly audience: number }
  | { readonly kind: 'already' | 'overtaken' }
  | { readonly kind: 'stale'; readonly due: Instant };

/** Those who have their copy of the issue, as far as anybody knows. */
const GOT: ReadonlySet<DeliveryState['kind']> = new Set(['accepted', 'delivered']);

/**
 * Mails a correction to those who got the issue, and to nobody else: a mailing of its own name with its own ledger, so the
 * same machinery gives each of them one copy. Every step keeps what is there; a second run ends in the same mailing.
 */
export async function planCorrection(ports: CorrectionMailPorts, issue: RemailedIssue): Promise<PlanCorrectionOutcome> {
  const { issueKey, remail, fingerprint } = issue;
  const mailingKey = correctionMailingKey(issueKey, remail.revision);
  const opened = await ports.ledger.mailing(mailingKey);
  if (opened) return putOpened(ports, issue, opened);
  if (issue.state !== 'corrected' || issue.pending || issue.revision !== remail.revision || fingerprint === null)
    return { kind: 'overtaken' };
  const policy = ports.policy ?? MAILING_POLICY;
  if (isBefore(shift(remail.at, policy.freshMs), ports.clock.now())) return { kind: 'stale', due: remail.at };
  const first = await ports.ledger.mailing(issueKey);
  if (first === null) return { kind: 'already' };
  await writeMessage(ports, mailingKey, fingerprint);
  const { readers, canaries } = await freezeReaders(ports, first, mailingKey);
  const mailing: Mailing = {
    ...{ version: 1, issueKey: mailingKey, fingerprint, state: 'sending', armed: true, turn: 1 },
    audience: readers,
    ...(canaries.length > 0 && { canaries }),
    shards: first.shards,
    startedAt: ports.clock.now(),
    finishedAt: null,
  };
  await ports.ledger.openMailing(mailing);
  return putOpened(ports, issue, await ports.ledger.mailing(mailingKey));
}

/**
 * A mailing of what was overtaken is stopped before anybody gets it. Whoever is still to be served gets the mail without what was
 * withdrawn since, also while the readers were looked up.
 */
async function putOpened(
  ports: CorrectionMailPorts,
  issue: RemailedIssue,
  mailing: Mailing | null,
): Promise<PlanCorrectionOutcome> {
  if (mailing === null || !isUnderWay(mailing)) return { kind: 'already' };
  if (await isStillTo(ports, issue)) {
    await writeMessage(ports, mailing.issueKey, mailing.fingerprint);
    return mailing.state === 'sending' ? putToWork(ports, mailing) : { kind: 'already' };
  }
  await ports.ledger.advanceMailing({ ...mailing, state: 'stopped', turn: mailing.turn + 1 });
  return { kind: 'overtaken' };
}

/** Whoever withdrew the issue while its readers were looked up found no mailing to stop. */
async function isStillTo({ issues }: CorrectionMailPorts, planned: RemailedIssue): Promise<boolean> {
  const issue = await issues.get(planned.issueKey);
  return issue?.state === 'corrected' && issue.remail?.revision === planned.remail.revision;
}

async function putToWork(ports: CorrectionMailPorts, mailing: Mailing): Promise<PlanCorrectionOutcome> {
  const { issueKey, shards, audience } = mailing;
  for (let shard = 0; shard < shards; shard += 1) await ports.deliver.send({ issueKey, shard });
  // Without readers nobody else would come to close it.
  if (shards === 0) await finishMailing(ports, mailing);
  return { kind: 'planned', shards, audience };
}

/** The shards of the first mailing once more, without those whose copy never came; how many they hold, the house's own too. */
async function freezeReaders(
  ports: CorrectionMailPorts,
  first: Mailing,
  mailingKey: string,
): Promise<{ readonly readers: number; readonly canaries: Canary[] }> {
  const canaries: Canary[] = [];
  let readers = 0;
  for (let shard = 0; shard < first.shards; shard += 1) {
    const before = await readAudience(ports.newsroom, first.issueKey, shard);
    // Their addresses are gone: a correction of so old an issue is shown, and mailed to nobody.
    const isForgotten = isAudienceForgotten(first, ports.clock.now());
    if (before === null && !isForgotten)
      throw new Error(`mailing ${first.issueKey}: the audience of shard ${shard} is gone`);
    const rows = await ports.ledger.shard(first.issueKey, shard);
    const got = new Set(rows.filter(({ state }) => GOT.has(state.kind)).map(({ subscriberId }) => subscriberId));
    const recipients = (before?.recipients ?? []).filter(({ subscriberId }) => got.has(subscriberId));
    const kept = await keepAudience(ports.newsroom, { version: 1, issueKey: mailingKey, shard, recipients });
    canaries.push(...canariesOf(kept));
    readers += kept.recipients.length;
  }
  return { readers, canaries };
}

async function writeMessage(ports: CorrectionMailPorts, mailingKey: string, fingerprint: string): Promise<void> {
  await keepMessage(ports.newsroom, { issueKey: mailingKey, fingerprint }, async () => {
    const mail = await ports.renderMail(await readPrintable(ports.archive, fingerprint));
    return { ...mail, subject: correctionSubject(mail.subject) };
  });
}
