import { z } from 'zod';
import { type Calendar, calendarSchema, seedCalendar } from '../../core/calendar/calendar.ts';
import { daySchema } from '../../core/calendar/instant.ts';
import { draftingSettingSchema, seedDrafting } from '../../core/drafting/drafting-setting.ts';
import { seedMasthead } from '../../core/issue/masthead.ts';
import { type Masthead, mastheadSchema } from '../../core/issue/snapshot.ts';
import { type Lexicon, lexiconSchema, seedLexicon } from '../../core/sections/lexicon.ts';
import { lexiconFor, type Section, sectionListSchema, seedSectionList } from '../../core/sections/sections.ts';
import { type EditorList, editorListSchema, seedEditorList } from '../../core/settings/editor-list.ts';
import { seedRegistry } from '../../core/sources/registry.ts';
import { type Source, sourceRegistrySchema } from '../../core/sources/source.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readJson } from '../stored-json.ts';

/** `settings/window.json`: the editor's widening of the next issue's window, normally none. */
export const windowSettingSchema = z.object({ version: z.literal(1), since: daySchema.nullable() });

/** Everything about the house that a person decides and the code does not. */
export interface House {
  readonly sources: Source[];
  readonly sections: Section[];
  readonly lexicon: Lexicon;
  readonly masthead: Masthead;
  readonly calendar: Calendar;
  /** Characters a clipping is condensed to, about. */
  readonly clippingLength: number;
  /** Articles published from this day on count for the next issue, whatever its window; null: the ordinary window. */
  readonly since: string | null;
}

/** Reads `settings/*.json`; where the house has not changed a setting, the seed of the repository holds. */
export async function loadHouse(newsroom: ObjectStore): Promise<House> {
  const setting = async <T>(name: string, schema: z.ZodType<T>, seed: () => T): Promise<T> =>
    (await readJson(newsroom, settingKey(name), schema))?.value ?? seed();
  const [registry, list, lexicon, masthead, calendar, drafting, window] = await Promise.all([
    setting('sources', sourceRegistrySchema, seedRegistry),
    setting('sections', sectionListSchema, seedSectionList),
    setting('lexicon', lexiconSchema, seedLexicon),
    setting('masthead', mastheadSchema, seedMasthead),
    setting('calendar', calendarSchema, seedCalendar),
    setting('drafting', draftingSettingSchema, seedDrafting),
    setting('window', windowSettingSchema, () => ({ version: 1 as const, since: null })),
  ]);
  return {
    sources: registry.sources,
    sections: list.sections,
    lexicon: lexiconFor(lexicon, list.sections),
    masthead,
    calendar,
    clippingLength: drafting.clippingLength,
    since: window.since,
  };
}

/** The sections alone: for the readers' pages, which may read no other setting. */
export async function loadSections(newsroom: ObjectStore): Promise<Section[]> {
  return ((await readJson(newsroom, settingKey('sections'), sectionListSchema))?.value ?? seedSectionList()).sections;
}

/** The editors alone: asked at every request whether an account is shut out. */
export async function loadEditors(newsroom: ObjectStore): Promise<EditorList> {
  return (await readJson(newsroom, settingKey('editors'), editorListSchema))?.value ?? seedEditorList();
}

/** Key of a setting in the newsroom bucket. */
export function settingKey(name: string): string {
  return `${NEWSROOM_KEYS.settings}${name}.json`;
}
