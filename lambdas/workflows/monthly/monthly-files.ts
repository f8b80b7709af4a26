import { type MonthlyDraft, monthlyDraftSchema } from '../../core/monthly/draft.ts';
import type { Month } from '../../core/monthly/monthly-content.ts';
import { type MonthlySetting, monthlySettingSchema, seedMonthly } from '../../core/monthly/setting.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { settingKey } from '../settings/house.ts';
import { readJson, type Stored } from '../stored-json.ts';

/** Key of the draft of a month's monthly. */
export function monthlyDraftKey(month: Month): string {
  return `${NEWSROOM_KEYS.drafts}monthly/${month}.json`;
}

/** The draft of a month with its ETag, or null where none was laid out. */
export async function loadMonthlyDraft(newsroom: ObjectStore, month: Month): Promise<Stored<MonthlyDraft> | null> {
  return readJson(newsroom, monthlyDraftKey(month), monthlyDraftSchema);
}

/** `settings/monthly.json`; the seed of the repository where the house has not changed it. */
export async function loadMonthlySetting(newsroom: ObjectStore): Promise<MonthlySetting> {
  return (await readJson(newsroom, settingKey('monthly'), monthlySettingSchema))?.value ?? seedMonthly();
}
