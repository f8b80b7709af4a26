import { z } from 'zod';
import { type Instant, instantSchema } from '../../core/calendar/instant.ts';
import { canonicalJson } from '../../core/issue/canonical-json.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore, PutCondition } from '../../ports/object-store.ts';
import { readJson, writeJson } from '../stored-json.ts';
import { settingKey } from './house.ts';
import type { SettingKind } from './setting-table.ts';

/** Stands for the ETag of a setting whose file is not there yet. */
export const NO_FILE = 'none';

/** Who saved a version, when and why; `from` is the older version it goes back to. Stored in the setting's own file. */
const savedSchema = z.object({
  number: z.number().int().min(1),
  at: instantSchema,
  by: z.string(),
  why: z.string(),
  from: z.number().int().optional(),
});
/** See {@link savedSchema}. */
export type Saved = z.infer<typeof savedSchema>;

const stampSchema = z.object({ saved: savedSchema.optional() });

/** A version of a setting; `saved` null: the house began with it, or it was written outside the desk. */
export interface Version<T> {
  readonly number: number;
  readonly saved: Saved | null;
  readonly value: T;
}

/** The version that holds, with the tag the next change is conditional on. */
export interface PresentSetting<T> extends Version<T> {
  /** {@link NO_FILE} where the seed holds. */
  readonly etag: string;
}

/** A change of a setting, made from the very version that has `etag`. */
export interface SettingChange<T> {
  readonly etag: string;
  readonly value: T;
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
  readonly from?: number;
}

/** `changed`: somebody else was faster, nothing was written. `same`: the value is what stands there. `unfit`: its schema refuses it. */
export type SettingOutcome =
  | { readonly kind: 'saved'; readonly number: number }
  | { readonly kind: 'same' | 'changed' }
  | { readonly kind: 'unfit'; readonly problem: string };

/** Prefix of the versions of a setting. */
function historyPrefix(name: string): string {
  return `${NEWSROOM_KEYS.settings}history/${name}/`;
}

function versionKey(name: string, number: number): string {
  return `${historyPrefix(name)}${number}.json`;
}

/** The version that holds now. One that nobody at the desk saved comes after all that were kept. */
export async function presentSetting<T>(newsroom: ObjectStore, kind: SettingKind<T>): Promise<PresentSetting<T>> {
  const stored = await readJson(newsroom, settingKey(kind.name), z.unknown());
  if (stored === null) return { number: 1, saved: null, value: kind.seed(), etag: NO_FILE };
  const { saved } = stampSchema.parse(stored.value);
  const value = kind.schema.parse(stored.value);
  if (saved !== undefined) return { number: saved.number, saved, value, etag: stored.etag };
  return { number: await numberOf(newsroom, kind, value), saved: null, value, etag: stored.etag };
}

/** The number of a value without a stamp: that under which it was kept last, else the next free one. */
async function numberOf<T>(newsroom: ObjectStore, kind: SettingKind<T>, value: T): Promise<number> {
  const last = (await keptNumbers(newsroom, kind.name))[0];
  if (last === undefined) return 1;
  const kept = await readVersion(newsroom, kind, last);
  return kept?.saved === null && isSame(kept.value, value) ? last : last + 1;
}

/**
 * Saves a new value of a setting. The version that held is kept first, under its own number and once; then the setting's file
 * is written where it still is the one the change was made from. That write is the act: a crash before it leaves a copy of
 * what holds anyway, and who, when and why stand in the very file that holds.
 */
export async function saveSetting<T>(
  newsroom: ObjectStore,
  kind: SettingKind<T>,
  change: SettingChange<T>,
): Promise<SettingOutcome> {
  const fit = kind.schema.safeParse(change.value);
  if (!fit.success) return { kind: 'unfit', problem: fit.error.issues[0]?.message ?? '' };
  const present = await presentSetting(newsroom, kind);
  if (present.etag !== change.etag) return { kind: 'changed' };
  if (isSame(present.value, fit.data)) return { kind: 'same' };
  await keep(newsroom, kind.name, present);
  const { by, why, at, from } = change;
  const number = present.number + 1;
  const saved: Saved = { number, at, by, why, ...(from === undefined ? {} : { from }) };
  const condition: PutCondition = change.etag === NO_FILE ? { kind: 'none' } : { kind: 'etag', etag: change.etag };
  const written = await writeJson(newsroom, settingKey(kind.name), { ...fit.data, saved }, condition);
  return written.kind === 'stored' ? { kind: 'saved', number } : { kind: 'changed' };
}

/** Kept versions never change: what is there under this number is this very version. */
async function keep(newsroom: ObjectStore, name: string, { number, saved, value }: Version<unknown>): Promise<void> {
  await writeJson(newsroom, versionKey(name, number), { version: 1, number, saved, value }, { kind: 'none' });
}

/** One version by its number, the present one too; null where there is none. */
export async function readVersion<T>(
  newsroom: ObjectStore,
  { name, schema }: SettingKind<T>,
  number: number,
): Promise<Version<T> | null> {
  const kept = z.object({ version: z.literal(1), number: z.number(), saved: savedSchema.nullable(), value: schema });
  return (await readJson(newsroom, versionKey(name, number), kept))?.value ?? null;
}

/** Every version of a setting, the present one first; `most` of them. */
export async function versionsOf<T>(newsroom: ObjectStore, kind: SettingKind<T>, most: number): Promise<Version<T>[]> {
  const present = await presentSetting(newsroom, kind);
  const older = (await keptNumbers(newsroom, kind.name)).filter((number) => number < present.number).slice(0, most - 1);
  const read = await Promise.all(older.map((number) => readVersion(newsroom, kind, number)));
  return [present, ...read.filter((each) => each !== null)];
}

/** Numbers of the kept versions, the newest first. */
async function keptNumbers(newsroom: ObjectStore, name: string): Promise<number[]> {
  const keys = await newsroom.list(historyPrefix(name));
  return keys
    .map((key) => Number(/(\d+)\.json$/.exec(key)?.[1] ?? Number.NaN))
    .filter((number) => !Number.isNaN(number))
    .toSorted((a, b) => b - a);
}

function isSame(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}
