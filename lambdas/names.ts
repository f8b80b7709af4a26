/**
 * Names shared by what exists in AWS (`lib/`) and what runs there (`lambdas/`). Imports nothing.
 */

/** The Lambdas, by the stem of their file `lambdas/<stem>.lambda.ts`. */
export const FUNCTIONS = [
  'plan-visits',
  'visit-source',
  'learn',
  'draft-issue',
  'desk',
  'publish-issue',
  'post-zalo',
  'plan-mailing',
  'deliver-mail',
  'record-mail-event',
  'subscriptions',
  'ask-reader',
  'recover',
  'tell-today',
] as const;

/** A Lambda's stem. */
export type FunctionName = (typeof FUNCTIONS)[number];

/**
 * The work queues; each has a dead-letter queue named `<name>-dead`. `gather` is FIFO with the host as message group, `zalo`
 * with one group for all: a refresh token is good once, so two posters must never renew at a time.
 */
export const QUEUES = ['gather', 'publish', 'plan-mailing', 'deliver', 'mail-events', 'zalo', 'asks'] as const;

/** A work queue's name. */
export type QueueName = (typeof QUEUES)[number];

/** Shards of an audience delivered at once: the event source's maximum concurrency. They share one stored pace. */
export const DELIVERERS = 2;

/** The hours of the day, `HH:MM` in Viet Nam: when the first round of visits, learning, the draft and the mailing begin, and the monthly's draft. */
export const HOURS = {
  gather: '04:30',
  learning: '05:00',
  draft: '06:00',
  mailing: '08:00',
  /** When an editor has approved it, and when every reader has his copy: what the alarms go by. */
  approved: '07:30',
  mailed: '09:00',
  /** On its day, when that day's issue has gone out. */
  monthly: '09:30',
} as const;

/** All times of the house are Viet Nam's. */
export const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** Every day at `time` (`HH:MM`), weekends too: swapped working days have an issue, and the functions know the calendar. */
function dailyAt(time: string): string {
  const [hour = '0', minute = '0'] = time.split(':');
  return `cron(${Number(minute)} ${Number(hour)} * * ? *)`;
}

/** A run that comes by itself, by the name of its schedule without its stage (`draft-issue-0600`). */
export interface ScheduledRun {
  readonly name: string;
  readonly runs: FunctionName;
  /** EventBridge's, read in {@link TIME_ZONE}. */
  readonly expression: string;
  /** What the function is told beside the schedule's name and time. */
  readonly input: Readonly<Record<string, string>>;
}

/** All that comes by itself: made by `lib`, and looked for in the account by `diembao doctor`. */
export const TIMETABLE: readonly ScheduledRun[] = [
  { name: 'plan-visits-0430', runs: 'plan-visits', expression: dailyAt(HOURS.gather), input: {} },
  { name: 'plan-visits-0515', runs: 'plan-visits', expression: dailyAt('05:15'), input: {} },
  { name: 'plan-visits-0545', runs: 'plan-visits', expression: dailyAt('05:45'), input: {} },
  { name: 'plan-visits-daytime', runs: 'plan-visits', expression: 'cron(0 7/2 * * ? *)', input: {} },
  { name: 'learn-0500', runs: 'learn', expression: dailyAt(HOURS.learning), input: {} },
  { name: 'draft-issue-0600', runs: 'draft-issue', expression: dailyAt(HOURS.draft), input: {} },
  // Asked every day: from the month's set day on there is a draft, also when that very run was missed.
  {
    name: 'draft-monthly-0930',
    runs: 'draft-issue',
    expression: dailyAt(HOURS.monthly),
    input: { edition: 'monthly' },
  },
  { name: 'plan-mailing-0800', runs: 'plan-mailing', expression: dailyAt(HOURS.mailing), input: {} },
  { name: 'recover', runs: 'recover', expression: 'cron(0/15 * * * ? *)', input: {} },
  { name: 'tell-today', runs: 'tell-today', expression: 'cron(0/5 * * * ? *)', input: {} },
];

/** Environment variables a function may read; parsed once in `lambdas/aws/environment.ts`. */
export const ENV = {
  stage: 'DIEMBAO_STAGE',
  newsroomBucket: 'NEWSROOM_BUCKET',
  archiveBucket: 'ARCHIVE_BUCKET',
  newsroomTable: 'NEWSROOM_TABLE',
  subscribersTable: 'SUBSCRIBERS_TABLE',
  deliveriesTable: 'DELIVERIES_TABLE',
  gatherQueue: 'GATHER_QUEUE_URL',
  publishQueue: 'PUBLISH_QUEUE_URL',
  planMailingQueue: 'PLAN_MAILING_QUEUE_URL',
  deliverQueue: 'DELIVER_QUEUE_URL',
  zaloQueue: 'ZALO_QUEUE_URL',
  asksQueue: 'ASKS_QUEUE_URL',
  /** Addresses of the dead-letter queues, with commas between. */
  deadLetterQueues: 'DEAD_LETTER_QUEUE_URLS',
  configurationSet: 'SES_CONFIGURATION_SET',
  sender: 'MAIL_SENDER',
  replyTo: 'MAIL_REPLY_TO',
  publicAddress: 'PUBLIC_ADDRESS',
  deskAddress: 'DESK_ADDRESS',
  tokenSecret: 'TOKEN_SECRET_ID',
  zaloSecret: 'ZALO_SECRET_ID',
  tokenIssuer: 'TOKEN_ISSUER',
  tokenClient: 'TOKEN_CLIENT_ID',
  tokenKeys: 'TOKEN_JWKS_URI',
  signInAddress: 'SIGN_IN_ADDRESS',
  mailAllowList: 'MAIL_ALLOW_LIST',
} as const;

/** Keys and prefixes in the newsroom bucket (private). */
export const NEWSROOM_KEYS = {
  articles: 'articles/',
  pages: 'pages/',
  drafts: 'drafts/',
  settings: 'settings/',
  audiences: 'audiences/',
  messages: 'messages/',
  /** What editors did with each story of an issue, a file an issue. */
  decisions: 'decisions/',
  /** What was learned from them. */
  models: 'models/',
  /** What became of cited articles after they were printed. */
  watch: 'watch/',
  /** How far the posting of an issue to Zalo has come, a file an issue. */
  zalo: 'zalo/',
  /** Who was told that an issue waits for its approval, an object a letter. */
  ladder: 'ladder/',
  /** Who asked for what at the desk, when and why; an object an entry, only ever created. */
  journal: 'journal/',
  /** What the watchman found on his rounds, a file a day. */
  rounds: 'rounds/',
} as const;

/** Keys and prefixes in the archive bucket (public through CloudFront, except {@link PRIVATE_ARCHIVE_KEYS}). */
export const ARCHIVE_KEYS = {
  snapshots: 'snapshots/',
  /** Who withdrew what of an issue, when and why; under the snapshots, so that whoever reads those reads this. */
  withdrawals: 'snapshots/withdrawn/',
  catalogue: 'catalogue/',
  /** Pictures of the monthly in three sizes, named by what was fetched; written once. */
  pictures: 'pictures/',
  /** The search index of every year, and the pointer that says which one readers search. */
  search: 'search/',
  manifest: 'manifest.json',
} as const;

/** What of the archive bucket no reader is given. */
export const PRIVATE_ARCHIVE_KEYS = [ARCHIVE_KEYS.snapshots, ARCHIVE_KEYS.catalogue] as const;

/** The archive's pages: own style sheet, inline style, pictures; no script, no form to elsewhere, in nobody's frame. */
export const ARCHIVE_CONTENT = [
  "default-src 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The search page and its index besides: the house's own scripts, Pagefind's WebAssembly, and what both load from here. */
export const SEARCH_CONTENT = [
  ARCHIVE_CONTENT,
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
].join('; ');

/** Namespace of every metric: `DiemBao/<stage>`. */
export const METRICS_NAMESPACE = 'DiemBao';

/**
 * Keys and indexes of the tables; every key attribute is a string, every index projects all attributes.
 * `newsroom`: `visit`/source id, `begun`/source id, `entry#<articleId>`/`entry`, `issue#<edition>`/issue key,
 * `numbers`/`monthly`.
 * `subscribers`: one row a person. `deliveries`: `mailing#<issueKey>`/`mailing`, `delivery#<issueKey>#<shard>`/subscriber id.
 */
export const TABLES = {
  newsroom: {
    partitionKey: 'pk',
    sortKey: 'sk',
    /** Entries of one source by the day they were first seen: `source#<id>#<day>`. */
    indexes: [{ name: 'bySourceDay', partitionKey: 'sourceDay', sortKey: 'articleId' }],
  },
  subscribers: {
    partitionKey: 'id',
    sortKey: null,
    /** `<state>#<first two hex digits of the id>`: 256 keys a state, so that no key is hot and no scan is needed. */
    indexes: [{ name: 'byState', partitionKey: 'stateShard', sortKey: 'id' }],
    /** Seconds since the epoch after which DynamoDB drops the item: what nobody confirmed, and counts. */
    expires: 'expires',
  },
  deliveries: { partitionKey: 'pk', sortKey: 'sk', indexes: [] },
} as const;

/** A table's name without its stage. */
export type TableName = keyof typeof TABLES;
