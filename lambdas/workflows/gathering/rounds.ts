import { type Day, dayOf } from '../../core/calendar/instant.ts';
import {
  type DayRounds,
  dayRoundsSchema,
  type Round,
  type Told,
  toldSchema,
  withRound,
} from '../../core/operations/round.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Found, Watch } from '../operations/recover.ts';
import { readJson, writeJson } from '../stored-json.ts';
import type { LateZalo } from '../zalo/late-zalo.ts';

/** Writes against another watchman before the round is left unwritten: the next one tells the same. */
const TRIES = 3;
const TOLD_KEY = `${NEWSROOM_KEYS.rounds}told.json`;

/** What the watchman wrote down of a day; null where he was not there. */
export async function readRounds(newsroom: ObjectStore, day: Day): Promise<DayRounds | null> {
  return (await readJson(newsroom, roundsKey(day), dayRoundsSchema))?.value ?? null;
}

/** Writes a round into its day's record; false when others wrote faster than it. */
export async function keepRound(newsroom: ObjectStore, round: Round): Promise<boolean> {
  const key = roundsKey(round.day);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const before = await readJson(newsroom, key, dayRoundsSchema);
    const condition = before ? ({ kind: 'etag', etag: before.etag } as const) : ({ kind: 'none' } as const);
    const outcome = await writeJson(newsroom, key, withRound(before?.value ?? null, round), condition);
    if (outcome.kind === 'stored') return true;
  }
  return false;
}

/** What was told last; null: nothing yet. */
export async function readTold(newsroom: ObjectStore): Promise<Told | null> {
  return (await readJson(newsroom, TOLD_KEY, toldSchema))?.value ?? null;
}

/** Puts down what is told, over what was told before. */
export async function keepTold(newsroom: ObjectStore, told: Told): Promise<void> {
  await writeJson(newsroom, TOLD_KEY, told, { kind: 'any' });
}

/** What the alarms hear of a round. */
export function roundMetrics(found: readonly Found[]): Readonly<Record<string, number>> {
  const unbalanced = found.filter(({ kind }) => kind === 'unbalanced-books').length;
  // Those wait for a person, round after round, and have alarms of their own.
  const waiting = unbalanced + found.filter(({ kind }) => kind === 'stale-mailing').length;
  return { Recovered: found.length - waiting, BooksUnbalanced: unbalanced };
}

/** Writes down what a round of the watchman found, for the desk and for `doctor`. */
export async function keepWatch(
  ports: { readonly clock: Clock; readonly newsroom: ObjectStore },
  watch: Watch,
  zalo: LateZalo,
): Promise<void> {
  const at = ports.clock.now();
  const found = [...watch.found, ...zalo.found].map(({ kind, issueKey, ...rest }) => {
    return { kind, issueKey, ...(Object.keys(rest).length > 0 ? { detail: JSON.stringify(rest) } : {}) };
  });
  const parked = zalo.parked.map(({ issueKey }) => issueKey);
  await keepRound(ports.newsroom, { at, day: dayOf(at), found, parked, isSearchable: watch.isSearchable });
}

function roundsKey(day: Day): string {
  return `${NEWSROOM_KEYS.rounds}${day}.json`;
}
