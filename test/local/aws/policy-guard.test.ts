import { request } from 'node:http';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../lambdas/local/aws/start-local-aws.ts';
import { callOf } from '../../support/aws-call.ts';
import { allows, type Statement } from '../../support/policies.ts';
import { asItself, guardOf, type PolicyGuard } from '../../support/policy-guard.ts';
import { testFolder } from './local-s3.ts';

const NEWSROOM = { 'Fn::ImportValue': 'diembao-test-storage:ExportsOutputFnGetAttnewsroom24DD821DArnBDB0F179' };
const LEDGER = { 'Fn::ImportValue': 'diembao-test-storage:ExportsOutputFnGetAtttabledeliveriesD88D2D1EArnFD257DAC' };
const under = (key: string) => ({ 'Fn::Join': ['', [NEWSROOM, key]] });
const allowed = (Action: string[], Resource: unknown[], Condition = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const MAILING = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['mailing#*'] } };
const ROLE: Statement[] = [
  allowed(['s3:GetObject', 's3:PutObject'], [under('/settings/*')]),
  { Effect: 'Deny', Action: ['s3:PutObject'], Resource: [under('/settings/history/*')], Condition: {} },
  allowed(['dynamodb:PutItem'], [LEDGER], MAILING),
];

describe('a role', () => {
  const ask = (action: string, resource: string, row?: string) =>
    allows(ROLE, { action, resource, context: row ? { 'dynamodb:LeadingKeys': [row] } : {} });

  it('may what a statement allows and none denies, on these keys and rows alone', () => {
    expect(ask('s3:PutObject', 'newsroom/settings/sources.json')).toBe(true);
    expect(ask('s3:PutObject', 'newsroom/settings/history/1.json')).toBe(false);
    expect(ask('s3:PutObject', 'newsroom/drafts/daily/2026-11-23.json')).toBe(false);
    expect(ask('s3:PutObject', 'archive/settings/sources.json')).toBe(false);
    expect(ask('s3:DeleteObject', 'newsroom/settings/sources.json')).toBe(false);
    expect(ask('dynamodb:PutItem', 'table:deliveries', 'mailing#2026-11-23')).toBe(true);
    expect(ask('dynamodb:PutItem', 'table:deliveries', 'delivery#2026-11-23#0')).toBe(false);
    expect(ask('dynamodb:PutItem', 'table:newsroom', 'mailing#2026-11-23')).toBe(false);
  });

  it('is asked whether it writes only where nothing is', () => {
    const role = [allowed(['s3:PutObject'], [under('/journal/*')], { Null: { 's3:if-none-match': 'false' } })];
    const write = (headers: Record<string, string>) =>
      callOf('S3', {
        method: 'PUT',
        url: '/diembao-local-newsroom/journal/1',
        target: '',
        headers,
        body: Buffer.of(),
      });
    const may = (calls: ReturnType<typeof callOf>) => calls.every((call) => allows(role, call));

    expect(may(write({ 'if-none-match': '*' }))).toBe(true);
    expect(may(write({}))).toBe(false);
  });

  it('is asked for the row a request is about', () => {
    const input = { TableName: 'diembao-local-deliveries', Item: { pk: { S: 'mailing#x' } } };
    expect(new PutItemCommand(input).input).toEqual(input);
    const shape = {
      method: 'POST',
      url: '/',
      target: 'PutItem',
      headers: {},
      body: Buffer.from(JSON.stringify(input)),
    };
    expect(callOf('DYNAMODB', shape)).toEqual([
      { action: 'dynamodb:PutItem', resource: 'table:deliveries', context: { 'dynamodb:LeadingKeys': ['mailing#x'] } },
    ]);
  });
});

describe('the embedded AWS behind policies', () => {
  let folder: Awaited<ReturnType<typeof testFolder>>;
  let aws: LocalAws;
  let guard: PolicyGuard;
  let s3: S3Client;
  beforeAll(async () => {
    folder = await testFolder();
    aws = await startLocalAws({ dataDir: folder.path });
    guard = await guardOf(aws.endpoints, { desk: ROLE, recover: [] });
    const { AWS_REGION: region = '', AWS_ENDPOINT_URL_S3: endpoint = '' } = guard.endpoints;
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = guard.endpoints;
    s3 = new S3Client({ region, endpoint, credentials: { accessKeyId, secretAccessKey } });
  });
  afterAll(async () => {
    s3.destroy();
    await guard.stop();
    await aws.stop();
    await folder.remove();
  });
  const put = (Key: string, Body: string | Buffer = '{}') =>
    s3.send(new PutObjectCommand({ Bucket: 'diembao-local-newsroom', Key, Body }));
  const get = (Key: string) => s3.send(new GetObjectCommand({ Bucket: 'diembao-local-newsroom', Key }));

  it('does for a function what its role allows, and refuses the rest as AWS does', async () => {
    await asItself('desk', () => put('settings/sources.json'))({});
    await expect(asItself('desk', () => put('drafts/x.json'))({})).rejects.toMatchObject({ name: 'AccessDenied' });

    expect(guard.refused).toEqual(['desk s3:PutObject newsroom/drafts/x.json {}']);
    expect([...guard.made.values()].map(({ name, action }) => `${name} ${action}`)).toEqual([
      'desk s3:PutObject',
      'desk s3:PutObject',
    ]);
  });

  it('knows whose a body is that waits for leave to be sent', async () => {
    const large = () => put('drafts/large.json', Buffer.alloc(3 * 1024 * 1024));
    await expect(asItself('desk', large)({})).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('tells of nothing there only whoever may list what is', async () => {
    await expect(asItself('desk', () => get('settings/none.json'))({})).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(get('settings/none.json')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });

  it('refuses what it cannot read, and says so', async () => {
    const { AWS_ENDPOINT_URL_DYNAMODB: endpoint = '' } = guard.endpoints;
    const headers = { 'x-amz-target': 'DynamoDB_20120810.ExecuteStatement' };
    const ask = () =>
      new Promise((resolve) => {
        request(endpoint, { method: 'POST', headers }, ({ statusCode }) => resolve(statusCode)).end('{}');
      });

    expect(await asItself('desk', ask)({})).toBe(400);
    expect(guard.refused.at(-1)).toBe('desk DYNAMODB POST /: not understood');
  });

  it('refuses what came by a way on which nobody can tell whose it is', async () => {
    const { AWS_ENDPOINT_URL_S3: endpoint = '' } = guard.endpoints;
    const ask = async () => (await fetch(`${endpoint}/diembao-local-newsroom/drafts/x.json`)).status;
    expect(await asItself('desk', ask)({})).toBe(403);
    expect(guard.refused.at(-1)).toContain('somebody S3 GET /diembao-local-newsroom/drafts/x.json');
  });

  it('refuses the same call once the right is taken away, and stops nobody who is no function: the planted fault', async () => {
    await expect(asItself('recover', () => get('settings/sources.json'))({})).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(get('settings/sources.json')).resolves.toBeDefined();
  });
});
