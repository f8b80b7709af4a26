import type { CatalogueEntry } from '../../core/archive/catalogue.ts';
import { catalogueYear, visibleEntries } from '../../core/archive/catalogue-of.ts';
import type { Manifest } from '../../core/archive/manifest.ts';
import {
  countedSubjects,
  emptyOverview,
  type Overview,
  overviewSchema,
  withYear,
} from '../../core/archive/overview.ts';
import { type Subject, subjectPath, subjectsOf } from '../../core/archive/subjects.ts';
import type { Edition, IssueKey } from '../../core/issue/issue-key.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { monthsAround, yearsOf } from '../../rendering/site/month-pages.ts';
import type { SiteContents, WantedSubject } from '../../rendering/site/site-contents.ts';
import { readJson } from '../stored-json.ts';
import { completeCatalogue, readCatalogue } from './catalogue-files.ts';

/**
 * What is made anew. `issue`: what a published or corrected issue changes, some seventy writes however old the archive;
 * `year`: every page of a year, for a withdrawal, after which nobody knows any more which pages named it; `all`: every page,
 * after a change of the templates or an import.
 */
export type DerivedScope =
  | { readonly kind: 'issue'; readonly edition: Edition; readonly issueKey: IssueKey }
  | { readonly kind: 'year'; readonly year: string }
  | { readonly kind: 'all' };

/** Key of the overview of all years. */
export const OVERVIEW_KEY = `${ARCHIVE_KEYS.catalogue}overview.json`;

/** Gathers what the derived pages of a scope are made of, and brings the catalogue up to date on the way. */
export async function gatherContents(
  archive: ObjectStore,
  manifest: Manifest,
  scope: DerivedScope,
): Promise<SiteContents> {
  const before = (await readJson(archive, OVERVIEW_KEY, overviewSchema))?.value ?? null;
  const years = await entriesOfYears(archive, manifest, yearsIn(scope, { manifest, before }));
  const start = scope.kind === 'all' ? emptyOverview() : (before ?? emptyOverview());
  const overview = [...years].reduce((counted, [year, entries]) => withYear(counted, year, entries), start);
  const subjects = await subjectsIn(archive, scope, { before, after: overview, years: [...years.keys()] });
  const newest = new Set(newestYears(overview, subjects).filter((year) => !years.has(year)));
  for (const [year, entries] of await entriesOfYears(archive, manifest, [...newest])) years.set(year, entries);
  const isWhole = scope.kind === 'all' || before === null;
  return {
    isWhole,
    changed: scope.kind === 'issue' && !isWhole ? scope.issueKey.slice(0, 7) : null,
    manifest,
    overview,
    years,
    subjects,
    months: monthsIn(scope, manifest),
  };
}

/** A house whose overview was never made counts all its years once. */
function yearsIn(
  scope: DerivedScope,
  { manifest, before }: { readonly manifest: Manifest; readonly before: Overview | null },
): string[] {
  const all = [...new Set(manifest.issues.map((issue) => catalogueYear(issue.issueKey)))];
  if (scope.kind === 'all' || before === null) return all;
  return [scope.kind === 'year' ? scope.year : catalogueYear(scope.issueKey)];
}

async function entriesOfYears(archive: ObjectStore, manifest: Manifest, years: readonly string[]) {
  const found = new Map<string, readonly CatalogueEntry[]>();
  for (const year of years) {
    const catalogue = await completeCatalogue(archive, year, manifest.issues);
    found.set(year, visibleEntries(catalogue, manifest.issues));
  }
  return found;
}

/** Of an issue also the subjects of its earlier revisions, whose pages have to forget it. */
async function subjectsIn(
  archive: ObjectStore,
  scope: DerivedScope,
  counted: { readonly before: Overview | null; readonly after: Overview; readonly years: readonly string[] },
): Promise<WantedSubject[]> {
  const { before, after, years } = counted;
  if (scope.kind !== 'issue' || before === null) {
    const listed = [before ?? emptyOverview(), after].flatMap(countedSubjects);
    return wantedSubjects(
      listed.flatMap((subject) => subject.years.map(({ year }) => ({ subject, year }))),
      years,
    );
  }
  const year = catalogueYear(scope.issueKey);
  const { entries } = await readCatalogue(archive, year);
  const own = entries.filter((entry) => entry.edition === scope.edition && entry.issueKey === scope.issueKey);
  return wantedSubjects(
    own.flatMap(subjectsOf).map((subject) => ({ subject, year })),
    years,
  );
}

function wantedSubjects(
  listed: readonly { readonly subject: Subject; readonly year: string }[],
  years: readonly string[],
): WantedSubject[] {
  const wanted = Map.groupBy(
    listed.filter(({ year }) => years.includes(year)),
    ({ subject }) => subjectPath(subject),
  );
  return [...wanted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, some]) => {
      const [first] = some;
      if (first === undefined) return [];
      const { kind, id, name } = first.subject;
      return [{ kind, id, name, wanted: [...new Set(some.map(({ year }) => year))].sort() }];
    });
}

/** The first page of a subject shows its newest year, whichever year is made anew. */
function newestYears(overview: Overview, subjects: readonly Subject[]): string[] {
  const wanted = new Set(subjects.map(subjectPath));
  return countedSubjects(overview)
    .filter((subject) => wanted.has(subjectPath(subject)))
    .flatMap((subject) => subject.years[0]?.year ?? []);
}

function monthsIn(scope: DerivedScope, manifest: Manifest): string[] {
  if (scope.kind === 'issue') return monthsAround(manifest, scope.issueKey.slice(0, 7));
  const shown = yearsOf(manifest).flatMap(({ months }) => months.map(({ month }) => month));
  const emptied = (manifest.withdrawn ?? []).map((issue) => issue.issueKey.slice(0, 7));
  const all = [...new Set([...shown, ...emptied])];
  return scope.kind === 'all' ? all : all.filter((month) => month.startsWith(scope.year));
}
