import { z } from 'zod';
import { seedSections } from '../sections/sections.ts';
import type { CatalogueEntry } from './catalogue.ts';
import { SUBJECT_KINDS, type Subject, subjectPath, subjectsOf } from './subjects.ts';

const countedSchema = z.object({
  kind: z.enum(SUBJECT_KINDS),
  id: z.string(),
  name: z.string(),
  count: z.number().int().min(1),
});

/**
 * `catalogue/overview.json`: how many clippings each subject has in each year, so that publishing reads the catalogue of its
 * own year only. Derived, private.
 */
export const overviewSchema = z.object({
  version: z.literal(1),
  years: z.record(z.string().regex(/^\d{4}$/), z.array(countedSchema)),
});
/** See {@link overviewSchema}. */
export type Overview = z.infer<typeof overviewSchema>;

/** A subject with its years, newest first, and the clippings of each. */
export interface CountedSubject extends Subject {
  readonly years: readonly { readonly year: string; readonly count: number }[];
  readonly count: number;
}

/** The overview of an archive without any issue. */
export function emptyOverview(): Overview {
  return { version: 1, years: {} };
}

/** The overview with a year counted anew; a year without a clipping is not in it. */
export function withYear(overview: Overview, year: string, entries: readonly CatalogueEntry[]): Overview {
  const counted = new Map<string, Overview['years'][string][number]>();
  for (const subject of entries.flatMap(subjectsOf)) {
    const path = subjectPath(subject);
    const before = counted.get(path);
    // The newest entry comes first: a subject bears the name it has now.
    counted.set(path, before ? { ...before, count: before.count + 1 } : { ...subject, count: 1 });
  }
  const { [year]: _before, ...others } = overview.years;
  const rows = [...counted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, subject]) => subject);
  return { version: 1, years: rows.length === 0 ? others : { ...others, [year]: rows } };
}

/** Every subject of the archive with its years: sections as the bulletin has them, the others in the order of their address. */
export function countedSubjects(overview: Overview): CountedSubject[] {
  const years = Object.keys(overview.years).sort().reverse();
  const found = new Map<string, CountedSubject>();
  for (const year of years) {
    for (const { count, ...subject } of overview.years[year] ?? []) {
      const path = subjectPath(subject);
      const known = found.get(path) ?? { ...subject, years: [], count: 0 };
      found.set(path, { ...known, years: [...known.years, { year, count }], count: known.count + count });
    }
  }
  const rankOf = new Map(seedSections().map(({ id }, rank) => [subjectPath({ kind: 'section', id }), rank]));
  const rank = (path: string) => rankOf.get(path) ?? rankOf.size;
  return [...found].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)).map(([, subject]) => subject);
}
