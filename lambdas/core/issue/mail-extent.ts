import { z } from 'zod';

/**
 * How much of an issue its mail holds: everything there is room for, or contents, leads and links. A setting of the
 * masthead, so it is frozen with the issue and its fingerprint: a change of the setting changes no mail already approved.
 */
export const mailExtentSchema = z.enum(['full', 'compact']);
/** See {@link mailExtentSchema}. */
export type MailExtent = z.infer<typeof mailExtentSchema>;
