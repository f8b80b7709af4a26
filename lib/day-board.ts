import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IWidget,
  Metric,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { FUNCTIONS } from '../lambdas/names.ts';
import { alarmsUnder } from './kit/alarm.ts';
import { houseMetric } from './kit/house-metric.ts';
import { nameIn, type Press } from './kit/press.ts';

/** The columns of CloudWatch's grid. */
const WIDE = 24;
const HALF = { width: WIDE / 2, height: 6 };

/** The only dashboard, `diembao-<stage>`: every alarm, then the day from gathering to mail, then what it runs on. */
export class DayBoard extends Construct {
  constructor(scope: Construct, id: string, press: Press) {
    super(scope, id);
    const { stage, runbook } = press.board;
    new Dashboard(this, 'board', {
      dashboardName: `diembao-${stage}`,
      defaultInterval: Duration.days(1),
      widgets: [
        [
          new TextWidget({
            markdown: `**Điểm báo, ${stage}** – what each alarm means and what to do: ${runbook}`,
            width: WIDE,
            height: 1,
          }),
        ],
        [new AlarmStatusWidget({ title: 'Alarms', alarms: alarmsUnder(press.root), width: WIDE, height: 5 })],
        [theDay(stage), gathering(stage)],
        [mails(stage), queues(press)],
        [work(stage), web(press)],
      ],
    });
  }
}

function theDay(stage: string): IWidget {
  const told = { statistic: 'Minimum', period: Duration.minutes(5) } as const;
  const names = ['DraftReady', 'IssueApproved', 'MailingFinished', 'SearchUpToDate'];
  return new GraphWidget({
    title: 'Today (1: done)',
    left: names.map((name) => houseMetric(stage, name, told)),
    leftYAxis: { min: 0, max: 1 },
    ...HALF,
  });
}

function gathering(stage: string): IWidget {
  const share = houseMetric(stage, 'SourceTrouble', { statistic: 'Average', period: Duration.hours(1) });
  const priority = houseMetric(stage, 'PriorityTrouble', { statistic: 'Maximum', period: Duration.minutes(5) });
  return new GraphWidget({ title: 'Papers in trouble: share, priority', left: [share], right: [priority], ...HALF });
}

function mails(stage: string): IWidget {
  const how = { namespace: 'AWS/SES', period: Duration.minutes(15) };
  // SES counts what it sends for the whole account; only what it thinks of us it tells by configuration set.
  const sent = (metricName: string) => new Metric({ ...how, metricName, statistic: 'Sum' });
  const dimensionsMap = { 'ses:configuration-set': nameIn(stage, 'bulletin') };
  const rate = (metricName: string) => new Metric({ ...how, metricName, dimensionsMap, statistic: 'Maximum' });
  return new GraphWidget({
    title: 'Mails of the account, and what SES thinks of us (right)',
    left: ['Send', 'Delivery', 'Bounce', 'Complaint'].map(sent),
    right: ['Reputation.BounceRate', 'Reputation.ComplaintRate'].map(rate),
    ...HALF,
  });
}

function queues({ queues: all, board }: Press): IWidget {
  const how = { period: Duration.minutes(5), statistic: 'Maximum' };
  const waiting = Object.values(all).map((queue) => queue.metricApproximateNumberOfMessagesVisible(how));
  const dead = houseMetric(board.stage, 'DeadLetters', { statistic: 'Maximum', period: Duration.minutes(5) });
  return new GraphWidget({ title: 'Queues, and new dead letters (right)', left: waiting, right: [dead], ...HALF });
}

function work(stage: string): IWidget {
  const of = (metricName: string, statistic: string) =>
    FUNCTIONS.map(
      (name) =>
        new Metric({
          namespace: 'AWS/Lambda',
          metricName,
          dimensionsMap: { FunctionName: nameIn(stage, name) },
          statistic,
          period: Duration.minutes(15),
          label: name,
        }),
    );
  return new GraphWidget({
    title: 'Functions: longest run, errors (right)',
    left: of('Duration', 'Maximum'),
    right: of('Errors', 'Sum'),
    ...HALF,
  });
}

function web({ api }: Press): IWidget {
  return new GraphWidget({
    title: 'Desk and subscriptions: answers 5xx, how long 19 of 20 take (right)',
    left: [api.metricServerError()],
    right: [api.metricLatency({ statistic: 'p95' })],
    ...HALF,
  });
}
