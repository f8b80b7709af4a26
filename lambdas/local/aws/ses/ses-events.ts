import { createHash } from 'node:crypto';
import type { StoredMail } from './mailbox.ts';

/** A topic that exists in name only: SNS is not run, its envelope is written here. */
const TOPIC = 'arn:aws:sns:ap-southeast-1:000000000000:mail-events';

/**
 * What SES tells of a message, as bodies of queue messages: SES's event in SNS's envelope. The same message always gives
 * the same events, byte for byte, so that telling them twice is a repetition and nothing else. (SES Developer Guide,
 * "Examples of event data that Amazon SES publishes to Amazon SNS".)
 */
export function eventsOf(mail: StoredMail): string[] {
  const kinds = {
    delivered: ['Delivery'],
    bounced: ['Bounce'],
    'bounced-for-now': ['Bounce'],
    complained: ['Delivery', 'Complaint'],
  };
  return ['Send', ...kinds[mail.state]].map((eventType) =>
    envelope(mail, eventType, { eventType, mail: mailPart(mail), ...detailOf(mail, eventType) }),
  );
}

function envelope(mail: StoredMail, eventType: string, event: object): string {
  return JSON.stringify({
    Type: 'Notification',
    MessageId: createHash('sha256').update(`${mail.id} ${eventType}`).digest('hex').slice(0, 32),
    TopicArn: TOPIC,
    Subject: 'Amazon SES Email Event Notification',
    Message: JSON.stringify(event),
    Timestamp: timestamp(mail),
    SignatureVersion: '2',
    Signature: '',
    SigningCertURL: '',
    UnsubscribeURL: '',
  });
}

function mailPart(mail: StoredMail): object {
  const tags = Object.entries(mail.tags).map(([name, value]) => [name, [value]]);
  return {
    timestamp: timestamp(mail),
    source: mail.from,
    sendingAccountId: '000000000000',
    messageId: mail.id,
    destination: mail.to,
    headersTruncated: false,
    headers: [],
    commonHeaders: {},
    tags: { 'ses:configuration-set': [mail.configurationSet ?? ''], ...Object.fromEntries(tags) },
  };
}

function detailOf(mail: StoredMail, eventType: string): object {
  const at = timestamp(mail);
  switch (eventType) {
    case 'Delivery':
      return {
        delivery: {
          timestamp: at,
          processingTimeMillis: 1,
          recipients: mail.to,
          smtpResponse: '250 2.6.0 Message received',
          reportingMTA: 'local',
        },
      };
    case 'Bounce':
      return { bounce: bounceOf(mail, mail.state === 'bounced') };
    case 'Complaint':
      return {
        complaint: {
          complainedRecipients: recipients(mail, {}),
          timestamp: at,
          feedbackId: `feedback-${mail.id}`,
          complaintFeedbackType: 'abuse',
        },
      };
    default:
      return { send: {} };
  }
}

function bounceOf(mail: StoredMail, isPermanent: boolean): object {
  const status = isPermanent
    ? { status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }
    : { status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 mailbox full' };
  return {
    bounceType: isPermanent ? 'Permanent' : 'Transient',
    bounceSubType: isPermanent ? 'General' : 'MailboxFull',
    bouncedRecipients: recipients(mail, { action: 'failed', ...status }),
    timestamp: timestamp(mail),
    feedbackId: `feedback-${mail.id}`,
    reportingMTA: 'dsn; local',
  };
}

function recipients(mail: StoredMail, more: object): object[] {
  return mail.to.map((emailAddress) => ({ emailAddress, ...more }));
}

function timestamp(mail: StoredMail): string {
  return new Date(mail.at).toISOString();
}
