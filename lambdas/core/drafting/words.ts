import { z } from 'zod';
import { type SectionId, sectionIdSchema } from '../sections/section.ts';
import data from './words.json' with { type: 'json' };

/** Vietnamese words of the room: citations, the log of a draft, papers' marks before titles. */
export const words = z
  .object({
    agency: z.string(),
    system: z.string(),
    merged: z.string(),
    chosenLead: z.string(),
    shareLead: z.string(),
    sections: z.record(sectionIdSchema, z.string()),
    log: z.object({
      laidOut: z.string(),
      move: z.string(),
      rewrite: z.string(),
      strike: z.string(),
      take: z.string(),
      cite: z.string(),
      drop: z.string(),
      pick: z.string(),
      unpick: z.string(),
      restore: z.string(),
      merge: z.string(),
      split: z.string(),
      lead: z.string(),
      admit: z.string(),
      date: z.string(),
      newcomers: z.string(),
      newcomersNone: z.string(),
      correct: z.string(),
      wave: z.string(),
      unwave: z.string(),
      insert: z.object({ link: z.string(), pasted: z.string(), own: z.string() }),
      undo: z.string(),
      redo: z.string(),
      editorNamed: z.string(),
      editorCleared: z.string(),
    }),
    titlePrefixes: z.array(z.string()),
    titleSuffixes: z.array(z.string()),
  })
  .parse(data);

/**
 * A section as a sentence names it: `Quản lý hành chính`. `title` is its printed title: one the house has changed, or that of
 * a section the house has added, is named as it is printed.
 */
export function sectionName(id: SectionId, title?: string): string {
  const known = words.sections[id];
  if (title === undefined) return known ?? id;
  return known?.toUpperCase() === title ? known : title;
}

/** `template` with `{0}`, `{1}` … replaced by `values`. */
export function phrase(template: string, ...values: readonly (string | number)[]): string {
  return template.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}
