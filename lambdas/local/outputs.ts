import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { PRIVATE_ARCHIVE_KEYS } from '../names.ts';
import { readObject } from './archive-door.ts';
import { openMail } from './open-mail.ts';

/** Where the outputs of an issue come from and go to. */
export interface OutputsOf {
  readonly s3: S3Client;
  readonly archiveBucket: string;
  /** Folder of the issue's renderings in the archive, `daily/2026/11/23/1/`. */
  readonly issuePath: string;
  /** One reader's mail, exactly as accepted; null when nobody was mailed. */
  readonly mail: Uint8Array | null;
  /** What was posted of the issue to Zalo, as JSON; null: nothing was. */
  readonly zalo: string | null;
  readonly out: string;
}

/** Writes every output of an issue to a folder; returns their paths relative to it, sorted. */
export async function writeOutputs(from: OutputsOf): Promise<string[]> {
  const files = new Map<string, Uint8Array>();
  for (const key of await archiveKeys(from.s3, from.archiveBucket)) {
    const object = await readObject(from.s3, from.archiveBucket, key);
    if (object) files.set(`site/${key}`, object.body);
  }
  const copies: Record<string, string> = {
    'issue.json': `site/${from.issuePath}issue.json`,
    'issue.docx': `site/${from.issuePath}issue.docx`,
    'issue.pdf': `site/${from.issuePath}issue.pdf`,
    'zalo.txt': `site/${from.issuePath}zalo.txt`,
    'feed.xml': 'site/feed.xml',
    'feed.json': 'site/feed.json',
  };
  for (const [name, source] of Object.entries(copies)) {
    const body = files.get(source);
    if (body) files.set(name, body);
  }
  if (from.zalo) files.set('zalo.json', Buffer.from(from.zalo));
  if (from.mail) {
    const mail = await openMail(from.mail);
    files.set('email.eml', from.mail);
    files.set('email.html', Buffer.from(mail.html));
    files.set('email.txt', Buffer.from(mail.text));
  }
  for (const [name, body] of files) {
    const path = join(from.out, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, body);
  }
  return [...files.keys()].toSorted();
}

/** Every public key of the archive. */
async function archiveKeys(s3: S3Client, bucket: string): Promise<string[]> {
  const keys: string[] = [];
  let token: string | undefined;
  do {
    const page = await s3.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
    keys.push(...(page.Contents ?? []).flatMap((object) => (object.Key ? [object.Key] : [])));
    token = page.NextContinuationToken;
  } while (token);
  return keys.filter((key) => !PRIVATE_ARCHIVE_KEYS.some((prefix) => key.startsWith(prefix)));
}
