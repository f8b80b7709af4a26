import { describe, expect, it } from 'vitest';
import { parseMailEvent } from '../../../lambdas/core/mailing/parse-mail-event.ts';

const TAGS = { issue: ['2026-11-23'], shard: ['7'], recipient: ['ab12'], 'ses:configuration-set': ['bulletin'] };
const MAIL = { timestamp: '2026-11-23T01:00:05.123Z', messageId: 'm-1', tags: TAGS, destination: ['an@example.vn'] };

function body(event: object): string {
  return JSON.stringify({ Type: 'Notification', MessageId: 'sns', TopicArn: 'arn', Message: JSON.stringify(event) });
}

const COMMON = { messageId: 'm-1', issueKey: '2026-11-23', shard: 7, subscriberId: 'ab12' };
const AT = '2026-11-23T01:00:09.000Z';

/** A passing bounce of no special kind; a mail host that returns a mail reports on each recipient, a program that answers does not. */
const awayFor = (bouncedRecipients: object[]) => ({
  bounceType: 'Transient',
  bounceSubType: 'General',
  timestamp: AT,
  bouncedRecipients,
});

describe('an event message', () => {
  it('of a passing bounce that a mail host reports is no automatic answer', () => {
    const reported = awayFor([{ emailAddress: 'an@example.vn', status: '4.4.7', diagnosticCode: 'smtp; 421 4.4.7' }]);
    for (const bounce of [reported, awayFor([]), { ...reported, bounceType: 'Undetermined', bouncedRecipients: [{}] }])
      expect(parseMailEvent(body({ eventType: 'Bounce', mail: MAIL, bounce }))).toMatchObject({ kind: 'bounce' });
  });

  it.each([
    ['Send', {}, { kind: 'send', at: MAIL.timestamp }],
    ['Delivery', { delivery: { timestamp: AT, smtpResponse: '250 ok' } }, { kind: 'delivery', at: AT }],
    [
      'Bounce',
      { bounce: { bounceType: 'Permanent', bounceSubType: 'General', timestamp: AT, bouncedRecipients: [] } },
      { kind: 'bounce', permanent: true, at: AT, detail: 'Permanent General' },
    ],
    [
      'Bounce',
      { bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull', timestamp: AT } },
      { kind: 'bounce', permanent: false, at: AT, detail: 'Transient MailboxFull' },
    ],
    ['Complaint', { complaint: { timestamp: AT, complaintFeedbackType: 'abuse' } }, { kind: 'complaint', at: AT }],
    ['Complaint', { complaint: { timestamp: AT, complaintFeedbackType: null } }, { kind: 'complaint', detail: '' }],
    // Nothing may be lost for a part nobody needs.
    ['Bounce', { bounce: { bounceType: 'Permanent' } }, { kind: 'bounce', permanent: true, at: MAIL.timestamp }],
    [
      'Bounce',
      { bounce: { bounceType: 'Permanent', bounceSubType: null, timestamp: 'soon', bouncedRecipients: 'all' } },
      { kind: 'bounce', permanent: true, at: MAIL.timestamp, detail: 'Permanent' },
    ],
    ['Complaint', { complaint: {} }, { kind: 'complaint', at: MAIL.timestamp }],
    ['Reject', { reject: {} }, { kind: 'reject', detail: '' }],
    ['Reject', { reject: { reason: 'Bad content' } }, { kind: 'reject', detail: 'Bad content' }],
  ])('of type %s is read', (eventType, part, expected) => {
    expect(parseMailEvent(body({ eventType, mail: MAIL, ...part }))).toMatchObject({ ...COMMON, ...expected });
  });

  it.each([
    ['no JSON', 'x'],
    ['no notification', JSON.stringify({ Type: 'SubscriptionConfirmation', SubscribeURL: 'https://evil.example/' })],
    ['a message that is no JSON', JSON.stringify({ Type: 'Notification', Message: '{' })],
    ['no tags of ours', body({ eventType: 'Send', mail: { ...MAIL, tags: {} } })],
    ['a shard that is no number', body({ eventType: 'Send', mail: { ...MAIL, tags: { ...TAGS, shard: ['x'] } } })],
    ['a type that says nothing', body({ eventType: 'DeliveryDelay', mail: MAIL })],
    ['a type of an object’s own', body({ eventType: 'constructor', mail: MAIL })],
    ['a bounce without its part', body({ eventType: 'Bounce', mail: MAIL })],
    [
      'a complaint taken back',
      body({ eventType: 'Complaint', mail: MAIL, complaint: { timestamp: AT, complaintFeedbackType: 'not-spam' } }),
    ],
    [
      'an automatic answer',
      body({ eventType: 'Bounce', mail: MAIL, bounce: awayFor([{ emailAddress: 'an@example.vn' }]) }),
    ],
    ['no time', body({ eventType: 'Send', mail: { ...MAIL, timestamp: 'now' } })],
    ['null', 'null'],
    ['an empty text', ''],
  ])('with %s is a problem, not an exception', (_name, text) => {
    const problem = parseMailEvent(text);

    expect(problem).toEqual({ problem: expect.any(String) });
    expect(JSON.stringify(problem)).not.toContain('an@example.vn');
  });
});
