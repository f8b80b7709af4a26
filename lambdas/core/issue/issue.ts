import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { editionOf, editionSchema, type IssueKey, issueKeySchema } from './issue-key.ts';
import { approvalSchema } from './snapshot.ts';
import { withdrawalSchema } from './withdrawal.ts';

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

const pendingSchema = z.discriminatedUnion('kind', [
  /** The next revision: its snapshot is kept, the archive is to show it. */
  z.object({
    kind: z.literal('correction'),
    revision: z.number().int().min(2),
    fingerprint: z.string(),
    approval: approvalSchema,
    at: instantSchema,
    /** That those who got the issue are to be written to again; left out: they are not. */
    mail: z.boolean().optional(),
  }),
  /** To be written into the log of withdrawals and carried out. */
  z.object({ kind: z.literal('withdrawal'), withdrawal: withdrawalSchema, at: instantSchema }),
]);

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
  /** A correction or withdrawal that was ordered and is not in the archive yet; at most one at a time. */
  pending: pendingSchema.optional(),
  /** The last correction that is mailed to those who got the issue, and since when; see `plan-correction`. */
  remail: z.object({ revision: z.number().int().min(2), at: instantSchema }).optional(),
  /** That its mailing waits: for somebody who lets it go, or for an hour later than the ordinary one. */
  mailing: z.object({ held: z.boolean(), from: instantSchema.nullable() }).optional(),
  /** That its day has no issue by decision although the calendar has one; only of a draft that was not approved. */
  declined: z.object({ by: z.string(), name: z.string(), at: instantSchema, why: z.string() }).optional(),
  /** True of an issue that was read in from a printed bulletin: never drafted here, never mailed. */
  imported: z.boolean().optional(),
});
/** See {@link issueSchema}. */
export type Issue = z.infer<typeof issueSchema>;

/** Whether the draft of an issue is still worked on: neither approved nor declined. Its row does not say that the draft is there. */
export function isWorkedOn({ state, declined }: Pick<Issue, 'state' | 'declined'>): boolean {
  return state === 'drafting' && declined === undefined;
}

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
