import type { S3Client } from '@aws-sdk/client-s3';
import { type ManifestIssue, manifestSchema } from '../core/archive/manifest.ts';
import type { Day } from '../core/calendar/instant.ts';
import { type Draft, draftSchema } from '../core/drafting/draft.ts';
import { type DailySnapshot, dailySnapshotSchema } from '../core/issue/snapshot.ts';
import { ARCHIVE_KEYS, NEWSROOM_KEYS } from '../names.ts';
import { readObject } from './archive-door.ts';

/** A published daily: where it is, and what was approved. */
export interface PublishedIssue {
  readonly listed: ManifestIssue;
  readonly snapshot: DailySnapshot;
}

/** Reads a published daily from the archive; null where the manifest does not list it. */
export async function readIssue(s3: S3Client, bucket: string, day: Day): Promise<PublishedIssue | null> {
  const manifest = await readObject(s3, bucket, ARCHIVE_KEYS.manifest);
  if (!manifest) return null;
  const { issues } = manifestSchema.parse(JSON.parse(new TextDecoder().decode(manifest.body)));
  const listed = issues.find((issue) => issue.issueKey === day);
  if (!listed) return null;
  const snapshot = await readObject(s3, bucket, `${ARCHIVE_KEYS.snapshots}${listed.fingerprint}.json`);
  return (
    snapshot && { listed, snapshot: dailySnapshotSchema.parse(JSON.parse(new TextDecoder().decode(snapshot.body))) }
  );
}

/** Reads the draft of a day; null where none was laid out. */
export async function readDraft(s3: S3Client, bucket: string, day: Day): Promise<Draft | null> {
  const draft = await readObject(s3, bucket, `${NEWSROOM_KEYS.drafts}daily/${day}.json`);
  return draft && draftSchema.parse(JSON.parse(new TextDecoder().decode(draft.body)));
}
