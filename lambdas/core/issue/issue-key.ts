import { z } from 'zod';
import { daySchema } from '../calendar/instant.ts';
import { monthSchema } from '../monthly/monthly-content.ts';

/** The two bulletins of the house. */
export const editionSchema = z.enum(['daily', 'monthly']);
/** See {@link editionSchema}. */
export type Edition = z.infer<typeof editionSchema>;

/** Name of an issue: the day of a daily, `2026-11-23`, or the month of a monthly, `2026-11`; no two editions share one. */
export const issueKeySchema = z.union([daySchema, monthSchema]);
/** See {@link issueKeySchema}. */
export type IssueKey = z.infer<typeof issueKeySchema>;

/** The edition an issue key belongs to, or the name of a mailing (`2026-11-23-r2`); throws where it is neither. */
export function editionOf(issueKey: IssueKey): Edition {
  const name = issueKey.replace(/-r\d+$/u, '');
  if (daySchema.safeParse(name).success) return 'daily';
  if (monthSchema.safeParse(name).success) return 'monthly';
  throw new Error(`${JSON.stringify(issueKey)} is the key of no issue`);
}
