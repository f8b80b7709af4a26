import { at, type Day } from '../core/calendar/instant.ts';
import { approve, gather, layOutDraft, mail, subscribeSampleReaders, TIMES } from './day-steps.ts';
import type { StoredMail } from './aws/ses/mailbox.ts';
import { openMail } from './open-mail.ts';
import { writeOutputs } from './outputs.ts';
import type { Progress } from './progress.ts';
import { type PublishedIssue, readIssue } from './read-issue.ts';
import type { DayReport } from './report.ts';
import { SAMPLE_READER } from './sample-people.ts';
import type { Stage } from './stage.ts';

/** Runs one whole day without a person: gather → draft → approve → publish → mail → archive; then writes every output. */
export async function runOnce(
  stage: Stage,
  day: Day,
  target: { readonly out: string; readonly progress: Progress },
): Promise<DayReport> {
  const seconds: { step: string; seconds: number }[] = [];
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    seconds.push({ step, seconds: (performance.now() - started) / 1000 });
    return result;
  };
  const before = stage.aws.mailbox.list().length;
  await subscribeSampleReaders(stage, day);
  if (!(await readIssue(stage.s3, stage.archiveBucket, day))) {
    const due = await timed('gather', () => gather(stage));
    target.progress.line(`Visited ${due} papers`);
    stage.clock.holdAt(at(day, TIMES.draft));
    await timed('draft', () => layOutDraft(stage, day));
    stage.clock.holdAt(at(day, TIMES.approve));
    await timed('approve and publish', () => approve(stage, day));
  }
  await timed('mail', () => mail(stage, day));
  const issue = await readIssue(stage.s3, stage.archiveBucket, day);
  if (!issue) throw new Error(`issue ${day} was not published; the draft is at the desk`);
  const mails = mailsOf(stage, day);
  const copy = await sampleCopy(stage, mails);
  const out = await timed('outputs', async () => {
    await writeOutputs({ ...outputsOf(stage, issue), mail: copy, out: target.out });
    return target.out;
  });
  return {
    content: issue.snapshot.content,
    mailBytes: copy ? Buffer.byteLength((await openMail(copy)).html) : 0,
    mails,
    mailedNow: stage.aws.mailbox.list().length - before,
    seconds,
    out,
  };
}

/** Mails of this issue: the mail service keeps those of other days too. */
function mailsOf(stage: Stage, day: Day): StoredMail[] {
  return stage.aws.mailbox.list().filter((sent) => sent.tags.issue === day);
}

async function sampleCopy(stage: Stage, mails: readonly StoredMail[]): Promise<Uint8Array | null> {
  const sample = mails.find((sent) => sent.to.includes(SAMPLE_READER)) ?? mails[0];
  return sample ? stage.aws.mailbox.read(sample.id) : null;
}

function outputsOf(stage: Stage, issue: PublishedIssue) {
  return { s3: stage.s3, archiveBucket: stage.archiveBucket, issuePath: issue.listed.path };
}
