import { type AudienceShard, audienceShardSchema, type Message, messageSchema } from '../../core/mailing/mailing.ts';
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

/** Writes the issue's mail once; a message that is there already is the same, for its key is the fingerprint. */
export async function keepMessage(newsroom: ObjectStore, message: Message): Promise<void> {
  const key = messageKey(message.issueKey, message.fingerprint);
  await writeJson(newsroom, key, message, { kind: 'none' });
}
