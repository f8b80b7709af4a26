import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import { type AlarmBoard, nameIn } from './press.ts';

/** One alarm; its article in the runbook has the heading `name`. */
export interface AlarmProps {
  /** Kebab-case, unique in the stage. */
  readonly name: string;
  /** Who is hurt, and how, while this goes on. */
  readonly impact: string;
  /** With its period and statistic. */
  readonly metric: IMetric;
  /** `at-least`: the metric rising to the threshold alarms; `below`: its falling under it. */
  readonly when: { readonly kind: 'at-least' | 'below'; readonly threshold: number };
  /** Silence is bad news for a heartbeat only. */
  readonly silenceIs: 'fine' | 'alarming';
  /** The fault outlasts the alarm: that it is quiet again tells nobody anything, and is not mailed. */
  readonly isTold?: 'once';
}

/** A metric is summed or averaged over this long unless it says otherwise. */
export const ALARM_PERIOD = Duration.minutes(5);

/** The only way to make an alarm: it says who is hurt, links to its runbook article and reaches the operator. */
export function alarm(scope: Construct, board: AlarmBoard, props: AlarmProps): Alarm {
  const { kind, threshold } = props.when;
  const made = new Alarm(scope, `alarm-${props.name}`, {
    alarmName: nameIn(board.stage, props.name),
    alarmDescription: `${props.impact} — ${board.runbook}#${props.name}`,
    metric: props.metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator:
      kind === 'at-least'
        ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.LESS_THAN_THRESHOLD,
    treatMissingData: props.silenceIs === 'alarming' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  });
  made.addAlarmAction(new SnsAction(board.topic));
  if (props.isTold !== 'once') made.addOkAction(new SnsAction(board.topic));
  return made;
}

/** Every alarm made so far under a construct, in order of its name. */
export function alarmsUnder(scope: Construct): Alarm[] {
  const alarms = scope.node.findAll().filter((each) => each instanceof Alarm);
  return alarms.toSorted((a, b) => a.node.id.localeCompare(b.node.id));
}
