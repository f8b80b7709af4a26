import { at, type Day } from '../core/calendar/instant.ts';
import type { Draft } from '../core/drafting/draft.ts';
import type { StoredMail } from './aws/ses/mailbox.ts';
import {
  approve,
  gather,
  layOutDraft,
  mail,
  openArchive,
  readersMails,
  subscribeSampleReaders,
  TIMES,
} from './day-steps.ts';
import { openMail } from './open-mail.ts';
import { writeOutputs } from './outputs.ts';
import { outputsFolder } from './outputs-folder.ts';
import type { Progress } from './progress.ts';
import { type PublishedIssue, readDraft, readIssue } from './read-issue.ts';
import type { DayReport } from './report.ts';
import { SAMPLE_READER } from './sample-people.ts';
import type { Stage } from './stage.ts';
import { postedTo } from './zalo/posted-to.ts';

/** What a day came to: an issue in its readers' mailboxes, or a draft with nothing in it, which nobody can approve. */
export type DayOutcome =
  | { readonly kind: 'published'; readonly report: DayReport }
  | { readonly kind: 'empty'; readonly draft: Draft };

/** Where the outputs go, and who is told of the steps. */
export interface DayTarget {
  readonly out: string;
  readonly progress: Progress;
}

/** Runs one whole day without a person: gather → draft → approve → publish → mail → archive; then writes every output. */
export async function runOnce(stage: Stage, day: Day, target: DayTarget): Promise<DayOutcome> {
  const watch = stopwatch();
  const before = readersMails(stage.aws.mailbox.list()).length;
  await openArchive(stage);
  await subscribeSampleReaders(stage, day);
  if (!(await readIssue(stage.s3, stage.archiveBucket, day))) {
    target.progress.line('Visiting the papers …');
    const due = await watch.timed('gather', () => gather(stage));
    target.progress.line(`Visited ${due} papers`);
    stage.clock.holdAt(at(day, TIMES.draft));
    await watch.timed('draft', () => layOutDraft(stage, day));
    target.progress.line(`Laid out the draft of ${day}`);
    stage.clock.holdAt(at(day, TIMES.approve));
    const approval = await watch.timed('approve and publish', () => approve(stage, day));
    if (approval.kind === 'approved') target.progress.line('Approved by the sample editor and published');
  }
  await watch.timed('mail', () => mail(stage, day));
  const issue = await readIssue(stage.s3, stage.archiveBucket, day);
  if (!issue) return { kind: 'empty', draft: await draftOf(stage, day) };
  const mails = mailsOf(stage, day);
  const copy = await sampleCopy(stage, mails);
  const out = outputsFolder(target.out, day);
  await watch.timed('outputs', () => writeOutputs({ ...outputsOf(stage, issue), mail: copy, out }));
  return {
    kind: 'published',
    report: {
      content: issue.snapshot.content,
      mailBytes: copy ? Buffer.byteLength((await openMail(copy)).html) : 0,
      mails,
      mailedNow: readersMails(stage.aws.mailbox.list()).length - before,
      seconds: watch.seconds,
      out,
    },
  };
}

function stopwatch() {
  const seconds: { step: string; seconds: number }[] = [];
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    seconds.push({ step, seconds: (performance.now() - started) / 1000 });
    return result;
  };
  return { seconds, timed };
}

async function draftOf(stage: Stage, day: Day): Promise<Draft> {
  const draft = await readDraft(stage.s3, stage.newsroomBucket, day);
  if (!draft || draft.clippings.length > 0) throw new Error(`issue ${day} was not published although it has a draft`);
  return draft;
}

/** Mails of this issue to readers: the mail service keeps those of other days too. */
function mailsOf(stage: Stage, day: Day): StoredMail[] {
  return readersMails(stage.aws.mailbox.list()).filter((sent) => sent.tags.issue === day);
}

async function sampleCopy(stage: Stage, mails: readonly StoredMail[]): Promise<Uint8Array | null> {
  const sample = mails.find((sent) => sent.to.includes(SAMPLE_READER)) ?? mails[0];
  return sample ? stage.aws.mailbox.read(sample.id) : null;
}

function outputsOf(stage: Stage, issue: PublishedIssue) {
  const zalo = postedTo(stage.zalo, issue.listed);
  return { s3: stage.s3, archiveBucket: stage.archiveBucket, issuePath: issue.listed.path, zalo };
}
