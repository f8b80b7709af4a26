import { FUNCTIONS, type FunctionName } from '../../lambdas/names.ts';
import type { Assumptions, CostData, Prices } from './data.ts';
import type { Inventory } from './inventory.ts';
import { requestUses } from './requests.ts';
import { often, type Runs, runsOf, workMillis } from './runs.ts';

/** So much of something with a price, and what for. */
export interface Use {
  /** What a reader of the bill would call it. */
  readonly service: string;
  readonly what: string;
  /** Key of the price. */
  readonly price: string;
  readonly quantity: number;
}

/** A line of the month: a use with its cost at list price, and what of it is left when AWS's standing allowance is taken off. */
export interface Line extends Use {
  readonly list: number;
  readonly billed: number;
}

/** What a month of the deployed stacks uses, for so many readers. */
export function usesOf(readers: number, inventory: Inventory, data: CostData): Use[] {
  return [
    ...functionUses(readers, inventory, data),
    ...requestUses(readers, data),
    ...mailUses(readers, data.assumptions),
    ...readingUses(readers, data.assumptions),
    ...standingUses(inventory, data),
  ];
}

/**
 * Uses with their cost in USD. An allowance belongs to all uses of its prices together, the first ones first.
 * Throws where a use has no price.
 */
export function priced(uses: readonly Use[], { prices, always }: Prices): Line[] {
  const left = new Map(Object.entries(always).sort(([a], [b]) => b.length - a.length));
  return uses.map((use) => {
    const price = prices[use.price];
    if (!price) throw new Error(`no price of ${use.price}`);
    const allowance = [...left.keys()].find((key) => use.price.startsWith(key)) ?? '';
    const free = Math.min(use.quantity, left.get(allowance) ?? 0);
    if (free > 0) left.set(allowance, (left.get(allowance) ?? 0) - free);
    const each = price.list / price.per;
    return { ...use, list: use.quantity * each, billed: (use.quantity - free) * each };
  });
}

function functionUses(readers: number, inventory: Inventory, { measured, assumptions }: CostData): Use[] {
  const runs = runsOf(readers, assumptions);
  const there = FUNCTIONS.filter((name) => name in inventory.functions);
  const runsOfFunction = (name: FunctionName): Runs => runs[name] ?? often(assumptions.days);
  const time = there.flatMap((name): Use[] => {
    const [size, work] = [inventory.functions[name], measured.functions[name]];
    if (!size) return [];
    const { works, waiting } = runsOfFunction(name);
    const seconds = waiting + (works * (work ? workMillis(work, size.memory, assumptions) : 1000)) / 1000;
    const price = `lambda.gbSecond.${size.architecture}`;
    return [{ service: 'Lambda', what: name, price, quantity: (seconds * size.memory) / 1024 }];
  });
  const invocations = there.reduce((sum, name) => sum + runsOfFunction(name).invocations, 0);
  const logGb = (invocations * assumptions.logKilobytesPerRun) / KB_IN_GB;
  return [
    ...time,
    { service: 'Lambda', what: 'invocations', price: 'lambda.request', quantity: invocations },
    { service: 'X-Ray', what: 'traces', price: 'xray.trace', quantity: tracesOf(readers, invocations, assumptions) },
    {
      service: 'CloudWatch',
      what: 'logs',
      price: 'cloudwatch.logGb',
      quantity: logGb,
    },
    {
      service: 'CloudWatch',
      what: 'logs kept',
      price: 'cloudwatch.logGbMonth',
      quantity: logGb * assumptions.logMonthsKept,
    },
  ];
}

/** Lambda traces one run a second of a function, and a twentieth of what comes above that: only events come faster. */
function tracesOf(readers: number, invocations: number, given: Assumptions): number {
  const events = runsOf(readers, given)['record-mail-event']?.invocations ?? 0;
  const seconds = Math.min(events, (readers * given.issues) / given.mailsPerSecond);
  return invocations - events + seconds + (events - seconds) / 20;
}

function mailUses(readers: number, given: Assumptions): Use[] {
  const mails = readers * given.issues;
  const events = mails * given.eventsPerMail;
  const ledger = (mails * given.ledgerKilobytes * given.ledgerMonthsKept) / KB_IN_GB;
  return [
    { service: 'SES', what: 'mails', price: 'ses.mail', quantity: mails },
    { service: 'SNS', what: 'events of mails', price: 'sns.publish', quantity: events },
    {
      service: 'SQS',
      what: 'events of mails',
      price: 'sqs.request',
      quantity: events * (1 + 2 / given.eventsPerBatch),
    },
    {
      service: 'DynamoDB',
      what: `${given.ledgerMonthsKept} months of ledger`,
      price: 'dynamodb.gbMonth',
      quantity: ledger,
    },
    { service: 'DynamoDB', what: 'its recovery', price: 'dynamodb.backupGbMonth', quantity: ledger },
  ];
}

function readingUses(readers: number, given: Assumptions): Use[] {
  const views = readers * given.issues * given.pageViewsPerMail;
  const articles = given.sources * given.articlesPerSourceDay * given.days;
  return [
    {
      service: 'CloudFront',
      what: 'pages to readers',
      price: 'cloudfront.gb',
      quantity: (views * given.pageKilobytes) / KB_IN_GB,
    },
    { service: 'CloudFront', what: 'requests', price: 'cloudfront.request', quantity: views * 3 },
    { service: 'CloudFront', what: 'function of the paths', price: 'cloudfront.function', quantity: views * 3 },
    {
      service: 'API Gateway',
      what: 'desk and subscriptions',
      price: 'apigateway.request',
      quantity: given.deskPagesPerIssue * given.issues + readers / 50,
    },
    {
      service: 'S3',
      what: 'a year of articles, 90 days of pages',
      price: 's3.gbMonth',
      quantity: (articles * given.articleKilobytes * 12) / KB_IN_GB,
    },
  ];
}

function standingUses(inventory: Inventory, { assumptions: given }: CostData): Use[] {
  const { standard, fifo } = inventory.pollers;
  const isSmall = (metrics: number): boolean => metrics <= FREE_DASHBOARD_METRICS;
  const dashboards = (price: string, shown: readonly number[]): Use[] =>
    shown.length === 0 ? [] : [{ service: 'CloudWatch', what: 'dashboards', price, quantity: shown.length }];
  return [
    { service: 'CloudWatch', what: 'alarms', price: 'cloudwatch.alarmMetric', quantity: inventory.alarmMetrics },
    { service: 'CloudWatch', what: 'own metrics', price: 'cloudwatch.metric', quantity: given.ownMetrics },
    ...dashboards('cloudwatch.dashboard', inventory.dashboards.filter(isSmall)),
    ...dashboards(
      'cloudwatch.largeDashboard',
      inventory.dashboards.filter((metrics) => !isSmall(metrics)),
    ),
    ...idle(standard, { price: 'sqs.request', given }),
    ...idle(fifo, { price: 'sqs.fifoRequest', given }),
    { service: 'KMS', what: 'key of the tables', price: 'kms.request', quantity: given.kmsRequests },
    { service: 'Secrets Manager', what: 'secrets', price: 'secretsmanager.secret', quantity: inventory.secrets },
    { service: 'Cognito', what: 'people of the desk', price: 'cognito.person', quantity: given.editors },
    {
      service: 'Scheduler',
      what: 'runs',
      price: 'scheduler.run',
      // `tell-today` every five minutes, and what is asked for once a day.
      quantity: (288 + given.recoverRunsPerDay + given.visitsPerSourceDay + 5) * given.days,
    },
  ];
}

/** Of the dashboards that AWS gives; one that shows more is paid for. */
const FREE_DASHBOARD_METRICS = 50;

function idle(pollers: number, of: { readonly price: string; readonly given: Assumptions }): Use[] {
  const quantity = pollers * of.given.idleReceivesPerPoller;
  return quantity === 0 ? [] : [{ service: 'SQS', what: 'asking empty queues', price: of.price, quantity }];
}

const KB_IN_GB = 1024 * 1024;
