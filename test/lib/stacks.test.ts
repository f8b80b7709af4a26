import { beforeAll, describe, expect, it } from 'vitest';
import { ORPHANED_AFTER_MS } from '../../lambdas/core/sources/begun-visit.ts';
import { LIMITS } from '../../lambdas/core/subscriptions/limits.ts';
import { FUNCTIONS, QUEUES, TABLES } from '../../lambdas/names.ts';
import { VISIT_TIMEOUT } from '../../lib/gathering.ts';
import { buildHouse, type House } from '../../lib/house.ts';
import {
  carelessFunctions,
  carelessQueues,
  hastySources,
  mortalStores,
  planted,
  shortName,
  targetOf,
} from './facts.ts';
import { ofType, onlyOf, type Resource, type Resources, resourcesOf, SETTINGS, stubHouse } from './stub-house.ts';

let house: House;
let storage: Resources;
let press: Resources;

beforeAll(() => {
  house = stubHouse();
  ({ storage, press } = resourcesOf(house));
}, 60_000);

describe('what must survive', () => {
  it('keeps every bucket private, encrypted and TLS only, and leaves it when the stack goes', () => {
    const buckets = ofType(storage, 'AWS::S3::Bucket');
    const policies = JSON.stringify(ofType(storage, 'AWS::S3::BucketPolicy'));

    expect(buckets).toHaveLength(3);
    for (const [id, { Properties: bucket, DeletionPolicy, UpdateReplacePolicy }] of buckets) {
      expect(bucket.BucketEncryption, id).toBeDefined();
      expect(Object.values(bucket.PublicAccessBlockConfiguration), id).toEqual([true, true, true, true]);
      expect([DeletionPolicy, UpdateReplacePolicy], id).toEqual(['Retain', 'Retain']);
      expect(policies, id).toContain(`{"Fn::GetAtt":["${id}","Arn"]}`);
    }
    expect(policies.match(/"aws:SecureTransport":"false"/g)).toHaveLength(3);
  });

  it('R32 outlives a mistake: retained, protected, with versions that nobody deletes and a yesterday to go back to', () => {
    expect(mortalStores(storage)).toEqual([]);
    expect(house.storage.terminationProtection).toBe(true);
  });

  it.each<[string, string, (resource: Resource) => unknown]>([
    ['AWS::S3::Bucket', 'logs: goes with its stack', (bucket) => delete bucket.DeletionPolicy],
    ['AWS::DynamoDB::Table', 'can be deleted', ({ Properties }) => delete Properties.DeletionProtectionEnabled],
    ['AWS::DynamoDB::Table', 'no yesterday', ({ Properties }) => delete Properties.PointInTimeRecoverySpecification],
    ['AWS::Cognito::UserPool', 'can be deleted', ({ Properties }) => delete Properties.DeletionProtection],
    ['AWS::SecretsManager::Secret', 'goes with its stack', (secret) => delete secret.UpdateReplacePolicy],
  ])('R32 control: is caught when %s would not (%s)', (type, why, change) => {
    expect(mortalStores(planted(storage, type, change))).toEqual([expect.stringContaining(why)]);
  });

  it('R32 control: is caught when versions can be deleted', () => {
    const open = structuredClone(storage);
    for (const [, { Properties }] of ofType(open, 'AWS::S3::BucketPolicy'))
      Properties.PolicyDocument.Statement = Properties.PolicyDocument.Statement.filter(
        ({ Action }: { Action: unknown }) => !JSON.stringify(Action).includes('DeleteObjectVersion'),
      );
    expect(mortalStores(open).map((each) => each.split(':')[0])).toEqual(['newsroom', 'archive']);
  });

  it('keeps versions of newsroom and archive, and lets go of what it promised to', () => {
    const versioned = ofType(storage, 'AWS::S3::Bucket').filter(
      ([, { Properties }]) => Properties.VersioningConfiguration,
    );
    const rules = versioned.flatMap(([, { Properties }]) => Properties.LifecycleConfiguration.Rules);
    const rule = (id: string) => rules.find(({ Id }) => Id === id);

    expect(versioned.map(([id]) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['newsroom', 'archive']);
    expect(rule('pages')).toMatchObject({ Prefix: 'pages/', ExpirationInDays: 90 });
    expect(rule('audiences')).toMatchObject({ Prefix: 'audiences/', ExpirationInDays: LIMITS.eraseAfterDays });
    const drafts = { Prefix: 'drafts/', NoncurrentVersionExpiration: { NoncurrentDays: 30 } };
    expect(rule('draft-versions')).toMatchObject(drafts);
  });

  it('gives CloudFront the archive without its snapshots and catalogues', () => {
    const statements = ofType(storage, 'AWS::S3::BucketPolicy')
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
      .filter(({ Principal }) => Principal.Service === 'cloudfront.amazonaws.com');

    const told = statements.map(({ Effect, Action, Resource }) => `${Effect} ${Action} ${JSON.stringify(Resource)}`);

    expect(told).toHaveLength(3);
    const denied = told.find((each) => each.startsWith('Deny s3:GetObject'));
    expect(['/snapshots/*', '/catalogue/*'].filter((keys) => !denied?.includes(keys))).toEqual([]);
    expect(statements.filter(({ Effect }) => Effect === 'Allow').every(({ Condition }) => Condition.StringEquals)).toBe(
      true,
    );
  });

  it('has every table of the house, recoverable, protected, encrypted and on demand', () => {
    const tables = ofType(storage, 'AWS::DynamoDB::Table');

    expect(tables.map(([, { Properties }]) => shortName(Properties.TableName))).toEqual(Object.keys(TABLES));
    for (const [id, { Properties: table, DeletionPolicy }] of tables) {
      expect(table, id).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
      });
      expect(DeletionPolicy, id).toBe('Retain');
    }
  });

  it('lets nobody sign themselves up, and knows the four groups', () => {
    const pool = onlyOf(storage, 'AWS::Cognito::UserPool');
    const groups = ofType(storage, 'AWS::Cognito::UserPoolGroup').map(([, { Properties }]) => Properties.GroupName);

    expect(pool).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'OPTIONAL',
      Policies: { PasswordPolicy: { MinimumLength: 12 } },
    });
    expect(groups).toEqual(['readers', 'editors', 'approvers', 'administrators']);
  });
});

describe('the press', () => {
  it('has every function, with a stated impact, the pinned runtime and an alarm that reaches someone', () => {
    const names = ofType(press, 'AWS::Lambda::Function').map(([, { Properties }]) =>
      shortName(Properties.FunctionName),
    );

    expect(names.sort()).toEqual([...FUNCTIONS].sort());
    expect(carelessFunctions(press)).toEqual([]);
    // Planted: an old runtime; an impact left out; an alarm that tells nobody.
    const ofFunction = 'AWS::Lambda::Function';
    expect(
      carelessFunctions(planted(press, ofFunction, (fn) => Object.assign(fn.Properties, { Runtime: 'nodejs22.x' }))),
    ).toHaveLength(1);
    expect(carelessFunctions(planted(press, ofFunction, (fn) => delete fn.Properties.Description))).toHaveLength(1);
    const silent = (alarm: RegExp) => Object.fromEntries(Object.entries(press).filter(([id]) => !alarm.test(id)));
    expect(carelessFunctions(silent(/alarmdelivermailerrors/))).toHaveLength(1);
    expect(carelessFunctions(silent(/alarmwebfailures/))).toHaveLength(2);
    expect(carelessFunctions(silent(/alarmdeadletters/))).toHaveLength(7);
    expect(carelessFunctions(silent(/alarmrecoverfoundwork/))).toHaveLength(2);
  });

  it('has every queue, encrypted and with dead letters', () => {
    const names = ofType(press, 'AWS::SQS::Queue').map(([, { Properties }]) => shortName(Properties.QueueName));
    const expected = QUEUES.flatMap((name) =>
      name === 'gather' || name === 'zalo' ? [`${name}.fifo`, `${name}-dead.fifo`] : [name, `${name}-dead`],
    );

    expect(names.sort()).toEqual([...expected, 'missed-runs-dead'].sort());
    expect(carelessQueues(press)).toEqual([]);
    const lost = planted(press, 'AWS::SQS::Queue', (queue) => delete queue.Properties.SqsManagedSseEnabled);
    expect(carelessQueues(lost)).toHaveLength(1);
  });

  it('hides a message six times as long as its worker may take, a visit’s and a shard’s twice, and takes partial failures', () => {
    expect(ofType(press, 'AWS::Lambda::EventSourceMapping')).toHaveLength(QUEUES.length);
    expect(hastySources(press)).toEqual([]);
    const hasty = Object.fromEntries(
      Object.entries(structuredClone(press)).map(([id, resource]) => {
        if (resource.Type === 'AWS::SQS::Queue') resource.Properties.VisibilityTimeout = 40;
        return [id, resource];
      }),
    );
    expect(hastySources(hasty)).toHaveLength(QUEUES.length);
    // A bounce is heard well within its minute, and through no public door.
    const waits = ofType(press, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => Properties);
    expect(Math.max(...waits.map((source) => source.MaximumBatchingWindowInSeconds ?? 0))).toBe(5);
    const protocols = ofType(press, 'AWS::SNS::Subscription').map(([, { Properties }]) => Properties.Protocol);
    expect([protocols.includes('sqs'), protocols.some((each) => /^http/.test(each))]).toEqual([true, false]);
    // A visit that was begun is nobody's only after its message came back and was worked on again.
    const hidden = ofType(press, 'AWS::SQS::Queue').find(([, { Properties }]) =>
      /-gather\.fifo$/.test(Properties.QueueName),
    );
    expect(ORPHANED_AFTER_MS).toBeGreaterThan(
      hidden?.[1].Properties.VisibilityTimeout * 1_000 + VISIT_TIMEOUT.toMilliseconds(),
    );
  });

  it('runs by the clock of Viet Nam, tries again, and keeps what it missed', () => {
    const schedules = ofType(press, 'AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);

    expect(Object.fromEntries(schedules.map((each) => [shortName(each.Name), each.ScheduleExpression]))).toEqual({
      'draft-issue-0600': 'cron(0 6 * * ? *)',
      'draft-monthly-0930': 'cron(30 9 * * ? *)',
      'learn-0500': 'cron(0 5 * * ? *)',
      'plan-mailing-0800': 'cron(0 8 * * ? *)',
      'plan-visits-0430': 'cron(30 4 * * ? *)',
      'plan-visits-0515': 'cron(15 5 * * ? *)',
      'plan-visits-0545': 'cron(45 5 * * ? *)',
      'plan-visits-daytime': 'cron(0 7/2 * * ? *)',
      recover: 'cron(0/15 * * * ? *)',
      'tell-today': 'cron(0/5 * * * ? *)',
    });
    for (const each of schedules) {
      expect(each.ScheduleExpressionTimezone).toBe('Asia/Ho_Chi_Minh');
      expect(each.Target.RetryPolicy.MaximumRetryAttempts).toBeGreaterThan(0);
      expect(targetOf(each.Target.DeadLetterConfig.Arn)).toMatch(/^deadmissedruns/);
    }
  });

  it('speaks TLS 1.2 to readers and reads the archive by origin access control', () => {
    const config = onlyOf(press, 'AWS::CloudFront::Distribution').DistributionConfig;

    expect(config.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021');
    expect(config.Aliases).toEqual([SETTINGS.domain?.name]);
    expect(config.Origins.some((origin: Record<string, unknown>) => origin.OriginAccessControlId)).toBe(true);
    expect(config.CacheBehaviors.map(({ PathPattern }: Record<string, unknown>) => PathPattern)).toEqual([
      '/desk',
      '/desk/*',
      '/subscriptions',
      '/subscriptions/*',
      '/search/*',
      '/tim-kiem/*',
    ]);
  });

  it('lets CloudWatch and SES publish to their topics, which a policy of its own would forbid', () => {
    const publishers = ofType(press, 'AWS::SNS::TopicPolicy')
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
      .filter(({ Effect }) => Effect === 'Allow')
      .map(({ Principal, Condition }) => [Principal.Service, Condition !== undefined]);

    expect(publishers).toEqual([
      ['cloudwatch.amazonaws.com', true],
      ['ses.amazonaws.com', true],
    ]);
  });

  it('hears of its mails from its own topic alone', () => {
    const policies = ofType(press, 'AWS::SQS::QueuePolicy').filter(([id]) => id.startsWith('queuemailevents'));
    const statements = policies.flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
    const allowed = statements.filter(({ Effect }) => Effect === 'Allow');

    expect(allowed).toHaveLength(1);
    expect(allowed[0].Principal).toEqual({ Service: 'sns.amazonaws.com' });
    expect(targetOf(allowed[0].Condition.ArnEquals['aws:SourceArn'])).toMatch(/^postofficeevents/);
  });
});

describe('a house without handlers', () => {
  it('says in one line what to run', () => {
    const settings = { ...SETTINGS };

    expect(() => buildHouse('/nowhere/dist', {}, () => settings)).toThrow(
      /^\/nowhere\/dist\/plan-visits\/index\.mjs is missing: run `npm run bundle` first$/,
    );
  });
});
