import { z } from 'zod';
import { type Day, daySchema } from '../calendar/instant.ts';
import data from './bodies.json' with { type: 'json' };
import { findNames, nameTable } from './name-table.ts';

const bodiesSchema = z.object({
  version: z.literal(1),
  /** Ministries and other bodies of the whole country, as called today, with their short forms. */
  national: z.array(z.object({ name: z.string(), short: z.array(z.string()) })),
  /** What became of bodies, by the first day of the new name and the deciding document. */
  changes: z.array(
    z.object({
      on: daySchema,
      document: z.string(),
      agencies: z.array(z.object({ was: z.string(), now: z.string(), short: z.array(z.string()).default([]) })),
    }),
  ),
});

const bodies = bodiesSchema.parse(data);

/** What became of national bodies: the day, the deciding document, old and new names. */
export const bodyChanges = bodies.changes;

/** A body by the name of an era: what it is called until `until` (the first day of `now`). */
interface Body {
  readonly name: string;
  readonly next: { readonly name: string; readonly on: Day } | null;
}

const table = nameTable(everyName());

/**
 * The ministries and other national bodies a text names, by their names on `day`, each once: `Bộ GTVT` is
 * `Bộ Giao thông vận tải` before 2025-03-01 and `Bộ Xây dựng` since. Null: as they were named.
 */
export function nationalBodies(text: string, day: Day | null): string[] {
  const named = findNames(text, table).map(({ meaning: { name, next } }) =>
    next !== null && day !== null && day >= next.on ? next.name : name,
  );
  return [...new Set(named)];
}

function everyName(): [string, Body][] {
  const today = bodies.national.flatMap(({ name, short }): [string, Body][] =>
    [name, ...short].map((each) => [each, { name, next: null }]),
  );
  const former = bodies.changes.flatMap(({ on, agencies }) =>
    agencies.flatMap(({ was, now, short }): [string, Body][] =>
      [was, ...short].map((each) => [each, { name: was, next: { name: now, on } }]),
    ),
  );
  return [...today, ...former];
}
