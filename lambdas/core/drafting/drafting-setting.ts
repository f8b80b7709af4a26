import { z } from 'zod';
import seed from './drafting.json' with { type: 'json' };

/** How a draft is laid out, as far as the house decides it: `settings/drafting.json`. */
export const draftingSettingSchema = z.object({
  version: z.literal(1),
  /** Characters a clipping is condensed to, about; shorter than a lead paragraph nothing can be told. */
  clippingLength: z.number().int().min(500).max(50_000),
});
/** See {@link draftingSettingSchema}. */
export type DraftingSetting = z.infer<typeof draftingSettingSchema>;

/** The setting the house starts with. */
export function seedDrafting(): DraftingSetting {
  return draftingSettingSchema.parse(seed);
}
