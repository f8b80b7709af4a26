import type { Day } from '../core/calendar/instant.ts';
import { type DayRounds, dayRoundsSchema, type Round, withRound } from '../core/operations/round.ts';
import { NEWSROOM_KEYS } from '../names.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readJson, writeJson } from './stored-json.ts';

/** Writes against another watchman before the round is left unwritten: the next one tells the same. */
const TRIES = 3;

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

function roundsKey(day: Day): string {
  return `${NEWSROOM_KEYS.rounds}${day}.json`;
}
