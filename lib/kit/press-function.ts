import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { type Construct, Construct as Room } from 'constructs';
import type { FunctionName } from '../../lambdas/names.ts';
import { lackingOnLambda } from '../bundling/native.ts';
import { SIZES } from '../sizes.ts';
import { alarm } from './alarm.ts';
import { nameIn, type Press } from './press.ts';
import { reasoned } from './reasoned.ts';

/** One Lambda. */
export interface PressFunctionProps {
  /** Stem of `lambdas/<fileName>.lambda.ts`. */
  readonly fileName: FunctionName;
  /** Who is hurt, and how, when it fails. */
  readonly impact: string;
  readonly timeout: Duration;
  /** Besides the names every function knows. */
  readonly env?: Readonly<Record<string, string>>;
  /** A run that nobody waits for goes here after its retries; for scheduled functions. */
  readonly missedRuns?: IQueue;
  /**
   * Where nothing else tells in time that its runs crash. Scheduled runs end among the missed ones within minutes, the web's are
   * `web-failures`, and what `recover` finds undone within a quarter of an hour it tells; only of visits, of shards and of events
   * does it not see every one, and they are dead letters after hours.
   */
  readonly watchErrors?: true;
}

/** The handlers are not there: the message is one line that says what to do. */
export class HandlersMissingError extends Error {
  override readonly name = 'HandlersMissingError';
}

/**
 * The only way to make a Lambda: the bundle as it is, its own role and log group, tracing, and where nothing else would tell an
 * alarm on errors that says who is hurt. Throws {@link HandlersMissingError} when the handler has not been bundled.
 */
export function pressFunction(scope: Construct, press: Press, props: PressFunctionProps): LambdaFunction {
  const { fileName } = props;
  const room = new Room(scope, fileName);
  const functionName = nameIn(press.settings.stage, fileName);
  const logGroup = logGroupOf(room, `/diembao/${press.settings.stage}/${fileName}`);
  const made = new LambdaFunction(room, 'function', {
    functionName,
    description: props.impact,
    runtime: Runtime.NODEJS_24_X,
    architecture: hasMachineCode(press.handlers, fileName) ? Architecture.X86_64 : Architecture.ARM_64,
    code: Code.fromAsset(bundleOf(press.handlers, fileName), { exclude: ['*.map'] }),
    handler: 'index.handler',
    memorySize: SIZES[fileName].memory,
    timeout: props.timeout,
    environment: environmentOf(press, props),
    role: roleOf(room, logGroup),
    logGroup,
    tracing: Tracing.ACTIVE,
    ...(props.missedRuns ? { deadLetterQueue: props.missedRuns, retryAttempts: 2 } : {}),
  });
  if (props.watchErrors) errorsAlarm(room, press, { ...props, made });
  return made;
}

function errorsAlarm(room: Room, press: Press, props: PressFunctionProps & { readonly made: LambdaFunction }): void {
  alarm(room, press.board, {
    name: `${props.fileName}-errors`,
    impact: props.impact,
    // What is tried again and succeeds is no news: three are all tries of a run nobody waits for.
    metric: props.made.metricErrors({ period: Duration.minutes(15), statistic: 'Sum' }),
    when: { kind: 'at-least', threshold: 3 },
    silenceIs: 'fine',
  });
}

/**
 * Lets a function take messages from a queue, reporting each failed message by itself. Of a quiet standard queue Lambda asks with two
 * connections instead of five, unless a most is set (AWS Lambda, “Configuring scaling behavior for SQS event source mappings”): every
 * question is paid for, so a most is set where there may be many messages at a time.
 */
export function takesFrom(
  consumer: LambdaFunction,
  queue: IQueue,
  how: { readonly batchSize: number; readonly maxConcurrency?: number; readonly wait?: Duration },
): void {
  consumer.addEventSource(
    new SqsEventSource(queue, {
      batchSize: how.batchSize,
      ...(how.maxConcurrency ? { maxConcurrency: how.maxConcurrency } : {}),
      reportBatchItemFailures: true,
      ...(how.wait ? { maxBatchingWindow: how.wait } : {}),
    }),
  );
  // Lambda takes no time-out longer than its queue hides a message: where both grow, going back too, the queue is first.
  consumer.node.addDependency(queue);
}

function environmentOf(press: Press, props: PressFunctionProps): Record<string, string> {
  return {
    ...press.environment,
    ...props.env,
  };
}

function bundleOf(handlers: string, fileName: FunctionName): string {
  const folder = join(handlers, fileName);
  const lacking = lackingOnLambda(folder);
  if (lacking !== null) throw new HandlersMissingError(lacking);
  if (existsSync(join(folder, 'index.mjs'))) return folder;
  throw new HandlersMissingError(`${join(folder, 'index.mjs')} is missing: run \`npm run bundle\` first`);
}

/** The packages beside a bundle are x86_64; all others are JavaScript alone, which runs a fifth cheaper on ARM. */
function hasMachineCode(handlers: string, fileName: FunctionName): boolean {
  return existsSync(join(handlers, fileName, 'node_modules'));
}

function logGroupOf(room: Room, logGroupName: string): LogGroup {
  return new LogGroup(room, 'log', {
    logGroupName,
    retention: RetentionDays.THREE_MONTHS,
    removalPolicy: RemovalPolicy.DESTROY,
  });
}

/** No managed policy: it would let a function write every log of the account. */
function roleOf(room: Room, logGroup: LogGroup): Role {
  const role = new Role(room, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  role.addToPolicy(
    new PolicyStatement({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [logGroup.logGroupArn],
    }),
  );
  reasoned(
    role,
    'IAM5[Resource::*]',
    'X-Ray takes no resource: PutTraceSegments, PutTelemetryRecords; a test lists all.',
  );
  return role;
}
