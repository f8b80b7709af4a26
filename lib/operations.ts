import { Aws, Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { ARCHIVE_KEYS, METRICS_NAMESPACE, NEWSROOM_KEYS } from '../lambdas/names.ts';
import { alarm } from './kit/alarm.ts';
import { fromThenOn } from './kit/due.ts';
import { maySendTo, mayUseKeys, mayUseRows } from './kit/permissions.ts';
import type { PostOffice } from './kit/post-office.ts';
import { type AlarmBoard, nameIn, type Press } from './kit/press.ts';
import { pressFunction } from './kit/press-function.ts';
import { mayApprove, mayLayOut } from './kit/rights.ts';
import type { Timetable } from './kit/schedule.ts';
import type { Settings } from './settings.ts';

/**
 * What `recover` tells of today on every run, every quarter of an hour: 1 or 0, and 1 on a day without an issue. Each
 * counts from its hour on; that nobody tells it is as bad as a 0, for then `recover` itself does not run.
 */
const HEARTBEATS = [
  { metric: 'DraftReady', name: 'no-draft', from: '06:30', impact: 'The editors have no draft to work on' },
  {
    metric: 'MailingFinished',
    name: 'mailing-late',
    from: '09:00',
    impact: 'Not every subscriber has had his copy of today’s issue',
  },
  {
    metric: 'SearchUpToDate',
    name: 'search-late',
    from: '09:00',
    impact: 'Readers cannot find by searching what they can read',
  },
] as const;

/** The dimension every metric of the house has, given by its telemetry. */
const METRICS_SERVICE = 'diembao';

/** SES reviews an account at 5 % bounces and 0.1 % complaints; these alarms come before it. */
const REPUTATION = [
  {
    metric: 'Reputation.BounceRate',
    name: 'bounce-rate',
    threshold: 0.03,
    impact: 'Too many addresses do not exist: SES may stop the house from mailing anyone',
  },
  {
    metric: 'Reputation.ComplaintRate',
    name: 'complaint-rate',
    threshold: 0.0008,
    impact: 'Readers report the bulletin as spam: SES may stop the house from mailing anyone',
  },
] as const;

/** What `visit-source` tells of every visit, 1 or 0; a paper in trouble is visited every six hours at least. */
const SOURCES = [
  {
    metric: 'SourceTrouble',
    name: 'source-trouble',
    impact: 'A paper could not be read three times in a row: what it prints is missing from the drafts, which say so',
  },
  {
    metric: 'SourceSilent',
    name: 'source-silent',
    impact: 'A paper answers and has brought nothing for days: its news may be missing and no draft says so',
  },
] as const;

/** Where alarms go: one topic, one address. */
export function alarmBoard(scope: Construct, settings: Settings): AlarmBoard {
  const topic = new Topic(scope, 'alarms', { topicName: nameIn(settings.stage, 'alarms'), enforceSSL: true });
  topic.addSubscription(new EmailSubscription(settings.alarmEmail));
  // A topic with a policy of its own loses the default one, which is what lets alarms publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      actions: ['sns:Publish'],
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  return { stage: settings.stage, topic, runbook: settings.runbookAddress };
}

/** Watching the day: what should exist and does not is found from state, started again, and told. */
export class Operations extends Construct {
  constructor(
    scope: Construct,
    id: string,
    press: Press,
    doors: { readonly timetable: Timetable; readonly post: PostOffice },
  ) {
    super(scope, id);
    this.#recover(press, doors);
    this.#dayAlarms(press.board);
    this.#reputationAlarms(press);
    this.#sourceAlarms(press.board);
    this.#zaloAlarm(press.board);
  }

  #recover(press: Press, { timetable, post }: { readonly timetable: Timetable; readonly post: PostOffice }): void {
    const { storage, queues } = press;
    const recover = pressFunction(this, press, {
      fileName: 'recover',
      impact: 'A missed draft, publication or mailing is no longer noticed or made good',
      timeout: Duration.minutes(5),
      missedRuns: press.missedRuns,
    });
    mayLayOut(recover, storage);
    const { audiences, ladder, rounds, zalo } = NEWSROOM_KEYS;
    mayUseKeys(recover, storage.newsroom, { read: [audiences, ladder, rounds, zalo], write: [ladder, rounds] });
    // Tells the editors that an issue waits for its approval; never a reader.
    post.maySend(recover);
    mayApprove(recover, press);
    mayUseKeys(recover, storage.archive, { read: [`${ARCHIVE_KEYS.search}years.json`] });
    mayUseRows(recover, storage.tables.subscribers, { read: ['*'], write: ['*'], indexes: ['byState'] });
    mayUseRows(recover, storage.tables.deliveries, { read: ['mailing#*', 'delivery#*'], write: ['mailing#*'] });
    maySendTo(recover, queues['plan-mailing'], queues.deliver, queues.zalo);
    timetable(recover, { recover: 'cron(0/15 * * * ? *)' });
  }

  #dayAlarms(board: AlarmBoard): void {
    for (const { metric: metricName, name, from, impact } of HEARTBEATS) {
      const told = new Metric({
        namespace: METRICS_NAMESPACE,
        metricName,
        dimensionsMap: { service: METRICS_SERVICE },
        statistic: 'Minimum',
      });
      alarm(this, board, {
        name,
        impact: `It is after ${from}: ${impact}`,
        metric: new MathExpression({
          expression: fromThenOn(from),
          usingMetrics: { told },
          label: metricName,
          period: Duration.minutes(30),
        }),
        when: { kind: 'below', threshold: 1 },
        silenceIs: 'alarming',
      });
    }
  }

  #sourceAlarms(board: AlarmBoard): void {
    for (const { metric: metricName, name, impact } of SOURCES) {
      const metric = new Metric({
        namespace: METRICS_NAMESPACE,
        metricName,
        dimensionsMap: { service: METRICS_SERVICE },
        statistic: 'Maximum',
        period: Duration.hours(6),
      });
      alarm(this, board, { name, impact, metric, when: { kind: 'at-least', threshold: 1 }, silenceIs: 'fine' });
    }
  }

  /** What `recover` counts on every run: postings a person should look at. */
  #zaloAlarm(board: AlarmBoard): void {
    alarm(this, board, {
      name: 'zalo-parked',
      impact: 'An issue is not posted to Zalo, or nobody knows whether it is: a person must look',
      metric: new Metric({
        namespace: METRICS_NAMESPACE,
        metricName: 'ZaloParked',
        dimensionsMap: { service: METRICS_SERVICE },
        statistic: 'Maximum',
        period: Duration.minutes(30),
      }),
      when: { kind: 'at-least', threshold: 1 },
      silenceIs: 'fine',
    });
  }

  #reputationAlarms(press: Press): void {
    for (const { metric, name, impact, threshold } of REPUTATION) {
      alarm(this, press.board, {
        name,
        impact,
        metric: new Metric({
          namespace: 'AWS/SES',
          metricName: metric,
          dimensionsMap: { 'ses:configuration-set': nameIn(press.settings.stage, 'bulletin') },
          statistic: 'Maximum',
          period: Duration.hours(1),
        }),
        when: { kind: 'at-least', threshold },
        silenceIs: 'fine',
      });
    }
  }
}
