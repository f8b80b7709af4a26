import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import type { MailEvent } from './mail-event.ts';

/** Why a message of the event queue is no event of ours; one sentence, without addresses. */
export interface MailEventProblem {
  readonly problem: string;
}

const tagSchema = z.array(z.string()).min(1);

/** When it happened; an event without it, or with another writing, is not lost for that: the message's own time stands in. */
const partTime = instantSchema.nullish().catch(null);

/** What SES publishes to SNS through a configuration set: developer guide, "Contents of event data". */
const sesEventSchema = z.object({
  eventType: z.string(),
  mail: z.object({
    timestamp: instantSchema,
    messageId: z.string().min(1),
    tags: z.object({ issue: tagSchema, shard: tagSchema, recipient: tagSchema }),
  }),
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: z.string().nullish(),
      timestamp: partTime,
      bouncedRecipients: z.array(z.record(z.string(), z.unknown())).nullish().catch(null),
    })
    .optional(),
  complaint: z.object({ complaintFeedbackType: z.string().nullish(), timestamp: partTime }).optional(),
  delivery: z.object({ timestamp: partTime }).optional(),
  reject: z.object({ reason: z.string().nullish() }).optional(),
  failure: z.object({ errorMessage: z.string() }).optional(),
});
type SesEvent = z.infer<typeof sesEventSchema>;

const envelopeSchema = z.object({ Type: z.literal('Notification'), Message: z.string() });

type Telling = Pick<MailEvent, 'kind' | 'permanent' | 'at' | 'detail'>;

/** How each event type reads; a type that is not here tells nothing about the ledger. */
const TYPES: Readonly<Record<string, (event: SesEvent) => Telling | MailEventProblem>> = {
  Bounce: ({ bounce, mail }) => {
    if (bounce === undefined) return { problem: 'a bounce without its part "bounce"' };
    if (isAutomaticAnswer(bounce)) return { problem: 'an automatic answer, of a mail that was delivered' };
    const detail = [bounce.bounceType, bounce.bounceSubType ?? ''].filter((part) => part !== '').join(' ');
    return {
      kind: 'bounce',
      permanent: bounce.bounceType === 'Permanent',
      at: bounce.timestamp ?? mail.timestamp,
      detail,
    };
  },
  Complaint: ({ complaint, mail }) => {
    if (complaint === undefined) return { problem: 'a complaint without its part "complaint"' };
    const type = complaint.complaintFeedbackType ?? '';
    // The reader took the mail out of the junk folder: the opposite of a complaint.
    if (type === 'not-spam') return { problem: 'a complaint that says "not spam"' };
    return { kind: 'complaint', permanent: false, at: complaint.timestamp ?? mail.timestamp, detail: type };
  },
  Delivery: ({ delivery, mail }) => ({
    kind: 'delivery',
    permanent: false,
    at: delivery?.timestamp ?? mail.timestamp,
    detail: '',
  }),
  Reject: ({ reject, mail }) => ({
    kind: 'reject',
    permanent: false,
    at: mail.timestamp,
    detail: reject?.reason ?? '',
  }),
  Send: ({ mail }) => ({ kind: 'send', permanent: false, at: mail.timestamp, detail: '' }),
};

/** What a mail host says of a message it did not deliver, in a report SES passes on for each recipient. */
const REPORTED = ['action', 'status', 'diagnosticCode'];

/**
 * Who is away and says so by a program is told of as a passing bounce of no special kind ("Bounce types", developer guide),
 * but without any report of a mail host. Three of them would pause an official who is on leave.
 */
function isAutomaticAnswer({ bounceType, bounceSubType, bouncedRecipients }: NonNullable<SesEvent['bounce']>): boolean {
  if (bounceType !== 'Transient' || bounceSubType !== 'General' || !bouncedRecipients?.length) return false;
  return bouncedRecipients.every((recipient) => REPORTED.every((name) => !recipient[name]));
}

/** Reads one message of the event queue: an SNS envelope around an SES event. Never throws. */
export function parseMailEvent(body: string): MailEvent | MailEventProblem {
  const envelope = envelopeSchema.safeParse(fromJson(body));
  if (!envelope.success) return { problem: 'not a notification of SNS' };
  const parsed = sesEventSchema.safeParse(fromJson(envelope.data.Message));
  if (!parsed.success) return { problem: `not an event of ours: ${fieldsOf(parsed.error)}` };
  const event = parsed.data;
  const read = Object.hasOwn(TYPES, event.eventType) ? TYPES[event.eventType] : undefined;
  if (read === undefined) return { problem: 'an event type that says nothing of the ledger' };
  const telling = read(event);
  if ('problem' in telling) return telling;
  const { issue, shard, recipient } = event.mail.tags;
  const number = Number(shard[0]);
  if (!Number.isInteger(number) || number < 0) return { problem: 'a tag "shard" that is no number' };
  const ids = { issueKey: issue[0] ?? '', shard: number, subscriberId: recipient[0] ?? '' };
  return { ...telling, ...ids, messageId: event.mail.messageId };
}

/** Undefined where the text is not JSON. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(error: z.ZodError): string {
  return [...new Set(error.issues.map((issue) => issue.path.join('.') || 'the whole'))].join(', ');
}
