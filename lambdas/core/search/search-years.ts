import { createHash } from 'node:crypto';
import { z } from 'zod';
import { catalogueYear } from '../archive/catalogue-of.ts';
import type { Manifest, ManifestIssue } from '../archive/manifest.ts';

/** One year that can be searched. */
export const searchYearSchema = z.object({
  year: z.string().regex(/^\d{4}$/),
  /** Folder of its files, `search/<year>/<build>/`; null: nothing of the year is visible any more. */
  build: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .nullable(),
  clippings: z.number().int(),
  /** What it was made of, see {@link searchStateOf}. */
  of: z.string(),
  /** Builds a reader may still be in the middle of; the next run but one takes their files away. */
  retired: z.array(z.string().regex(/^[0-9a-f]{16}$/)),
});
/** See {@link searchYearSchema}. */
export type SearchYear = z.infer<typeof searchYearSchema>;

/** `search/years.json`: the years that can be searched, newest first. Its replacement puts a new index before readers. */
export const searchYearsSchema = z.object({ version: z.literal(1), years: z.array(searchYearSchema) });
/** See {@link searchYearsSchema}. */
export type SearchYears = z.infer<typeof searchYearsSchema>;

/** Rises when an index made of the same clippings would be another one. */
const MAKING = 2;

/** The pointer of a house that has indexed nothing. */
export function emptySearchYears(): SearchYears {
  return { version: 1, years: [] };
}

/** The visible issues of each year, newest year first. */
export function issuesByYear(manifest: Manifest): ReadonlyMap<string, readonly ManifestIssue[]> {
  const years = Map.groupBy(manifest.issues, ({ issueKey }) => catalogueYear(issueKey));
  return new Map([...years].sort(([a], [b]) => (a < b ? 1 : -1)));
}

/** What the index of a year would be made of now, as a hash: the visible revisions with their titles as they may be shown. */
export function searchStateOf(issues: readonly ManifestIssue[]): string {
  const state = issues.map(({ edition, issueKey, revision, fingerprint, titles }) => [
    edition,
    issueKey,
    revision,
    fingerprint,
    titles,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([MAKING, state]))
    .digest('hex');
}

/** Years whose index is behind the manifest, newest first; those nothing is visible of any more among them. */
export function yearsBehind(manifest: Manifest, pointer: SearchYears): string[] {
  const visible = issuesByYear(manifest);
  const made = new Map(pointer.years.map((year) => [year.year, year.of]));
  const years = new Set([...visible.keys(), ...made.keys()]);
  return [...years]
    .filter((year) => made.get(year) !== searchStateOf(visible.get(year) ?? []))
    .sort()
    .reverse();
}

/** A year made anew: what it replaces is retired, what was retired before is no longer named. */
export function searchYearAfter(before: SearchYear | null, made: Omit<SearchYear, 'retired'>): SearchYear {
  const isReplaced = before !== null && before.build !== made.build;
  if (!isReplaced) return { ...made, retired: before?.retired ?? [] };
  return { ...made, retired: before.build === null ? [] : [before.build] };
}

/** Builds of a year the pointer names and `now` names no more. */
export function goneBuilds(before: SearchYear | null, now: SearchYear): string[] {
  return before?.retired.filter((build) => build !== now.build && !now.retired.includes(build)) ?? [];
}

/** The pointer with a year in the place of what it said of it. */
export function withSearchYear(pointer: SearchYears, made: SearchYear): SearchYears {
  const others = pointer.years.filter(({ year }) => year !== made.year);
  return { version: 1, years: [...others, made].sort((a, b) => (a.year < b.year ? 1 : -1)) };
}
