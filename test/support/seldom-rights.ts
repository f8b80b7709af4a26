import { allowancesOf, allows, type Call, type Statement } from './policies.ts';

/** What AWS does in a function's name: logs, traces, taking messages, putting runs that failed aside. */
const OF_AWS =
  /^(logs|xray):|^sqs:(ReceiveMessage|DeleteMessage|ChangeMessageVisibility|GetQueueUrl)|^sqs:GetQueueAttributes queue:|dead:missedruns$/u;

/** A mail names the identity it comes from and the configuration set. */
const MAIL = [
  'ses:SendRawEmail mail:configuration-set/bulletin',
  'ses:SendRawEmail mail:identity/diembao.example',
] as const;

/** What a function is allowed and the sample day does not ask for: why it must have it, and the allowances. */
const SELDOM: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'visit-source': {
    'asks for itself again after three minutes': ['sqs:SendMessage queue:gather'],
    'looks again at what approved drafts cite, from the next day on': [
      's3:GetObject newsroom/articles/*',
      's3:GetObject newsroom/drafts/*',
      's3:GetObject newsroom/watch/*',
      's3:PutObject newsroom/watch/*',
    ],
  },
  learn: { 'learns from yesterday’s decisions': ['s3:GetObject newsroom/decisions/*'] },
  'draft-issue': {
    'marks stories by earlier issues': ['s3:GetObject archive/snapshots/*'],
    'lays out the monthly': ['dynamodb:GetItem table:newsroom numbers', 'dynamodb:PutItem table:newsroom numbers'],
  },
  desk: {
    'shows today, the journal, the mailings and the postings': [
      's3:GetObject newsroom/audiences/*',
      's3:GetObject newsroom/journal/*',
      's3:GetObject newsroom/rounds/*',
      's3:GetObject newsroom/zalo/*',
      'dynamodb:Query table:newsroom visit',
      'dynamodb:GetItem table:deliveries mailing#*',
      'dynamodb:GetItem table:deliveries delivery#*',
      'dynamodb:GetItem table:deliveries arming',
      'dynamodb:Query table:deliveries delivery#*',
      'dynamodb:DescribeTable table:deliveries',
    ],
    'explains why a story stands where it stands, or not at all': [
      's3:GetObject newsroom/models/*',
      'dynamodb:GetItem table:newsroom visit',
      'dynamodb:GetItem table:newsroom entry#*',
    ],
    'takes pictures for the monthly, and numbers it': [
      's3:GetObject archive/pictures/*',
      's3:PutObject archive/pictures/*',
      'dynamodb:GetItem table:newsroom numbers',
      'dynamodb:PutItem table:newsroom numbers',
    ],
    'changes settings': ['s3:PutObject newsroom/settings/*'],
    'holds a mailing, lets it go on, has the failed written to again': [
      'sqs:SendMessage queue:deliver',
      'dynamodb:PutItem table:deliveries mailing#*',
      'dynamodb:PutItem table:deliveries delivery#*',
    ],
    'brings in and counts readers, and finds one by the address': [
      'dynamodb:GetItem table:subscribers',
      'dynamodb:PutItem table:subscribers',
      'dynamodb:Query table:subscribers/index/byState',
      'secretsmanager:GetSecretValue secret:token',
    ],
    'mails an editor a test': MAIL,
  },
  'publish-issue': { 'throws away the search index before the last': ['s3:DeleteObject archive/search/*'] },
  'post-zalo': { 'posts a picture': ['s3:GetObject archive/pictures/*'] },
  'plan-mailing': { 'plans the mail of a correction': ['dynamodb:Query table:deliveries delivery#*'] },
  'deliver-mail': {
    'hears that a message is not there': ['s3:ListBucket newsroom'],
    'reads a row again that somebody else wrote': ['dynamodb:GetItem table:deliveries delivery#*'],
  },
  'record-mail-event': { 'pauses a suspicious mailing': ['dynamodb:PutItem table:deliveries mailing#*'] },
  subscriptions: {
    'takes a form, so and so often': [
      'dynamodb:UpdateItem table:subscribers count#*',
      's3:GetObject newsroom/settings/sections.json',
      's3:ListBucket newsroom',
      'sqs:SendMessage queue:asks',
    ],
  },
  'ask-reader': {
    'asks somebody whether a subscription was meant, so and so often': [
      'dynamodb:GetItem table:subscribers',
      'dynamodb:PutItem table:subscribers',
      'dynamodb:UpdateItem table:subscribers count#*',
      'secretsmanager:GetSecretValue secret:token',
      ...MAIL,
    ],
  },
  recover: {
    'makes good: a missed draft': [
      's3:GetObject archive/snapshots/*',
      's3:GetObject newsroom/articles/*',
      's3:GetObject newsroom/decisions/*',
      's3:GetObject newsroom/drafts/*',
      's3:GetObject newsroom/models/*',
      's3:ListBucket archive',
      's3:PutObject newsroom/drafts/*',
      'dynamodb:PutItem table:newsroom issue#*',
      'dynamodb:GetItem table:newsroom numbers',
      'dynamodb:Query table:newsroom/index/bySourceDay source#*',
    ],
    'makes good: an approval that broke off': [
      's3:PutObject archive/snapshots/*',
      's3:PutObject newsroom/decisions/*',
      'dynamodb:PutItem table:newsroom numbers',
    ],
    'starts again: visits, publications, mailings, postings': [
      'sqs:SendMessage queue:gather',
      'sqs:SendMessage queue:publish',
      'sqs:SendMessage queue:planmailing',
      'sqs:SendMessage queue:deliver',
      'sqs:SendMessage queue:zalo',
      's3:GetObject newsroom/audiences/*',
      's3:GetObject newsroom/zalo/*',
      'dynamodb:Query table:deliveries delivery#*',
      'dynamodb:PutItem table:deliveries mailing#*',
      'dynamodb:PutItem table:newsroom begun',
    ],
    'erases the addresses of who left long ago': ['dynamodb:PutItem table:subscribers'],
    'tells the editors that an issue waits': [
      's3:GetObject newsroom/ladder/*',
      's3:PutObject newsroom/ladder/*',
      ...MAIL,
    ],
  },
};

/** Allowances that no call needed and {@link SELDOM} gives no reason for, as `function action resource`. */
export function idleRights(
  rights: Readonly<Record<string, readonly Statement[]>>,
  calls: readonly (Call & { readonly name: string })[],
): string[] {
  const idle = Object.entries(rights).flatMap(([name, statements]) =>
    allowancesOf(statements)
      .filter(({ what }) => !OF_AWS.test(what) && !reasonsOf(name).includes(what))
      .filter(({ statement }) => !calls.some((call) => call.name === name && allows([statement], call)))
      .map(({ what }) => `${name} ${what}`),
  );
  return [...new Set(idle)];
}

/** Reasons for what nobody is allowed any more. */
export function idleReasons(rights: Readonly<Record<string, readonly Statement[]>>): string[] {
  return Object.keys(SELDOM).flatMap((name) => {
    const allowed = allowancesOf(rights[name] ?? []).map(({ what }) => what);
    return reasonsOf(name)
      .filter((what) => !allowed.includes(what))
      .map((what) => `${name} ${what}`);
  });
}

function reasonsOf(name: string): string[] {
  return Object.values(SELDOM[name] ?? {}).flat();
}
