import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import type { MailEvent } from './mail-event.ts';

/** Why a message of the event queue is no event of ours; one sentence, without addresses. */
export interface MailEventProblem {
  readonly problem: string;
}

const tagSchema = z.array(z.string()).min(1);

/** What SES publishes to SNS through a configuration set: developer guide, "Contents of event data". */
const sesEventSchema = z.object({
  eventType: z.string(),
  mail: z.object({
    timestamp: instantSchema,
    messageId: z.string().min(1),
    tags: z.object({ issue: tagSchema, shard: tagSchema, recipient: tagSchema }),
  }),
  bounce: z
    .object({ bounceType: z.string(), bounceSubType: z.string().optional(), timestamp: instantSchema })
    .optional(),
  complaint: z.object({ complaintFeedbackType: z.string().nullish(), timestamp: instantSchema }).optional(),
  delivery: z.object({ timestamp: instantSchema }).optional(),
  reject: z.object({ reason: z.string() }).optional(),
  failure: z.object({ errorMessage: z.string() }).optional(),
});
type SesEvent = z.infer<typeof sesEventSchema>;

const envelopeSchema = z.object({ Type: z.literal('Notification'), Message: z.string() });

type Telling = Pick<MailEvent, 'kind' | 'permanent' | 'at' | 'detail'>;

/** How each event type reads; a type that is not here tells nothing about the ledger. */
const TYPES: Readonly<Record<string, (event: SesEvent) => Telling | MailEventProblem>> = {
  Bounce: ({ bounce }) => {
    if (bounce === undefined) return { problem: 'a bounce without its part "bounce"' };
    const detail = [bounce.bounceType, bounce.bounceSubType ?? ''].filter((part) => part !== '').join(' ');
    return { kind: 'bounce', permanent: bounce.bounceType === 'Permanent', at: bounce.timestamp, detail };
  },
  Complaint: ({ complaint }) => {
    if (complaint === undefined) return { problem: 'a complaint without its part "complaint"' };
    const type = complaint.complaintFeedbackType ?? '';
    // The reader took the mail out of the junk folder: the opposite of a complaint.
    if (type === 'not-spam') return { problem: 'a complaint that says "not spam"' };
    return { kind: 'complaint', permanent: false, at: complaint.timestamp, detail: type };
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
