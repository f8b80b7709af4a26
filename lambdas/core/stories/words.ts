import { z } from 'zod';
import data from './words.json' with { type: 'json' };

/** Words of the room: evidence, reasons and notes in Vietnamese, kinds of documents, common syllables, names of papers. */
export const words = z
  .object({
    /** Why a member was joined. */
    evidence: z.object({
      copy: z.string(),
      document: z.string(),
      place: z.string(),
      figure: z.string(),
      name: z.string(),
      day: z.string(),
      title: z.string(),
      text: z.string(),
      ruled: z.string(),
    }),
    /** Why an article leads. */
    lead: z.object({
      ruled: z.string(),
      original: z.string(),
      named: z.string(),
      fullest: z.string(),
      rank: z.string(),
      first: z.string(),
    }),
    /** Said in the draft's log. */
    notes: z.object({ unmarked: z.string(), unreadable: z.string() }),
    documentKinds: z.array(z.string()),
    /** `số` and `tháng`, which stand between a kind and its number, a day and its month. */
    number: z.string(),
    month: z.string(),
    /** Words before which `4.9` is a day. */
    beforeDates: z.array(z.string()),
    /** Words of a recurring column's title that are followed by its number: `tháng 9`, `quý iii`. */
    periods: z.array(z.string()),
    /** What a line begins with that names where a text was taken from. */
    credits: z.array(z.string()),
    common: z.array(z.string()),
  })
  .parse(data);

/** A phrase with `{0}`, `{1}` filled in. */
export function phrase(pattern: string, ...values: readonly string[]): string {
  return values.reduce((text, value, index) => text.replace(`{${index}}`, () => value), pattern);
}
