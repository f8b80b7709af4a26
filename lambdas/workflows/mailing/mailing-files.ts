import {
  type AudienceShard,
  audienceShardSchema,
  type Message,
  messageSchema,
  UNSUBSCRIBE_PLACEHOLDER,
} from '../../core/mailing/mailing.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, writeJson } from '../stored-json.ts';

/** Where a shard of the frozen audience lies. */
function audienceKey(issueKey: string, shard: number): string {
  return `${NEWSROOM_KEYS.audiences}${issueKey}/${shard}.json`;
}

/** Where the issue's mail lies before it is finished per recipient. */
function messageKey(issueKey: string, fingerprint: string): string {
  return `${NEWSROOM_KEYS.messages}${issueKey}/${fingerprint}.json`;
}

/** A frozen shard; null where there is none. Throws where the file is not what was written. */
export async function readAudience(
  newsroom: ObjectStore,
  issueKey: string,
  shard: number,
): Promise<AudienceShard | null> {
  return (await readJson(newsroom, audienceKey(issueKey, shard), audienceShardSchema))?.value ?? null;
}

/** The issue's mail; null where there is none. */
export async function readMessage(
  newsroom: ObjectStore,
  issueKey: string,
  fingerprint: string,
): Promise<Message | null> {
  return (await readJson(newsroom, messageKey(issueKey, fingerprint), messageSchema))?.value ?? null;
}

/** Freezes a shard: what is there already stays, and is what is returned. */
export async function keepAudience(newsroom: ObjectStore, shard: AudienceShard): Promise<AudienceShard> {
  const key = audienceKey(shard.issueKey, shard.shard);
  const outcome = await writeJson(newsroom, key, shard, { kind: 'none' });
  if (outcome.kind === 'stored') return shard;
  const kept = await readAudience(newsroom, shard.issueKey, shard.shard);
  if (kept === null) throw new Error(`audience: ${key} is there for a write and gone for a read`);
  return kept;
}

/** Writes against other writers before giving up. */
const TRIES = 5;

/**
 * Keeps the issue's mail as `render` makes it now: one that a planner wrote who died is replaced where something was taken out
 * of the issue since. Rendered anew for every try, so nobody puts an older mail over a newer one. Throws where it has no place
 * for the reader's own unsubscribe address.
 */
export async function keepMessage(
  newsroom: ObjectStore,
  { issueKey, fingerprint }: Pick<Message, 'issueKey' | 'fingerprint'>,
  render: () => Promise<Pick<Message, 'subject' | 'html' | 'text'>>,
): Promise<void> {
  const key = messageKey(issueKey, fingerprint);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const stored = await readJson(newsroom, key, messageSchema);
    const { subject, html, text } = await render();
    if (![html, text].every((part) => part.includes(UNSUBSCRIBE_PLACEHOLDER)))
      throw new Error(`mailing ${issueKey}: the mail has no place for the unsubscribe address`);
    const { value: kept, etag } = stored ?? {};
    if (kept?.subject === subject && kept.html === html && kept.text === text) return;
    const message: Message = { version: 1, issueKey, fingerprint, subject, html, text };
    const condition = etag === undefined ? { kind: 'none' as const } : { kind: 'etag' as const, etag };
    if ((await writeJson(newsroom, key, message, condition)).kind === 'stored') return;
  }
  throw new Error(`message: ${key} changes under every write`);
}
