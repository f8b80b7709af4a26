import { z } from 'zod';
import { type IssueKey, issueKeySchema } from '../issue/issue-key.ts';

/** `-r2`: letters a tag of the mail service may hold. */
const OF_REVISION = /-r[1-9]\d{0,3}$/u;

/**
 * Name of a mailing: the issue's own key for the first (`2026-11-23`), with the revision behind it for the mailing of a
 * correction (`2026-11-23-r2`). Ledger, audience, message and tags go by it, so each is its own and nobody gets one twice.
 */
export const mailingKeySchema = z.union([
  issueKeySchema,
  z
    .string()
    .refine((text) => OF_REVISION.test(text) && issueKeySchema.safeParse(text.replace(OF_REVISION, '')).success),
]);
/** See {@link mailingKeySchema}. */
export type MailingKey = z.infer<typeof mailingKeySchema>;

/** The issue a mailing is of. */
export function issueKeyOf(mailingKey: MailingKey): IssueKey {
  return mailingKey.replace(OF_REVISION, '');
}

/** The name of the mailing of a correction. */
export function correctionMailingKey(issueKey: IssueKey, revision: number): MailingKey {
  return `${issueKey}-r${revision}`;
}
