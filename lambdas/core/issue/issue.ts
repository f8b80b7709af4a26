import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { editionOf, editionSchema, type IssueKey, issueKeySchema } from './issue-key.ts';
import { approvalSchema } from './snapshot.ts';

/** `drafting → approved → published → mailing → sent`; afterwards `corrected` or `withdrawn`. */
export const issueStateSchema = z.enum([
  'drafting',
  'approved',
  'published',
  'mailing',
  'sent',
  'corrected',
  'withdrawn',
]);
/** See {@link issueStateSchema}. */
export type IssueState = z.infer<typeof issueStateSchema>;

/** The state of one issue in the register (table `newsroom`); every change is conditional on `turn`. */
export const issueSchema = z.object({
  version: z.literal(1),
  edition: editionSchema,
  issueKey: issueKeySchema,
  state: issueStateSchema,
  /** Counts the changes of this row: the condition of the next one. */
  turn: z.number().int(),
  revision: z.number().int(),
  fingerprint: z.string().nullable(),
  /** Of an approved monthly: `SỐ 36`; a daily has none. */
  number: z.number().int().min(1).optional(),
  approval: approvalSchema.nullable(),
  /** End of the window of this issue; the next issue starts here. A monthly has none. */
  cutOff: instantSchema.nullable(),
  publishedAt: instantSchema.nullable(),
  sentAt: instantSchema.nullable(),
});
/** See {@link issueSchema}. */
export type Issue = z.infer<typeof issueSchema>;

/** The first row of an issue: its draft is being edited. */
export function newIssue(issueKey: IssueKey): Issue {
  return {
    version: 1,
    edition: editionOf(issueKey),
    issueKey,
    state: 'drafting',
    turn: 1,
    revision: 1,
    fingerprint: null,
    approval: null,
    cutOff: null,
    publishedAt: null,
    sentAt: null,
  };
}
