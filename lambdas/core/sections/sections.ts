import { z } from 'zod';
import { type Section, sectionSchema } from './section.ts';
import seed from './sections.json' with { type: 'json' };

/** See {@link sectionSchema}. */
export type { Section } from './section.ts';

/** The sections in their printed order: `settings/sections.json`. */
export const sectionListSchema = z.array(sectionSchema).min(1);

/** The four sections the house starts with. */
export function seedSections(): Section[] {
  return sectionListSchema.parse(seed.sections);
}
