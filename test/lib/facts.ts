import { z } from 'zod';
import { type Statement, statementSchema } from '../support/policies.ts';
import { ofType, type Resource, type Resources } from './stub-house.ts';

/** Logical id something refers to by Ref or GetAtt; empty for anything else. */
export function targetOf(value: unknown): string {
  const reference = z
    .union([
      z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
      z.object({ 'Fn::GetAtt': z.array(z.string()) }).transform((get) => get['Fn::GetAtt'][0] ?? ''),
    ])
    .safeParse(value);
  return reference.success ? reference.data : '';
}

/** What each function's role allows, by the function's name without `diembao-<stage>-`. */
export function rightsByFunction(resources: Resources): Record<string, Statement[]> {
  return Object.fromEntries(
    ofType(resources, 'AWS::Lambda::Function').map(([, fn]) => {
      const role = targetOf(fn.Properties.Role);
      const policies = ofType(resources, 'AWS::IAM::Policy').filter(([, policy]) =>
        (policy.Properties.Roles ?? []).some((each: unknown) => targetOf(each) === role),
      );
      const statements = policies.flatMap(([, policy]) => policy.Properties.PolicyDocument.Statement);
      return [shortName(fn.Properties.FunctionName), z.array(statementSchema).parse(statements)];
    }),
  );
}

/** `diembao-test-desk` → `desk`. */
export function shortName(name: string): string {
  return name.replace(/^diembao-[a-z]+-/, '');
}

/**
 * Functions without a stated impact, the pinned runtime, tracing, or anybody who hears that they fail: by an alarm on errors, among the
 * missed runs, by the alarm on the web's answers, because `recover` finds undone what a queue had asked for, or because its messages are
 * dead letters within the hour.
 */
export function carelessFunctions(resources: Resources): string[] {
  const watched = ofType(resources, 'AWS::CloudWatch::Alarm')
    .filter(([, alarm]) => alarm.Properties.MetricName === 'Errors' && alarm.Properties.AlarmActions?.length > 0)
    .map(([, alarm]) => targetOf(alarm.Properties.Dimensions[0].Value));
  const hasAlarm = (metric: string): boolean =>
    ofType(resources, 'AWS::CloudWatch::Alarm').some(
      ([, { Properties }]) => Properties.MetricName === metric && Properties.AlarmActions?.length > 0,
    );
  const web = ofType(resources, 'AWS::ApiGatewayV2::Integration').map(([, { Properties }]) =>
    targetOf(Properties.IntegrationUri),
  );
  const isHeard = (id: string, { DeadLetterConfig, FunctionName }: Resource['Properties']): boolean =>
    watched.includes(id) ||
    ((DeadLetterConfig !== undefined || givesUpSoon(resources, id)) && hasAlarm('DeadLetters')) ||
    (web.includes(id) && hasAlarm('5xx')) ||
    (FOUND_BY_RECOVER.includes(shortName(FunctionName)) && hasAlarm('Recovered'));
  return ofType(resources, 'AWS::Lambda::Function')
    .filter(([id, { Properties: fn }]) => {
      const pinned = fn.Runtime === 'nodejs24.x' && ['arm64', 'x86_64'].includes(fn.Architectures?.[0]);
      const traced = fn.TracingConfig?.Mode === 'Active';
      return !(pinned && traced && (fn.Description ?? '').length > 20 && isHeard(id, fn));
    })
    .map(([id]) => id);
}

/** Whether all tries of a function's messages are over within the hour. */
function givesUpSoon(resources: Resources, id: string): boolean {
  const queues = ofType(resources, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties }]) => targetOf(Properties.FunctionName) === id)
    .map(([, { Properties }]) => resources[targetOf(Properties.EventSourceArn)]?.Properties);
  return queues.some(
    (queue) => queue && queue.VisibilityTimeout * (queue.RedrivePolicy?.maxReceiveCount ?? Infinity) <= 3_600,
  );
}

/** What is undone a quarter of an hour after it was asked for, `recover` starts again and tells. */
const FOUND_BY_RECOVER = ['publish-issue', 'post-zalo'];

/** Queues without encryption, or without dead letters though they are nobody's dead letters. */
export function carelessQueues(resources: Resources): string[] {
  const queues = ofType(resources, 'AWS::SQS::Queue');
  const functions = ofType(resources, 'AWS::Lambda::Function');
  const forTheDead = new Set([
    ...queues.map(([, queue]) => targetOf(queue.Properties.RedrivePolicy?.deadLetterTargetArn)),
    ...functions.map(([, fn]) => targetOf(fn.Properties.DeadLetterConfig?.TargetArn)),
  ]);
  return queues
    .filter(([id, { Properties: queue }]) => {
      const safe = forTheDead.has(id) || queue.RedrivePolicy !== undefined;
      return !(safe && queue.SqsManagedSseEnabled === true);
    })
    .map(([id]) => id);
}

/**
 * Event sources whose message could come back while it is still worked on, fail as a whole batch, or start any number of runs though there
 * may be many messages. A visit's and a shard's message come back sooner, see {@link WorkQueueProps.hiddenTimes}.
 */
export function hastySources(resources: Resources): string[] {
  return ofType(resources, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties: source }]) => {
      const queue = resources[targetOf(source.EventSourceArn)];
      const fn = resources[targetOf(source.FunctionName)];
      const visible = queue?.Properties.VisibilityTimeout ?? 0;
      const times = /^queue(gather|deliver)/.test(targetOf(source.EventSourceArn)) ? 2 : 6;
      const patient = visible >= times * (fn?.Properties.Timeout ?? 1000);
      const partial = source.FunctionResponseTypes?.includes('ReportBatchItemFailures');
      const most = source.ScalingConfig?.MaximumConcurrency;
      const seldom =
        most === undefined && /^queue(publish|planmailing)[0-9A-F]{8}$/.test(targetOf(source.EventSourceArn));
      return !(patient && partial && (seldom || most >= 2));
    })
    .map(([id]) => id);
}

/** Allowed actions that take every resource, as `<policy owner>: <action>`. */
export function unboundedActions(rights: Record<string, Statement[]>): string[] {
  return Object.entries(rights).flatMap(([owner, statements]) =>
    statements
      .filter(({ Effect, Resource }) => Effect === 'Allow' && Resource.includes('*'))
      .flatMap(({ Action }) => Action.map((action) => `${owner}: ${action}`)),
  );
}

/** Actions that destroy or open up what is stored, or stand for many. */
export function destructiveActions(rights: Record<string, Statement[]>): string[] {
  return Object.entries(rights).flatMap(([owner, statements]) =>
    statements.flatMap(({ Action }) =>
      Action.filter((action) => /\*|:(Delete|Purge|PutBucketPolicy|PutLifecycle|Restore)/.test(action))
        .filter((action) => action !== 'sqs:DeleteMessage')
        .map((action) => `${owner}: ${action}`),
    ),
  );
}

/** Stores that would go with a mistake: with their stack, by hand, or without anything to put back; as `<logical id>: <why>`. */
export function mortalStores(storage: Resources): string[] {
  const kept = ['AWS::S3::Bucket', 'AWS::DynamoDB::Table', 'AWS::Cognito::UserPool', 'AWS::SecretsManager::Secret'];
  const policies = ofType(storage, 'AWS::S3::BucketPolicy').map(([, { Properties }]) => Properties);
  return kept.flatMap((type) =>
    ofType(storage, type).flatMap(([id, store]) => {
      const { Properties: its, DeletionPolicy, UpdateReplacePolicy } = store;
      const faults = {
        'goes with its stack': DeletionPolicy !== 'Retain' || UpdateReplacePolicy !== 'Retain',
        'can be deleted':
          (type === 'AWS::DynamoDB::Table' && its.DeletionProtectionEnabled !== true) ||
          (type === 'AWS::Cognito::UserPool' && its.DeletionProtection !== 'ACTIVE'),
        'has no yesterday':
          type === 'AWS::DynamoDB::Table' && its.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled !== true,
        // The access logs are kept ninety days and are nobody's evidence.
        'has no versions, or they can be deleted':
          type === 'AWS::S3::Bucket' &&
          !id.startsWith('logs') &&
          (its.VersioningConfiguration?.Status !== 'Enabled' ||
            !policies.some(({ Bucket, PolicyDocument }) => targetOf(Bucket) === id && keepsVersions(PolicyDocument))),
      };
      return Object.entries(faults).flatMap(([why, isSo]) =>
        isSo ? [`${id.replace(/[0-9A-F]{8}$/, '')}: ${why}`] : [],
      );
    }),
  );
}

function keepsVersions({ Statement: statements }: { Statement: Record<string, unknown>[] }): boolean {
  return statements.some(
    ({ Effect, Action, Principal, Condition, Resource }) =>
      Effect === 'Deny' &&
      Condition === undefined &&
      /"\*"/.test(JSON.stringify(Principal)) &&
      /\/\*/.test(JSON.stringify(Resource)) &&
      JSON.stringify(Action) === JSON.stringify(['s3:DeleteBucket', 's3:DeleteObjectVersion']),
  );
}

/** A deep copy of the resources with one of them changed: the planted fault. */
export function planted(resources: Resources, type: string, change: (resource: Resource) => void): Resources {
  const copy = structuredClone(resources);
  const [first] = ofType(copy, type);
  if (first) change(first[1]);
  return copy;
}
