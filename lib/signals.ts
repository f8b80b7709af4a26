import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { HOURS } from '../lambdas/names.ts';
import { alarm } from './kit/alarm.ts';
import { fromThenOn, HEARTBEAT_WINDOW_MINUTES } from './kit/due.ts';
import { houseMetric } from './kit/house-metric.ts';
import { type AlarmBoard, nameIn, type Press } from './kit/press.ts';

/**
 * What `tell-today` tells every five minutes: 1 or 0, and 1 on a day without an issue. Each counts from its hour on; that nobody
 * tells anything is one fault and one alarm, see {@link SILENCE}.
 */
const HEARTBEATS = [
  { metric: 'DraftReady', name: 'no-draft', from: HOURS.draft, impact: 'The editors have no draft to work on' },
  {
    metric: 'IssueApproved',
    name: 'not-approved',
    from: HOURS.approved,
    impact: 'Nobody has approved today’s issue: readers will have it late or not at all',
  },
  {
    metric: 'MailingFinished',
    name: 'mailing-late',
    from: HOURS.mailed,
    impact: 'Not every subscriber has had his copy of today’s issue',
  },
  {
    metric: 'SearchUpToDate',
    name: 'search-late',
    from: HOURS.mailed,
    impact: 'Readers cannot find by searching what they can read',
  },
  {
    metric: 'CanaryHeard',
    name: 'canary-silent',
    from: HOURS.mailed,
    impact:
      'The house’s own copy of today’s issue did not arrive, or is on no list: nobody knows whether readers have theirs',
  },
] as const;

/** Told by nobody but `tell-today`, at every look; heard early enough to be mended before the draft, and not at night. */
const SILENCE = {
  metric: 'MailingFinished',
  name: 'tell-today-silent',
  from: '05:00',
  impact:
    'For a quarter of an hour nobody has told how today stands: the alarms on draft, approval, mail and search are deaf',
} as const;

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

/** What the functions count, and from which count over how long somebody is told. */
const COUNTS = [
  {
    // The lowest of an hour: told at every look, so that one bad visit which the next one mends is nobody's affair.
    metric: 'PriorityTrouble',
    name: 'priority-source',
    statistic: 'Minimum',
    period: Duration.hours(1),
    threshold: 1,
    impact: 'A paper without which no draft is whole cannot be read, or is silent: its news is missing from the drafts',
  },
  {
    // One in three: single papers are always in some trouble, which the desk shows; this is ours, or the network's.
    metric: 'SourceTrouble',
    name: 'many-sources',
    statistic: 'Average',
    period: Duration.hours(3),
    threshold: 0.34,
    impact: 'A third of the papers cannot be read: the next draft will be thin',
  },
  {
    metric: 'Recovered',
    name: 'recover-found-work',
    statistic: 'Sum',
    period: Duration.minutes(15),
    threshold: 1,
    impact: 'Something of the day had not happened by itself and was started again: readers may get it late',
  },
  {
    metric: 'BooksUnbalanced',
    name: 'books-unbalanced',
    statistic: 'Maximum',
    period: Duration.minutes(15),
    threshold: 1,
    impact: 'The books of a mailing do not agree: some readers may have no copy, or two',
  },
  {
    metric: 'ZaloParked',
    name: 'zalo-parked',
    statistic: 'Maximum',
    period: Duration.minutes(30),
    threshold: 1,
    impact: 'An issue is not posted to Zalo, or nobody knows whether it is: a person must look',
  },
] as const;

/** What an alarm on an hour of the day listens to. */
interface Heartbeat {
  readonly metric: string;
  readonly name: string;
  /** `HH:MM` in Viet Nam. */
  readonly from: string;
  readonly impact: string;
  readonly statistic: 'Maximum' | 'SampleCount';
}

/** The alarms on what the house itself tells, and on what SES thinks of it. */
export class Signals extends Construct {
  constructor(scope: Construct, id: string, { board, settings }: Press) {
    super(scope, id);
    this.#heartbeats(board);
    this.#counts(
      board,
      COUNTS.filter(({ name }) => settings.zalo || name !== 'zalo-parked'),
    );
    this.#reputation(board);
  }

  #heartbeats(board: AlarmBoard): void {
    for (const { impact, ...each } of HEARTBEATS) {
      const told = { ...each, impact: `It is after ${each.from}: ${impact}`, statistic: 'Maximum' } as const;
      this.#heartbeat(board, told, 'fine');
    }
    this.#heartbeat(board, { ...SILENCE, statistic: 'SampleCount' }, 'alarming');
  }

  #heartbeat(board: AlarmBoard, each: Heartbeat, silenceIs: 'fine' | 'alarming'): void {
    const { metric: label, name, from, impact, statistic } = each;
    const period = Duration.minutes(HEARTBEAT_WINDOW_MINUTES);
    const told = houseMetric(board.stage, label, { statistic, period });
    const expression = fromThenOn(from, silenceIs === 'fine' ? 1 : 0);
    const metric = new MathExpression({ expression, usingMetrics: { told }, label, period });
    alarm(this, board, { name, impact, metric, when: { kind: 'below', threshold: 1 }, silenceIs });
  }

  #counts(board: AlarmBoard, counts: readonly (typeof COUNTS)[number][]): void {
    for (const { metric: metricName, name, impact, threshold, ...how } of counts) {
      const metric = houseMetric(board.stage, metricName, how);
      alarm(this, board, { name, impact, metric, when: { kind: 'at-least', threshold }, silenceIs: 'fine' });
    }
  }

  #reputation(board: AlarmBoard): void {
    for (const { metric: metricName, name, impact, threshold } of REPUTATION) {
      const metric = new Metric({
        namespace: 'AWS/SES',
        metricName,
        dimensionsMap: { 'ses:configuration-set': nameIn(board.stage, 'bulletin') },
        statistic: 'Maximum',
        period: Duration.hours(1),
      });
      alarm(this, board, { name, impact, metric, when: { kind: 'at-least', threshold }, silenceIs: 'fine' });
    }
  }
}
