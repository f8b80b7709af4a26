import { type Model, modelSchema } from '../../core/sections/learning/model.ts';
import { type Standing, secondOpinionSettingSchema, standingSchema } from '../../core/sections/learning/standing.ts';
import { NEWSROOM_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { settingKey } from '../settings/house.ts';
import { readJson, UnreadableObjectError } from '../stored-json.ts';

/** Key of what came of the last training. */
export const STANDING_KEY = `${NEWSROOM_KEYS.models}second-opinion.json`;

/** Key of a model, which never changes once written. */
export function modelKey(id: string): string {
  return `${NEWSROOM_KEYS.models}second-opinion/${id}.json`;
}

/** What the house learned from its editors, with a person's switch. */
export interface SecondOpinion {
  readonly isOn: boolean;
  /** Null: nothing was trained yet. */
  readonly standing: Standing | null;
  /** The model to ask; null where there is none or it is switched off. */
  readonly model: Model | null;
}

/** Reads the second opinion. What cannot be read counts as not there: the rules alone make a draft too. */
export async function loadSecondOpinion(newsroom: ObjectStore): Promise<SecondOpinion> {
  const [setting, standing] = await Promise.all([
    readJson(newsroom, settingKey('second-opinion'), secondOpinionSettingSchema),
    unlessUnreadable(readJson(newsroom, STANDING_KEY, standingSchema)),
  ]);
  const isOn = setting?.value.use ?? true;
  const id = standing?.value.model ?? null;
  const model = isOn && id !== null ? await unlessUnreadable(readJson(newsroom, modelKey(id), modelSchema)) : null;
  return { isOn, standing: standing?.value ?? null, model: model?.value ?? null };
}

async function unlessUnreadable<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof UnreadableObjectError) return null;
    throw error;
  }
}
