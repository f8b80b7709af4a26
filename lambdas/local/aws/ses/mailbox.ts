import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Instant, instantSchema } from '../../../core/calendar/instant.ts';
import { clearTemporary, writeAtomically } from '../atomic-file.ts';

/** A message the local SES accepted. */
export const storedMailSchema = z.object({
  /** The message id SES gave it; in order of acceptance. */
  id: z.string(),
  at: instantSchema,
  /** The envelope, not the headers. */
  from: z.string(),
  to: z.array(z.string()),
  tags: z.record(z.string(), z.string()),
  configurationSet: z.string().nullable(),
  state: z.enum(['delivered', 'bounced', 'bounced-for-now', 'complained']),
});
/** A message in the mailbox; `path` is the file with its exact bytes. */
export type StoredMail = z.infer<typeof storedMailSchema> & { readonly path: string };

/** What comes in: everything but what the mailbox adds. */
export type IncomingMail = Omit<z.infer<typeof storedMailSchema>, 'id'> & { readonly raw: Uint8Array };

/** All mail the house ever sent through the local SES: `<id>.eml` and `<id>.json` side by side. */
export interface Mailbox {
  /** Oldest first. */
  list(): StoredMail[];
  /** The exact bytes of a message; null when there is none of that id. */
  read(id: string): Promise<Buffer | null>;
  /** Stores a message; when this resolves it is accepted and outlives the process. */
  accept(mail: IncomingMail): Promise<StoredMail>;
  /** Messages accepted after `since`. */
  countSince(since: Instant): number;
}

/** Opens the mailbox in `directory`, which is made when missing. */
export async function openMailbox(directory: string): Promise<Mailbox> {
  const temporary = join(directory, 'temporary');
  await mkdir(directory, { recursive: true });
  await clearTemporary(temporary);
  const mails = await loadMails(directory);
  const times = mails.map((mail) => Date.parse(mail.at)).sort((a, b) => a - b);
  let count = mails.length === 0 ? 0 : Math.max(...mails.map((mail) => Number(mail.id.slice(0, 8))));
  return {
    list: () => [...mails],
    read: async (id) => {
      const mail = mails.find((candidate) => candidate.id === id);
      return mail === undefined ? null : readFile(mail.path);
    },
    accept: async ({ raw, ...envelope }) => {
      count += 1;
      const id = messageId(count, envelope.to, raw);
      const mail = { id, ...envelope };
      const path = join(directory, `${id}.eml`);
      const place = { temporary, flush: false };
      await writeAtomically(path, [raw], place);
      // The description comes last: without it the message was never accepted.
      await writeAtomically(join(directory, `${id}.json`), [JSON.stringify(mail)], place);
      const stored = { ...mail, path };
      mails.push(stored);
      insert(times, Date.parse(stored.at));
      return stored;
    },
    countSince: (since) => times.length - firstAfter(times, Date.parse(since)),
  };
}

/** `00000042-…`: the count makes it unique, the hash of envelope and bytes tells what it was. */
function messageId(count: number, to: readonly string[], raw: Uint8Array): string {
  const digest = createHash('sha256').update(to.join(',')).update('\n').update(raw).digest('hex');
  return `${String(count).padStart(8, '0')}-${digest.slice(0, 16)}`;
}

/** Times in order; a rehearsal may put the clock back, so that a new one is not always the last. */
function insert(times: number[], millis: number): void {
  times.splice(firstAfter(times, millis), 0, millis);
}

/** Place of the first time later than `millis`, by halves: each send asks for the quota. */
function firstAfter(times: readonly number[], millis: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) > millis) high = middle;
    else low = middle + 1;
  }
  return low;
}

async function loadMails(directory: string): Promise<StoredMail[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => {
      const mail = storedMailSchema.parse(JSON.parse(await readFile(join(directory, name), 'utf8')));
      return { ...mail, path: join(directory, `${mail.id}.eml`) };
    }),
  );
}
