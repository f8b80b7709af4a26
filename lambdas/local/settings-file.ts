import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Day } from '../core/calendar/instant.ts';
import type { Source } from '../core/sources/source.ts';
import { ENV, NEWSROOM_KEYS } from '../names.ts';

/** The settings the embedded mode decides for the house: its papers and how far back it looks. */
export interface EmbeddedSettings {
  /** Null: the registry of the repository. */
  readonly sources: readonly Source[] | null;
  readonly since: Day | null;
}

/** Writes them where an editor's own settings are kept. */
export async function writeSettings(
  s3: S3Client,
  env: Readonly<Record<string, string>>,
  settings: EmbeddedSettings,
): Promise<void> {
  const put = (name: string, value: object) =>
    s3.send(
      new PutObjectCommand({
        Bucket: env[ENV.newsroomBucket],
        Key: `${NEWSROOM_KEYS.settings}${name}.json`,
        Body: JSON.stringify(value),
        ContentType: 'application/json; charset=utf-8',
      }),
    );
  if (settings.sources) await put('sources', { version: 1, sources: settings.sources });
  await put('window', { version: 1, since: settings.since });
}
