import { Aws } from 'aws-cdk-lib';
import { type IRole, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { type FunctionName, type ScheduledRun, TIME_ZONE, TIMETABLE } from '../../lambdas/names.ts';
import { nameIn } from './press.ts';

/** One schedule of one function. */
interface PressScheduleProps {
  readonly stage: string;
  readonly run: ScheduledRun;
  readonly fn: IFunction;
  readonly role: IRole;
  readonly missedRuns: IQueue;
}

/**
 * Runs a function at fixed times. A run that cannot be started is tried for 15 minutes, then lies among the missed runs;
 * `recover` finds from state what it should have done.
 */
function pressSchedule(scope: Construct, { run, ...props }: PressScheduleProps): CfnSchedule {
  return new CfnSchedule(scope, `schedule-${run.name}`, {
    name: nameIn(props.stage, run.name),
    scheduleExpression: run.expression,
    scheduleExpressionTimezone: TIME_ZONE,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: props.fn.functionArn,
      roleArn: props.role.roleArn,
      input: JSON.stringify({ ...run.input, schedule: run.name, scheduledFor: '<aws.scheduler.scheduled-time>' }),
      retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: 900 },
      deadLetterConfig: { arn: props.missedRuns.queueArn },
    },
  });
}

/** Makes every schedule of {@link TIMETABLE} that runs this function. */
export type Timetable = (fn: IFunction, name: FunctionName) => void;

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
  return (fn, name) => {
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }));
    for (const run of TIMETABLE.filter(({ runs }) => runs === name)) pressSchedule(scope, { ...board, run, fn, role });
  };
}
