import { addDays, type Day, dayOf } from '../../core/calendar/instant.ts';
import { issueDay } from '../../core/calendar/issue-day.ts';
import type { Issue } from '../../core/issue/issue.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readRounds } from '../gathering/rounds.ts';
import { loadHouse } from '../settings/house.ts';

/** A day that should have had an issue and is over; nothing is started, for its news are in the window of the next issue. */
export interface MissedDay {
  readonly kind: 'missed-day';
  readonly issueKey: Day;
}

/** Days looked back on. */
const LOOK_BACK = 7;

/** The missed days of the last week, each told on one round only; before its first issue a house has missed nothing. */
export async function missedDays(
  ports: { readonly clock: Clock; readonly newsroom: ObjectStore },
  issues: readonly Issue[],
): Promise<MissedDay[]> {
  const today = dayOf(ports.clock.now());
  const known = new Set(issues.map(({ issueKey }) => issueKey));
  const [first = today] = [...known].sort();
  const { calendar } = await loadHouse(ports.newsroom);
  const missed = Array.from({ length: LOOK_BACK }, (_, back) => addDays(today, back - LOOK_BACK)).filter(
    (day) => day > first && !known.has(day) && issueDay(day, calendar).kind === 'issue-day',
  );
  const told = await toldSince(ports.newsroom, missed[0], today);
  return missed.filter((day) => !told.has(day)).map((issueKey) => ({ kind: 'missed-day', issueKey }));
}

async function toldSince(newsroom: ObjectStore, first: Day | undefined, today: Day): Promise<Set<string>> {
  const told = new Set<string>();
  for (let day = first ?? addDays(today, 1); day <= today; day = addDays(day, 1)) {
    const rounds = await readRounds(newsroom, day);
    for (const { kind, issueKey } of rounds?.found ?? []) if (kind === 'missed-day') told.add(issueKey);
  }
  return told;
}
