import type { z } from 'zod';
import { calendarSchema, seedCalendar } from '../../core/calendar/calendar.ts';
import { draftingSettingSchema, seedDrafting } from '../../core/drafting/drafting-setting.ts';
import { ladderSchema, seedLadder } from '../../core/issue/ladder.ts';
import { seedMasthead } from '../../core/issue/masthead.ts';
import { mastheadSchema } from '../../core/issue/snapshot.ts';
import { monthlySettingSchema, seedMonthly } from '../../core/monthly/setting.ts';
import { secondOpinionSettingSchema } from '../../core/sections/learning/standing.ts';
import { lexiconSchema, seedLexicon } from '../../core/sections/lexicon.ts';
import { sectionListSchema, seedSectionList } from '../../core/sections/sections.ts';
import { editorListSchema, seedEditorList } from '../../core/settings/editor-list.ts';
import { seedRegistry } from '../../core/sources/registry.ts';
import { sourceRegistrySchema } from '../../core/sources/source.ts';

/** A setting of the house: what may stand in its file, and what holds where there is none. */
export interface SettingKind<T> {
  /** Of its file, `settings/<name>.json`. */
  readonly name: string;
  readonly schema: z.ZodType<T>;
  readonly seed: () => T;
}

/** The settings that are changed at the desk and keep their versions. */
export const SETTINGS = {
  sources: { name: 'sources', schema: sourceRegistrySchema, seed: seedRegistry },
  sections: { name: 'sections', schema: sectionListSchema, seed: seedSectionList },
  lexicon: { name: 'lexicon', schema: lexiconSchema, seed: seedLexicon },
  masthead: { name: 'masthead', schema: mastheadSchema, seed: seedMasthead },
  monthly: { name: 'monthly', schema: monthlySettingSchema, seed: seedMonthly },
  editors: { name: 'editors', schema: editorListSchema, seed: seedEditorList },
  calendar: { name: 'calendar', schema: calendarSchema, seed: seedCalendar },
  ladder: { name: 'ladder', schema: ladderSchema, seed: seedLadder },
  drafting: { name: 'drafting', schema: draftingSettingSchema, seed: seedDrafting },
  'second-opinion': {
    name: 'second-opinion',
    schema: secondOpinionSettingSchema,
    seed: () => ({ version: 1 as const, use: true }),
  },
} as const;

/** See {@link SETTINGS}. */
export type SettingName = keyof typeof SETTINGS;
