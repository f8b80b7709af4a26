import { z } from 'zod';
import { type Section, sectionSchema } from './section.ts';
import seed from './sections.json' with { type: 'json' };

/** See {@link sectionSchema}. */
export type { Section } from './section.ts';

/** The sections in their printed order: `settings/sections.json`. */
export const sectionListSchema = z.object({ version: z.literal(1), sections: z.array(sectionSchema).min(1) });
/** See {@link sectionListSchema}. */
export type SectionList = z.infer<typeof sectionListSchema>;

/** The list the house starts with. */
export function seedSectionList(): SectionList {
  return sectionListSchema.parse(seed);
}

/** The four sections the house starts with. */
export function seedSections(): Section[] {
  return seedSectionList().sections;
}
