import { Aws } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { nameIn } from './press.ts';

/** All times of the house are Viet Nam's. */
const TIME_ZONE = 'Asia/Ho_Chi_Minh';

/** One schedule of one function. */
interface PressScheduleProps {
  readonly stage: string;
  /** Kebab-case: `draft-issue-0600`. */
  readonly name: string;
  /** EventBridge cron or rate; read in {@link TIME_ZONE}. */
  readonly expression: string;
  readonly runs: IFunction;
  /** What the function is told beside the schedule's name. */
  readonly input: Readonly<Record<string, string>>;
  readonly role: IRole;
  readonly missedRuns: IQueue;
}

/**
 * Runs a function at fixed times. A run that cannot be started is tried for 15 minutes, then lies among the missed runs;
 * `recover` finds from state what it should have done.
 */
function pressSchedule(scope: Construct, props: PressScheduleProps): CfnSchedule {
  return new CfnSchedule(scope, `schedule-${props.name}`, {
    name: nameIn(props.stage, props.name),
    scheduleExpression: props.expression,
    scheduleExpressionTimezone: TIME_ZONE,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: props.runs.functionArn,
      roleArn: props.role.roleArn,
      input: JSON.stringify({ ...props.input, schedule: props.name, scheduledFor: '<aws.scheduler.scheduled-time>' }),
      retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 900 },
      deadLetterConfig: { arn: props.missedRuns.queueArn },
    },
  });
}

/** Schedules a function: schedule name → expression; `input` is what its runs are told. */
export type Timetable = (
  runs: IFunction,
  times: Readonly<Record<string, string>>,
  input?: Readonly<Record<string, string>>,
) => void;

/** A timetable whose schedules share one role, which may invoke exactly the functions on it. */
export function timetableOf(
  scope: Construct,
  board: { readonly stage: string; readonly missedRuns: IQueue },
): Timetable {
  const role = new Role(scope, 'scheduler', {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [board.missedRuns.queueArn] }));
  return (runs, times, input = {}) => {
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [runs.functionArn] }));
    for (const [name, expression] of Object.entries(times)) {
      pressSchedule(scope, { ...board, name, expression, runs, role, input });
    }
  };
}

/** Every day at `time` (`HH:MM`), weekends too: swapped working days have an issue, and the functions know the calendar. */
export function dailyAt(time: string): string {
  const [hour = '0', minute = '0'] = time.split(':');
  return `cron(${Number(minute)} ${Number(hour)} * * ? *)`;
}
