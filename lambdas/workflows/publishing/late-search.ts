import { catalogueYear } from '../../core/archive/catalogue-of.ts';
import { type Manifest, manifestSchema } from '../../core/archive/manifest.ts';
import { isBefore, shift } from '../../core/calendar/instant.ts';
import type { IssueKey } from '../../core/issue/issue-key.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { IssueRequest, WorkQueue } from '../../ports/work-queue.ts';
import { readJson } from '../stored-json.ts';
import { searchBehind } from './index-year.ts';

/** Readers cannot search what they can read; the publisher was asked to index again, by the name of an issue of the year. */
export interface LateSearch {
  readonly kind: 'search-behind';
  readonly issueKey: IssueKey;
  readonly years: readonly string[];
}

/** What {@link lateSearch} needs of the world. */
export interface LateSearchPorts {
  readonly clock: Clock;
  readonly archive: ObjectStore;
  readonly publish: WorkQueue<IssueRequest>;
}

/**
 * Finds years whose search index is behind the manifest and has the publisher look after them: it indexes after whatever it
 * is asked for, an issue that is published long since too. Not while an issue is so young that its index is being made.
 */
export async function lateSearch(ports: LateSearchPorts, graceMs: number): Promise<LateSearch[]> {
  const years = await searchBehind(ports);
  const manifest = (await readJson(ports.archive, ARCHIVE_KEYS.manifest, manifestSchema))?.value;
  const issueKey = manifest && years[0] !== undefined ? nameIn(manifest, years[0]) : undefined;
  if (manifest === undefined || issueKey === undefined || isYoung(manifest, ports.clock, graceMs)) return [];
  await ports.publish.send({ issueKey });
  return [{ kind: 'search-behind', issueKey, years }];
}

/** An issue of the year; of a year nothing is left of, any. */
function nameIn({ issues, withdrawn = [] }: Manifest, year: string): IssueKey | undefined {
  const names = [...issues, ...withdrawn].map(({ issueKey }) => issueKey);
  return names.find((each) => catalogueYear(each) === year) ?? names[0];
}

function isYoung({ issues }: Manifest, clock: Clock, graceMs: number): boolean {
  return issues.some(({ publishedAt }) => isBefore(clock.now(), shift(publishedAt, graceMs)));
}
