import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Instant, instantSchema, toMillis } from '../core/calendar/instant.ts';
import { type IssueKey, issueKeySchema } from '../core/issue/issue-key.ts';
import { NEWSROOM_KEYS } from '../names.ts';
import type { Clock } from '../ports/clock.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readJson, writeJson } from './stored-json.ts';

/** What an approver may ask for that no other book of the house writes down; `test-send` is anybody's to himself. */
const deedSchema = z.enum([
  'pause',
  'resume',
  'renew',
  'resend',
  'stop',
  'hold',
  'release',
  'schedule',
  'test-send',
  'correction-mail',
  'no-issue',
  'issue-after-all',
]);
/** See {@link deedSchema}. */
export type Deed = z.infer<typeof deedSchema>;

const entrySchema = z.object({
  version: z.literal(1),
  issueKey: issueKeySchema,
  at: instantSchema,
  /** Login and name of who asked for it. */
  by: z.string(),
  name: z.string(),
  deed: deedSchema,
  /** Why, or a detail such as the hour that was set; may be empty. */
  why: z.string(),
});
/** One line of the journal: `journal/<issueKey>/<millis>-<hash>.json`, written once and never again. */
export type JournalEntry = z.infer<typeof entrySchema>;

/** What is to be written down. */
export interface Wish {
  readonly issueKey: IssueKey;
  readonly deed: Deed;
  readonly why: string;
  readonly editor: { readonly id: string; readonly name: string };
}

/**
 * Writes down who asked for what, when and why: before it is done, so that nothing is done unwritten. Entries are objects
 * of their own that are only ever created; nothing of the house changes or removes one.
 */
export async function writeDown(
  ports: { readonly newsroom: ObjectStore; readonly clock: Clock },
  { issueKey, deed, why, editor }: Wish,
): Promise<void> {
  const at: Instant = ports.clock.now();
  const entry: JournalEntry = { version: 1, issueKey, at, by: editor.id, name: editor.name, deed, why };
  const hash = createHash('sha256').update(JSON.stringify(entry)).digest('hex').slice(0, 16);
  await writeJson(ports.newsroom, `${prefixOf(issueKey)}${toMillis(at)}-${hash}.json`, entry, { kind: 'none' });
}

/** The entries of an issue, oldest first. */
export async function readJournal(newsroom: ObjectStore, issueKey: IssueKey): Promise<JournalEntry[]> {
  const keys = await newsroom.list(prefixOf(issueKey));
  const entries = await Promise.all(keys.map((key) => readJson(newsroom, key, entrySchema)));
  return entries.flatMap((entry) => (entry ? [entry.value] : []));
}

function prefixOf(issueKey: IssueKey): string {
  return `${NEWSROOM_KEYS.journal}${issueKey}/`;
}
