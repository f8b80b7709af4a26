import { z } from 'zod';
import { addDays, type Day } from '../calendar/instant.ts';
import { type Calendar, issueDay } from '../calendar/issue-day.ts';
import { placeById } from '../places/gazetteer.ts';
import seed from './monthly.json' with { type: 'json' };
import { type Month, monthlyMastheadSchema, monthlySectionIdSchema } from './monthly-content.ts';

/** What the house decides of its monthly: `settings/monthly.json`. */
export const monthlySettingSchema = z.object({
  version: z.literal(1),
  masthead: monthlyMastheadSchema,
  /** Gazetteer id of the house's own province or city: its news is the second section. */
  place: z.string().refine((id) => placeById(id) !== null, 'no place of the gazetteer'),
  /** In the order they are printed, each with the number of articles the draft aims at. */
  sections: z
    .array(z.object({ id: monthlySectionIdSchema, title: z.string().min(1), target: z.number().int().min(0).max(50) }))
    .length(2)
    .refine(([a, b]) => a?.id !== b?.id, 'each section once'),
  /** Day of the month on which the draft is laid out (the next issue day where it has no issue), or its last issue day. */
  draftDay: z.union([z.number().int().min(1).max(28), z.literal('last-issue-day')]),
  /** `SỐ` of the first monthly this house numbers; later ones follow without a gap, whatever stands here. */
  firstNumber: z.number().int().min(1),
});
/** See {@link monthlySettingSchema}. */
export type MonthlySetting = z.infer<typeof monthlySettingSchema>;

/** The setting a house starts with. */
export function seedMonthly(): MonthlySetting {
  return monthlySettingSchema.parse(seed);
}

/** The month a day lies in. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** First and last day of a month. */
export function daysOf(month: Month): { readonly from: Day; readonly to: Day } {
  const from = `${month}-01`;
  return { from, to: addDays(`${monthOf(addDays(from, 31))}-01`, -1) };
}

/**
 * The day on which the draft of a month is laid out: the first issue day from the set day on, or the last one before it
 * where none is left in the month. A month without any issue day has it on the set day, or on its last.
 */
export function draftDayOf(month: Month, { draftDay }: Pick<MonthlySetting, 'draftDay'>, calendar: Calendar): Day {
  const { from, to } = daysOf(month);
  const set = draftDay === 'last-issue-day' ? to : `${month}-${String(draftDay).padStart(2, '0')}`;
  return nearest(set, { until: to, step: 1 }, calendar) ?? nearest(set, { until: from, step: -1 }, calendar) ?? set;
}

function nearest(start: Day, way: { readonly until: Day; readonly step: 1 | -1 }, calendar: Calendar): Day | null {
  for (let day = start; way.step > 0 ? day <= way.until : day >= way.until; day = addDays(day, way.step)) {
    if (issueDay(day, calendar).kind === 'issue-day') return day;
  }
  return null;
}
