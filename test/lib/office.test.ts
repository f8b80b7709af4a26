import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createEntryLog, createVisitBook } from '../../lambdas/aws/dynamo-newsroom.ts';
import { createS3ObjectStore } from '../../lambdas/aws/s3-object-store.ts';
import { at } from '../../lambdas/core/calendar/instant.ts';
import { gatherHere } from '../../lambdas/workflows/gathering/gather-here.ts';
import { Office } from '../../lib/office.ts';
import { StorageStack } from '../../lib/storage-stack.ts';
import { type AwsHouse, awsHouse } from '../contracts/aws-house.ts';
import { smallPress } from '../faults/small-press.ts';
import { memoryClock } from '../support/memory/memory-clock.ts';
import { allows, type Call } from '../support/policies.ts';
import { asItself, guardOf, type PolicyGuard } from '../support/policy-guard.ts';
import { ofType, onlyOf, resourceSchema, SETTINGS, temporaryFolder } from './stub-house.ts';

const DAY = '2026-11-23';
const EVERYWHERE: readonly string[] = [];

const listed = z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]);
const statementSchema = z.object({
  Effect: z.string(),
  Action: z.union([z.array(z.string()), z.string().transform((one) => [one])]),
  Resource: listed,
  Condition: z.record(z.string(), z.any()).default({}),
});
type Statement = z.infer<typeof statementSchema>;

/** The resources of the office's user alone. */
function resourcesFor(addresses: readonly string[]) {
  const app = new App({ outdir: temporaryFolder('office') });
  const storage = new StorageStack(app, 'diembao-test-storage', { settings: SETTINGS });
  const stack = new Stack(app, 'press');
  new Office(stack, 'office', { stage: 'test', storage, addresses });
  return z.record(z.string(), resourceSchema).parse(Template.fromStack(stack).toJSON().Resources);
}

function rightsIn(resources: ReturnType<typeof resourcesFor>): Statement[] {
  return z.array(statementSchema).parse(onlyOf(resources, 'AWS::IAM::Policy').PolicyDocument.Statement);
}

let resources: ReturnType<typeof resourcesFor>;
let rights: Statement[];
beforeAll(() => {
  resources = resourcesFor(EVERYWHERE);
  rights = rightsIn(resources);
});

describe('the key of the office', () => {
  const may = (action: string, resource: string, context: Call['context'] = {}) =>
    allows(rights, { action, resource, context });
  const rows = (key: string) => ({ 'dynamodb:LeadingKeys': [key] });

  it('belongs to a user of its own; the template holds no secret', () => {
    expect(onlyOf(resources, 'AWS::IAM::User').UserName).toBe('diembao-test-office');
    expect(ofType(resources, 'AWS::IAM::AccessKey')).toEqual([]);
  });

  it('adds articles and pages, changes none, and writes its rows', () => {
    const isNew = { 's3:if-none-match': ['*'] };
    expect(may('s3:PutObject', 'newsroom/articles/a.json', isNew)).toBe(true);
    expect(may('s3:PutObject', 'newsroom/pages/a.html.gz', isNew)).toBe(true);
    expect(may('s3:PutObject', 'newsroom/articles/a.json')).toBe(false);
    expect(may('dynamodb:PutItem', 'table:newsroom', rows('visit'))).toBe(true);
    expect(may('dynamodb:PutItem', 'table:newsroom', rows('entry#1'))).toBe(true);
  });

  it.each([
    ['s3:GetObject', 'newsroom/settings/editors.json'],
    ['s3:GetObject', 'newsroom/drafts/daily/2026-11-23.json'],
    ['s3:GetObject', 'newsroom/audiences/2026-11-23/0.json'],
    ['s3:GetObject', 'archive/manifest.json'],
    ['s3:PutObject', 'newsroom/settings/sources.json'],
    ['s3:DeleteObject', 'newsroom/articles/a.json'],
    ['dynamodb:PutItem', 'table:newsroom'],
    ['dynamodb:GetItem', 'table:subscribers'],
    ['sqs:SendMessage', 'queue:gather'],
    ['secretsmanager:GetSecretValue', 'secret:token'],
    ['ses:SendRawEmail', 'mail'],
  ])('does nothing else: %s %s', (action, resource) => {
    const context = { 's3:if-none-match': ['*'], 'dynamodb:LeadingKeys': ['issue#daily'] };
    expect(may(action, resource, context)).toBe(false);
  });

  it('may be held to the office’s addresses', () => {
    expect(rightsIn(resourcesFor(['203.0.113.7/32']))).toContainEqual({
      Effect: 'Deny',
      Action: ['*'],
      Resource: ['*'],
      Condition: { NotIpAddress: { 'aws:SourceIp': ['203.0.113.7/32'] } },
    });
    expect(rights.every(({ Effect }) => Effect === 'Allow')).toBe(true);
  });
});

describe('a round from the office', () => {
  let house: AwsHouse;
  let guard: PolicyGuard;
  beforeAll(async () => {
    house = await awsHouse();
  });
  afterAll(() => house.stop());

  /** A round behind the guard, for which `statements` are all it may. */
  async function round(statements: readonly Statement[]) {
    guard = await guardOf(house.aws.endpoints, { 'visit-source': statements });
    const press = smallPress(DAY);
    const { newsroomBucket, newsroomTable } = house.settings;
    const { s3, dynamo } = clientsOf(guard.endpoints);
    const ports = {
      clock: memoryClock(at(DAY, '05:00')),
      web: press.web,
      newsroom: createS3ObjectStore(s3, newsroomBucket),
      visits: createVisitBook(dynamo, newsroomTable),
      entries: createEntryLog(dynamo, newsroomTable),
    };
    const sources = press.sources.map((source) => ({ ...source, from: 'office' }));
    const text = JSON.stringify({ version: 1, sources });
    await ports.newsroom.put('settings/sources.json', text, { contentType: 'application/json' }, { kind: 'any' });
    try {
      return await asItself('visit-source', () => gatherHere(ports))({});
    } finally {
      s3.destroy();
      dynamo.destroy();
      await guard.stop();
    }
  }

  it('needs exactly these rights of the embedded AWS', async () => {
    const lacking = rights.filter(({ Action }) => !Action.includes('s3:PutObject'));
    // Planted: a key that may add nothing.
    expect(await round(lacking)).toMatchObject([{ kind: 'not-visited' }, { kind: 'not-visited' }]);
    expect(guard.refused.length).toBeGreaterThan(0);

    expect(await round(rights)).toMatchObject([{ kind: 'visited' }, { kind: 'visited' }]);
    expect(guard.refused).toEqual([]);
  });
});

function clientsOf(endpoints: Readonly<Record<string, string>>) {
  const {
    AWS_REGION: region = '',
    AWS_ACCESS_KEY_ID: accessKeyId = '',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = '',
  } = endpoints;
  const sdk = (service: string) => ({
    region,
    endpoint: endpoints[`AWS_ENDPOINT_URL_${service}`] ?? '',
    credentials: { accessKeyId, secretAccessKey },
  });
  return { s3: new S3Client(sdk('S3')), dynamo: DynamoDBDocumentClient.from(new DynamoDBClient(sdk('DYNAMODB'))) };
}
