import { type DecisionFile, decisionFileSchema } from '../../core/sections/learning/decision.ts';
import { isByPerson } from '../../core/sections/learning/label.ts';
import type { DatedDecision } from '../../core/sections/learning/train.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson, UnreadableObjectError } from '../stored-json.ts';

/** Decisions by a person that are looked back on, about a year and a half of issues: older ones tell of an older house. */
const MOST = 5_000;
/** Files read at once. */
const READERS = 8;

/** What editors decided in past issues. */
export interface Past {
  /** Newest issue first. */
  readonly files: readonly DecisionFile[];
  /** Keys of files that could not be read; they are left out. */
  readonly unreadable: readonly string[];
}

/** Reads the decisions of past issues, the newest first, until there are enough. */
export async function readPastDecisions(newsroom: ObjectStore, most = MOST): Promise<Past> {
  const keys = (await newsroom.list(NEWSROOM_KEYS.decisions)).reverse();
  const files: DecisionFile[] = [];
  const unreadable: string[] = [];
  let decisions = 0;
  for (let start = 0; start < keys.length && decisions < most; start += READERS) {
    const batch = keys.slice(start, start + READERS);
    const read = await Promise.all(batch.map((key) => readFile(newsroom, key)));
    unreadable.push(...batch.filter((_, index) => read[index] === 'unreadable'));
    files.push(...read.filter((file) => file !== 'unreadable'));
    decisions = files.flatMap((file) => file.decisions.filter(isByPerson)).length;
  }
  return { files, unreadable };
}

/** The decisions of files, each with the day of its issue. */
export function dated(files: readonly DecisionFile[]): DatedDecision[] {
  return files.flatMap(({ issueKey, decisions }) => decisions.map((decision) => ({ issueKey, decision })));
}

async function readFile(newsroom: ObjectStore, key: string): Promise<DecisionFile | 'unreadable'> {
  try {
    return (await readJson(newsroom, key, decisionFileSchema))?.value ?? 'unreadable';
  } catch (error) {
    if (error instanceof UnreadableObjectError) return 'unreadable';
    throw error;
  }
}
