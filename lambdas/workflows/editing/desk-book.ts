import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Day, dayOf, type Instant, instantSchema, toMillis } from '../../core/calendar/instant.ts';
import { canonicalJson } from '../../core/issue/canonical-json.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, writeJson } from '../stored-json.ts';

/** What stands for an address that somebody looked up. */
export const LOOK_UP = 'look-up';

/** What stands for an address whose suppression somebody wants lifted. */
const LIFT = 'lift';

const entrySchema = z.object({
  version: z.literal(1),
  at: instantSchema,
  /** Id and printed name of who asked. */
  by: z.string(),
  name: z.string(),
  /** The route, `POST /desk/issues/:key/undo`, {@link LOOK_UP} or `lift`. */
  deed: z.string(),
  /** The address it was sent to; of a look-up or a lift the reader's address masked. */
  about: z.string(),
  /** SHA-256 of the form as it came; of a look-up or a lift the keyed hash of the address. */
  sent: z.string(),
  /** As it was written at the desk, without addresses; lines of deeds that ask for no reason have none. */
  why: z.string().optional(),
  /** Tag or fingerprint of what the form was made from; empty where it carries none. */
  before: z.string(),
});
/** One line of the desk's book: `journal/desk/<day>/<millis>-<hash>.json`, written once and never again. */
export type DeskEntry = z.infer<typeof entrySchema>;

interface BookPorts {
  readonly newsroom: ObjectStore;
  readonly clock: Clock;
}

/** A form that changed something. */
export interface Change {
  readonly route: string;
  readonly path: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly editor: { readonly id: string; readonly name: string };
}

/** Fields that carry what a form was made from, in this order. */
const BASES = ['etag', 'fingerprint'] as const;

/** Writes down that a form changed something: who, when, where, and hashes of what was sent and of what it was made from. */
export async function writeChange(ports: BookPorts, { route, path, fields, editor }: Change): Promise<void> {
  const base = BASES.map((name) => fields.find((each) => each.name === name)?.value ?? '').find((each) => each !== '');
  const sent = sha256(canonicalJson(fields.map(({ name, value }) => [name, value])));
  await write(ports, editor, { deed: route, about: path, sent, before: base ?? '' });
}

/** An address somebody dealt with: by its keyed hash and what of it may be shown. */
interface AboutAddress {
  readonly subscriberId: string;
  readonly masked: string;
  readonly editor: Change['editor'];
}

/** Writes down that somebody asked after an address; the book holds no address. */
export async function writeLookUp(ports: BookPorts, { subscriberId, masked, editor }: AboutAddress): Promise<void> {
  await write(ports, editor, { deed: LOOK_UP, about: masked, sent: subscriberId, before: '' });
}

/** Writes down that somebody wants a suppressed address lifted, and why. */
export async function writeLift(
  ports: BookPorts,
  { subscriberId, masked, editor, why }: AboutAddress & { readonly why: string },
): Promise<void> {
  await write(ports, editor, { deed: LIFT, about: masked, sent: subscriberId, before: '', why });
}

/** The lines of a day, the newest first. */
export async function readDeskBook(newsroom: ObjectStore, day: Day): Promise<DeskEntry[]> {
  const keys = await newsroom.list(prefixOf(day));
  const entries = await Promise.all(keys.map((key) => readJson(newsroom, key, entrySchema)));
  return entries.flatMap((entry) => (entry ? [entry.value] : [])).toSorted((a, b) => toMillis(b.at) - toMillis(a.at));
}

async function write(
  { newsroom, clock }: BookPorts,
  editor: Change['editor'],
  line: Pick<DeskEntry, 'deed' | 'about' | 'sent' | 'before' | 'why'>,
): Promise<void> {
  const at: Instant = clock.now();
  const entry: DeskEntry = { version: 1, at, by: editor.id, name: editor.name, ...line };
  const key = `${prefixOf(dayOf(at))}${toMillis(at)}-${sha256(canonicalJson(entry)).slice(0, 16)}.json`;
  await writeJson(newsroom, key, entry, { kind: 'none' });
}

function prefixOf(day: Day): string {
  return `${NEWSROOM_KEYS.journal}desk/${day}/`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
