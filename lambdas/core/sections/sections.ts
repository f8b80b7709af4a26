import { z } from 'zod';
import type { Lexicon } from './lexicon.ts';
import { type Section, sectionSchema } from './section.ts';
import seed from './sections.json' with { type: 'json' };

/** See {@link sectionSchema}. */
export type { Section } from './section.ts';

/** The sections in their printed order: `settings/sections.json`. */
export const sectionListSchema = z.object({
  version: z.literal(1),
  sections: z
    .array(sectionSchema)
    .min(1)
    .refine((sections) => new Set(sections.map(({ id }) => id)).size === sections.length, {
      error: 'two sections have the same id',
    }),
});
/** See {@link sectionListSchema}. */
export type SectionList = z.infer<typeof sectionListSchema>;

/**
 * A lexicon that sorts into the listed sections and no others, in their printed order; a section of which it knows nothing
 * is filled by hand. The lexicon itself where it knows just these.
 */
export function lexiconFor(lexicon: Lexicon, sections: readonly Section[]): Lexicon {
  const { cues } = lexicon.sections;
  const ids = sections.map(({ id }) => id);
  if (ids.join(' ') === Object.keys(cues).join(' ')) return lexicon;
  const listed = Object.fromEntries(ids.map((id) => [id, cues[id] ?? {}]));
  return { ...lexicon, sections: { ...lexicon.sections, cues: listed } };
}

/** The list the house starts with. */
export function seedSectionList(): SectionList {
  return sectionListSchema.parse(seed);
}

/** The sections the house starts with. */
export function seedSections(): Section[] {
  return seedSectionList().sections;
}
