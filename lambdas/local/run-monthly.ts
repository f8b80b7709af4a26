import { type ManifestIssue, manifestSchema } from '../core/archive/manifest.ts';
import { seedCalendar } from '../core/calendar/calendar.ts';
import { at, type Day } from '../core/calendar/instant.ts';
import type { Month } from '../core/monthly/monthly-content.ts';
import { draftDayOf, seedMonthly } from '../core/monthly/setting.ts';
import { ARCHIVE_KEYS, HOURS } from '../names.ts';
import { readObject } from './archive-door.ts';
import type { StoredMail } from './aws/ses/mailbox.ts';
import {
  approve,
  gather,
  layOutDraft,
  layOutMonthly,
  mail,
  mailIssue,
  openArchive,
  readersMails,
  subscribeSampleReaders,
  TIMES,
} from './day-steps.ts';
import type { DayTarget } from './once.ts';
import { writeOutputs } from './outputs.ts';
import { outputsFolder } from './outputs-folder.ts';
import { editMonthlyAsSampleEditor } from './sample-monthly-editor.ts';
import { SAMPLE_READER } from './sample-people.ts';
import type { Stage } from './stage.ts';
import { postedTo } from './zalo/posted-to.ts';

/** The day of a month on which its monthly is made. */
export function dayOfMonthly(month: Month): Day {
  return draftDayOf(month, seedMonthly(), seedCalendar());
}

/** Makes the monthly of a month without a person; where the data folder holds no daily of the month, the day's own first. */
export async function runMonthly(stage: Stage, month: Month, target: DayTarget): Promise<string> {
  const day = dayOfMonthly(month);
  const { progress } = target;
  await openArchive(stage);
  await subscribeSampleReaders(stage, day);
  if ((await dailiesOf(stage, month)).length === 0) await playDay(stage, day, target);
  stage.clock.advanceTo(at(day, TIMES.mail));
  stage.clock.holdAt(at(day, HOURS.monthly));
  progress.line(`The draft of the monthly ${month}: ${await layOutMonthly(stage, month)}`);
  const { pictures, approval } = await editMonthlyAsSampleEditor(stage.app, stage.deskAddress, month);
  await stage.settled();
  if (approval.kind === 'approved') progress.line(`Approved by the sample editor with ${pictures} pictures`);
  await mailIssue(stage, month);
  const listed = (await issuesOf(stage)).find(({ issueKey }) => issueKey === month);
  if (!listed) return `Monthly ${month}: nothing was published\n`;
  const mails = readersMails(stage.aws.mailbox.list()).filter(({ tags }) => tags.issue === month);
  const zalo = postedTo(stage.zalo, listed);
  const outputs = { s3: stage.s3, archiveBucket: stage.archiveBucket, issuePath: listed.path, zalo };
  const out = outputsFolder(target.out, month);
  await writeOutputs({ ...outputs, mail: await sampleCopy(stage, mails), out });
  return monthlyReport(listed, { mails, out });
}

async function playDay(stage: Stage, day: Day, { progress }: DayTarget): Promise<void> {
  progress.line(`No daily of the month is stored: playing ${day} first`);
  await gather(stage);
  stage.clock.holdAt(at(day, TIMES.draft));
  await layOutDraft(stage, day);
  stage.clock.holdAt(at(day, TIMES.approve));
  await approve(stage, day);
  await mail(stage, day);
}

async function issuesOf(stage: Stage): Promise<readonly ManifestIssue[]> {
  const manifest = await readObject(stage.s3, stage.archiveBucket, ARCHIVE_KEYS.manifest);
  return manifest ? manifestSchema.parse(JSON.parse(new TextDecoder().decode(manifest.body))).issues : [];
}

async function dailiesOf(stage: Stage, month: Month): Promise<readonly ManifestIssue[]> {
  return (await issuesOf(stage)).filter((issue) => issue.edition === 'daily' && issue.issueKey.startsWith(month));
}

async function sampleCopy(stage: Stage, mails: readonly StoredMail[]): Promise<Uint8Array | null> {
  const sample = mails.find((sent) => sent.to.includes(SAMPLE_READER)) ?? mails[0];
  return sample ? stage.aws.mailbox.read(sample.id) : null;
}

/** The short report at the end of `--monthly`. */
function monthlyReport(listed: ManifestIssue, made: { mails: readonly StoredMail[]; out: string }): string {
  const bounced = made.mails.filter(({ state }) => state === 'bounced').length;
  const lines = [
    `Monthly ${listed.issueKey}, number ${listed.number ?? '?'}`,
    `  articles    ${listed.clippings}`,
    `  mails       ${made.mails.length} accepted, ${bounced} of them bounced`,
    `  outputs     ${made.out}`,
  ];
  return `${lines.join('\n')}\n`;
}
