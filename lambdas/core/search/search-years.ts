import { createHash } from 'node:crypto';
import { z } from 'zod';
import { catalogueYear } from '../archive/catalogue-of.ts';
import type { Manifest, ManifestIssue } from '../archive/manifest.ts';
import { type Instant, instantSchema, isBefore, shift } from '../calendar/instant.ts';

const buildSchema = z.string().regex(/^[0-9a-f]{16}$/);

/** One year that can be searched. */
export const searchYearSchema = z.object({
  year: z.string().regex(/^\d{4}$/),
  /** Folder of its files, `search/<year>/<build>/`; null: nothing of the year is visible any more. */
  build: buildSchema.nullable(),
  clippings: z.number().int(),
  /** What it was made of, see {@link searchStateOf}. */
  of: z.string(),
  /** What had been withdrawn of the year when it was made, see {@link withdrawnStateOf}. */
  withdrawn: z.string().default(''),
  /** Builds a reader may still be in the middle of; the next run but one takes their files away. */
  retired: z.array(buildSchema),
  /** Builds whose files are being written, named before the first of them is: no file is without a name here. */
  making: z.array(z.object({ build: buildSchema, at: instantSchema })).default([]),
  /** Builds whose files go at once: older ones, those a run left unfinished, all that hold the words of what was withdrawn. */
  purge: z.array(buildSchema).default([]),
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

/** What is withdrawn of a year, as a hash of names (`2026-11-23#4`, of a whole issue `2026-11-23`); empty: nothing. */
export function withdrawnStateOf(names: readonly string[]): string {
  if (names.length === 0) return '';
  return createHash('sha256')
    .update(JSON.stringify([...names].sort()))
    .digest('hex')
    .slice(0, 16);
}

/** A run that began to write a build so long ago is dead: no function lives longer than a quarter of an hour. */
const MAKING_MS = 30 * 60_000;

/**
 * Years whose index is behind the manifest, newest first; those nothing is visible of any more among them, and those of which
 * files are still to be taken away.
 */
export function yearsBehind(manifest: Manifest, pointer: SearchYears, now: Instant): string[] {
  const visible = issuesByYear(manifest);
  const made = new Map(pointer.years.map((year) => [year.year, year]));
  const isBehind = (year: string): boolean =>
    made.get(year)?.of !== searchStateOf(visible.get(year) ?? []) || hasWaste(made.get(year), now);
  return [...new Set([...visible.keys(), ...made.keys()])].filter(isBehind).sort().reverse();
}

function hasWaste(year: SearchYear | undefined, now: Instant): boolean {
  return year !== undefined && (year.purge.length > 0 || year.making.some((each) => isDead(each, now)));
}

function isDead({ at }: { readonly at: Instant }, now: Instant): boolean {
  return isBefore(shift(at, MAKING_MS), now);
}

/** A year as a run has made it. */
export type MadeYear = Pick<SearchYear, 'year' | 'build' | 'clippings' | 'of' | 'withdrawn'>;

function unknownYear(year: string): SearchYear {
  return { year, build: null, clippings: 0, of: '', withdrawn: '', retired: [], making: [], purge: [] };
}

/** A year of which a build is about to be written. */
export function searchYearMaking(
  before: SearchYear | null,
  { year, build, now }: { readonly year: string; readonly build: string; readonly now: Instant },
): SearchYear {
  const known = withoutDead(before ?? unknownYear(year), now);
  const making = [...known.making.filter((each) => each.build !== build), { build, at: now }];
  return { ...known, making, purge: known.purge.filter((each) => each !== build) };
}

/**
 * A year made anew: what it replaces is retired, what was retired before goes. Where more has been withdrawn than the builds
 * before knew of, they hold its words and go at once: a reader in the middle of one asks anew.
 */
export function searchYearAfter(before: SearchYear | null, made: MadeYear, now: Instant): SearchYear {
  const known = withoutDead(before ?? unknownYear(made.year), now);
  const replaced = known.build === null || known.build === made.build ? [] : [known.build];
  const isSpoilt = known.withdrawn !== made.withdrawn;
  const retired = isSpoilt ? [] : replaced.length > 0 ? replaced : known.retired;
  const making = known.making.filter(({ build }) => build !== made.build);
  const stays = new Set([made.build, ...retired]);
  const gone = [...known.purge, ...known.retired, ...replaced].filter((build) => !stays.has(build));
  return { ...made, retired, making, purge: [...new Set(gone)] };
}

/** A year of which a build that was being written is given up; what readers search or may be in the middle of stays. */
export function searchYearWithout(before: SearchYear, build: string | null, now: Instant): SearchYear {
  const known = withoutDead(before, now);
  const making = known.making.filter((each) => each.build !== build);
  return build === null ? known : { ...known, making, purge: purgeable({ ...known, making }, [build]) };
}

/** A year whose `builds` have no file any more. */
export function searchYearPurged(before: SearchYear, builds: readonly string[]): SearchYear {
  return { ...before, purge: before.purge.filter((build) => !builds.includes(build)) };
}

function withoutDead(year: SearchYear, now: Instant): SearchYear {
  const dead = year.making.filter((each) => isDead(each, now)).map(({ build }) => build);
  const making = year.making.filter(({ build }) => !dead.includes(build));
  return dead.length === 0 ? year : { ...year, making, purge: purgeable({ ...year, making }, dead) };
}

/** What is to go, with more of it, unless somebody needs it. */
function purgeable({ build, retired, making, purge }: SearchYear, more: readonly string[]): string[] {
  const needed = new Set([build, ...retired, ...making.map((each) => each.build)]);
  return [...new Set([...purge, ...more])].filter((each) => !needed.has(each));
}

/** The pointer with a year in the place of what it said of it. */
export function withSearchYear(pointer: SearchYears, made: SearchYear): SearchYears {
  const others = pointer.years.filter(({ year }) => year !== made.year);
  return { version: 1, years: [...others, made].sort((a, b) => (a.year < b.year ? 1 : -1)) };
}
