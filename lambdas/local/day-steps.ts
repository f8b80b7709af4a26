import { z } from 'zod';
import { at, type Day, shift } from '../core/calendar/instant.ts';
import { editionOf, type IssueKey } from '../core/issue/issue-key.ts';
import type { Month } from '../core/monthly/monthly-content.ts';
import { HOURS } from '../names.ts';
import type { StoredMail } from './aws/ses/mailbox.ts';
import { approveAsSampleEditor, type SampleApproval } from './sample-editor.ts';
import { SAMPLE_CANARY, sampleCanary, sampleSubscription } from './sample-people.ts';
import type { Stage } from './stage.ts';

/** When the steps of a rehearsed day happen, Viet Nam time. */
export const TIMES = { gather: HOURS.gather, draft: HOURS.draft, approve: '07:30', mail: HOURS.mailing } as const;

/** An uncertain delivery waits 15 minutes for its event; so long the clock is put forward to find out. */
const PATIENCE_MS = 16 * 60_000;
/** Rounds of putting the clock forward before a mailing is left to a person. */
const ROUNDS = 6;

const plannedSchema = z.object({ due: z.number() });
const draftedSchema = z.object({ kind: z.enum(['drafted', 'exists', 'no-issue']) });
const foundSchema = z.array(z.object({ kind: z.string() }));
const toldSchema = z.object({ MailingFinished: z.number() });

/** Visits every due source and waits until all are read or given up; says how many were due. */
export async function gather(stage: Stage): Promise<number> {
  const { due } = plannedSchema.parse(await stage.functions['plan-visits']({}));
  await stage.settled();
  return due;
}

/** Learns from the decisions of earlier days, then lays out the draft of the day where there is none. */
export async function layOutDraft(stage: Stage, day: Day): Promise<'drafted' | 'exists' | 'no-issue'> {
  await stage.functions.learn({});
  return draftedSchema.parse(await stage.functions['draft-issue']({ issueKey: day })).kind;
}

/** Lays out the draft of a month's monthly where there is none. */
export async function layOutMonthly(stage: Stage, month: Month): Promise<'drafted' | 'exists'> {
  const answer = await stage.functions['draft-issue']({ edition: 'monthly', issueKey: month });
  return z.object({ kind: z.enum(['drafted', 'exists']) }).parse(answer).kind;
}

/** Has the sample editor approve, and waits until the issue is published. */
export async function approve(stage: Stage, day: Day): Promise<SampleApproval> {
  const approval = await approveAsSampleEditor(stage.app, stage.deskAddress, day);
  await stage.settled();
  return approval;
}

/** Gives the archive its pages before the first issue, so that its address answers from the first minute on. */
export async function openArchive(stage: Stage): Promise<void> {
  await stage.functions['publish-issue']({});
}

/** Makes the sample readers subscribers and puts the house's own address beside them; again changes nothing. */
export async function subscribeSampleReaders(stage: Stage, day: Day): Promise<void> {
  await stage.functions.subscriptions(sampleSubscription(day));
  await stage.functions.subscriptions(sampleCanary());
}

/** Mails to readers: the house's own copy is none. */
export function readersMails(mails: readonly StoredMail[]): StoredMail[] {
  return mails.filter(({ to }) => !to.includes(SAMPLE_CANARY));
}

/** Has the published issue mailed and waits until the books balance; what was left unclear by a crash is found by `recover`. */
export async function mail(stage: Stage, day: Day): Promise<void> {
  stage.clock.advanceTo(at(day, TIMES.mail));
  await mailIssue(stage, day);
}

/** What mailing needs of a stage. */
export interface MailingStage extends Pick<Stage, 'clock' | 'settled'> {
  readonly functions: Pick<Stage['functions'], 'plan-mailing' | 'recover' | 'tell-today'>;
  readonly aws: { readonly mailbox: Pick<Stage['aws']['mailbox'], 'list'> };
}

/** Mails a published issue of either edition at once, see {@link mail}. */
export async function mailIssue(stage: MailingStage, issueKey: IssueKey): Promise<void> {
  let quiet = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await stage.functions['plan-mailing']({ issueKey });
    await stage.settled();
    stage.clock.advanceTo(shift(stage.clock.now(), PATIENCE_MS));
    const found = foundSchema.parse(await stage.functions.recover({}));
    quiet = found.length === 0 ? quiet + 1 : 0;
    // A house that was killed begins at eight again: what it sent later than that looks like work still going on.
    if (quiet === 2 || (quiet === 1 && !(await isInterrupted(stage, issueKey)))) return;
    await stage.settled();
  }
}

/** Whether some of the day's readers have their mail and others not. */
async function isInterrupted({ aws, functions }: MailingStage, issueKey: IssueKey): Promise<boolean> {
  // Of a monthly `tell-today` tells nothing.
  if (editionOf(issueKey) !== 'daily' || !aws.mailbox.list().some(({ tags }) => tags.issue === issueKey)) return false;
  return toldSchema.parse(await functions['tell-today']({})).MailingFinished === 0;
}
