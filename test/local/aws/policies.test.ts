import { describe, expect, it } from 'vitest';
import { callOf, type Service } from '../../support/aws-call.ts';
import { allows, type Statement, statementSchema } from '../../support/policies.ts';

const NEWSROOM = { 'Fn::ImportValue': 'diembao-test-storage:ExportsOutputFnGetAttnewsroom24DD821DArnBDB0F179' };
const LEDGER = { 'Fn::ImportValue': 'diembao-test-storage:ExportsOutputFnGetAtttabledeliveriesD88D2D1EArnFD257DAC' };
const QUEUE = { 'Fn::GetAtt': ['queuedelivermail0A1B2C3D', 'Arn'] };
const under = (key: string) => ({ 'Fn::Join': ['', [NEWSROOM, key]] });
const ses = (resource: string) => ({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:ses:vn:1:${resource}`]] });
const HOUSE = [ses('identity/diembao.example'), ses('configuration-set/diembao-test-bulletin')];
const put = (Effect: string, Resource: unknown[], Condition = {}): Statement => ({
  Effect,
  Action: ['s3:PutObject'],
  Resource,
  Condition,
});
const ANYTHING = put('Allow', [under('/*')]);

const mayPut = (role: readonly Statement[], key = 'settings/a.json') =>
  allows(role, { action: 's3:PutObject', resource: `newsroom/${key}`, context: {} });

describe('a policy, as IAM reads it', () => {
  it.each<[string, Statement[], boolean]>([
    ['nothing is allowed that nobody allows', [], false],
    ['a denial wins, wherever it stands', [put('Deny', [under('/settings/*')]), ANYTHING], false],
    ['a denial of something else does not', [put('Deny', [under('/journal/*')]), ANYTHING], true],
    ['actions are taken in any case', [ANYTHING, { ...put('Deny', [under('/*')]), Action: ['S3:put*'] }], false],
    ['a question mark stands for one character', [ANYTHING, put('Deny', [under('/settings/?.json')])], false],
    ['and for no other number', [ANYTHING, put('Deny', [under('/settings/??.json')])], true],
    ['a dot is a dot', [put('Allow', [under('/settings/a_json')])], false],
    ['the bucket is not its keys', [put('Allow', [NEWSROOM])], false],
  ])('%s', (_rule, role, may) => {
    expect(mayPut(role)).toBe(may);
  });

  it('denies a key with a line break in it like any other', () => {
    expect(mayPut([ANYTHING, put('Deny', [under('/settings/*')])], 'settings/a\nb.json')).toBe(false);
  });

  it.each<[string, unknown[], Record<string, unknown>]>([
    ['a resource that is none of the house’s', ['arn:aws:s3:::*'], {}],
    ['an operator', [under('/*')], { StringNotLike: { 's3:if-none-match': 'x' } }],
    ['an operator with IfExists', [under('/*')], { StringEqualsIfExists: { 's3:if-none-match': 'x' } }],
    ['a key', [under('/*')], { StringEquals: { 'aws:SourceIp': '203.0.113.7' } }],
    ['a variable', [under('/*')], { StringEquals: { 's3:if-none-match': `$\{aws:username}` } }],
    ['values that are none', [under('/*')], { Bool: { 'aws:SecureTransport': false } }],
  ])('that it does not understand allows nothing and denies everything: %s', (_what, resource, condition) => {
    expect(mayPut([put('Allow', resource, condition)])).toBe(false);
    expect(mayPut([ANYTHING, put('Deny', resource, condition)])).toBe(false);
  });

  it('that says what it is not about is not read at all', () => {
    for (const reversed of ['NotAction', 'NotResource', 'NotPrincipal'])
      expect(statementSchema.safeParse({ ...ANYTHING, [reversed]: ['*'] }).success).toBe(false);
    expect(statementSchema.safeParse(ANYTHING).success).toBe(true);
  });
});

interface Asked {
  readonly url?: string;
  readonly target?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

const asked = (service: Service, method: string, { url = '/', target = '', headers = {}, body = '' }: Asked) =>
  callOf(service, { method, url, target, headers, body: Buffer.from(body) });
const actions = (calls: ReturnType<typeof callOf>) => calls.map(({ action, resource }) => `${action} ${resource}`);

describe('a request to S3', () => {
  const BUCKET = '/diembao-local-newsroom';
  it.each([
    ['GET', '/a?x-id=GetObject', ['s3:GetObject newsroom/a']],
    ['GET', '/a?versionId=1', ['s3:GetObjectVersion newsroom/a']],
    ['DELETE', '/a?versionId=1', ['s3:DeleteObjectVersion newsroom/a']],
    ['POST', '/a?uploads', ['s3:PutObject newsroom/a']],
    ['PUT', '/a?partNumber=1&uploadId=2', ['s3:PutObject newsroom/a']],
    ['PUT', '/a?acl', ['s3:unknown PUT acl newsroom/a']],
    ['PUT', '/a?tagging', ['s3:unknown PUT tagging newsroom/a']],
    ['GET', '?list-type=2&prefix=a%2F', ['s3:ListBucket newsroom']],
    ['GET', '?versions', ['s3:ListBucketVersions newsroom']],
    ['DELETE', '', ['s3:unknown DELETE  newsroom']],
    ['PUT', '', ['s3:unknown PUT  newsroom']],
    ['PUT', '?policy', ['s3:unknown PUT policy newsroom']],
    ['PUT', '?lifecycle', ['s3:unknown PUT lifecycle newsroom']],
  ])('asks for the right it needs: %s %s', (method, path, expected) => {
    expect(actions(asked('S3', method, { url: `${BUCKET}${path}` }))).toEqual(expected);
  });

  it('asks for every key of a list of keys, and for what it copies', () => {
    const body =
      '<Delete><Object><Key>latest/a</Key></Object><Object><Key>b&amp;c</Key><VersionId>1</VersionId></Object></Delete>';
    expect(actions(asked('S3', 'POST', { url: `${BUCKET}?delete`, body }))).toEqual([
      's3:DeleteObject newsroom/latest/a',
      's3:DeleteObjectVersion newsroom/b&c',
    ]);
    expect(() => asked('S3', 'POST', { url: `${BUCKET}?delete`, body: '<Delete/>' })).toThrow('without one');
    const headers = { 'x-amz-copy-source': '/diembao-local-archive/snapshots/x', 'x-amz-acl': 'public-read' };
    expect(actions(asked('S3', 'PUT', { url: `${BUCKET}/a`, headers }))).toEqual([
      's3:PutObject newsroom/a',
      's3:GetObject archive/snapshots/x',
      's3:PutObjectAcl newsroom/a',
    ]);
  });
});

describe('a request to DynamoDB', () => {
  const TableName = 'diembao-local-deliveries';
  const role: Statement[] = ['GetItem', 'PutItem', 'Query', 'BatchGetItem'].map((deed) => ({
    Effect: 'Allow',
    Action: [`dynamodb:${deed}`],
    Resource: [LEDGER],
    Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['mailing#*'] } },
  }));
  const may = (target: string, body: object) =>
    asked('DYNAMODB', 'POST', { target, body: JSON.stringify(body) }).every((call) => allows(role, call));
  const row = (pk: string) => ({ pk: { S: pk }, sk: { S: 'mailing#' } });
  const query = (condition: string, pk: string) => ({
    TableName,
    KeyConditionExpression: condition,
    ExpressionAttributeNames: { '#p': 'pk', '#s': 'sk' },
    ExpressionAttributeValues: { ':a': { S: pk }, ':b': { S: 'mailing#' } },
  });

  it('is let at the partitions of its role alone, however it names them', () => {
    for (const [pk, expected] of [
      ['mailing#1', true],
      ['delivery#1', false],
    ] as const) {
      expect(may('GetItem', { TableName, Key: row(pk) })).toBe(expected);
      expect(may('PutItem', { TableName, Item: row(pk) })).toBe(expected);
      expect(may('Query', query('#p = :a AND #s = :b', pk))).toBe(expected);
      expect(may('Query', query('#s = :b and #p=:a', pk))).toBe(expected);
      expect(may('BatchGetItem', { RequestItems: { [TableName]: { Keys: [row('mailing#0'), row(pk)] } } })).toBe(
        expected,
      );
      const puts = ['mailing#0', pk].map((each) => ({ Put: { TableName, Item: row(each) } }));
      expect(may('TransactWriteItems', { TransactItems: puts })).toBe(expected);
    }
  });

  it('is refused where it asks for something else, in one part of many too', () => {
    const parts = [{ Put: { TableName, Item: row('mailing#1') } }, { Delete: { TableName, Key: row('mailing#1') } }];
    expect(may('TransactWriteItems', { TransactItems: parts })).toBe(false);
    expect(may('BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: row('mailing#1') } }] } })).toBe(
      false,
    );
    expect(may('Scan', { TableName })).toBe(false);
    expect(may('Query', { ...query('#p = :a', 'mailing#1'), IndexName: 'byState' })).toBe(false);
  });

  it.each([
    ['GetItem', { TableName, Key: { pk: { N: '1' } } }],
    ['GetItem', { TableName, Key: { other: { S: 'mailing#1' } } }],
    ['Query', { TableName, KeyConditionExpression: 'begins_with(sk, :b)' }],
    ['Query', { TableName, KeyConditions: {} }],
    ['ExecuteStatement', { Statement: 'SELECT * FROM x' }],
  ])('is not understood, and so not let through, where the partition cannot be told: %s %j', (target, body) => {
    expect(() => may(target, body)).toThrow();
  });
});

describe('a request to SES and SQS', () => {
  const to = { 'ForAllValues:StringLike': { 'ses:Recipients': ['*@docgia.example'] } };
  const from = { StringEquals: { 'ses:FromAddress': 'nha@diembao.example' } };
  const role = (resources: unknown[]): Statement[] => [
    { Effect: 'Allow', Action: ['ses:SendRawEmail'], Resource: resources, Condition: { ...from, ...to } },
  ];
  const letter = (head: string, form: Record<string, string> = {}, resources: unknown[] = HOUSE): boolean => {
    const raw = Buffer.from(`${head}\r\n\r\nFrom: Nha <nha@diembao.example>\r\n`).toString('base64');
    const all = {
      Action: 'SendRawEmail',
      ConfigurationSetName: 'diembao-local-bulletin',
      'RawMessage.Data': raw,
      ...form,
    };
    const calls = asked('SES', 'POST', { body: new URLSearchParams(all).toString() });
    return calls.every((call) => allows(role(resources), call));
  };
  const AN = { 'Destinations.member.1': 'an@docgia.example' };

  it('is from the house, by its configuration set, to whom the list has', () => {
    expect(letter('From: Nha <nha@diembao.example>', AN)).toBe(true);
    expect(letter('From: nha@diembao.example', AN)).toBe(true);
    expect(letter('From: nha@diembao.example', AN, HOUSE.slice(0, 1))).toBe(false);
    expect(letter('From: nha@diembao.example', { ...AN, ConfigurationSetName: 'diembao-local-other' })).toBe(false);
    expect(letter('From: nha@diembao.example', { ...AN, 'Destinations.member.2': 'ai@khac.example' })).toBe(false);
    expect(letter('From: "nha@diembao.example" <ai@khac.example>', AN)).toBe(false);
    expect(letter('From: nha@diembao.example\r\nBcc: ai@khac.example')).toBe(false);
    expect(letter('From: nha@diembao.example\r\nTo: an@docgia.example')).toBe(true);
    expect(letter('From: nha@diembao.example', { ...AN, Action: 'SendEmail' })).toBe(false);
  });

  it.each(['Subject: x', 'From: nha@diembao.example, ai@khac.example', 'From: a\r\nFrom: nha@diembao.example, b@c.vn'])(
    'is not understood where it does not say from whom: %j',
    (head) => {
      expect(() => letter(head, AN)).toThrow('from whom');
    },
  );

  it('is not understood where it says to nobody', () => {
    expect(() => letter('From: nha@diembao.example')).toThrow('to whom');
  });

  it('sends many by the right to send one, and to its own queue alone', () => {
    const send = { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: [QUEUE], Condition: {} };
    const may = (target: string, queue: string) =>
      asked('SQS', 'POST', { target, body: JSON.stringify({ QueueUrl: `http://x/000/diembao-local-${queue}` }) }).every(
        (call) => allows([send], call),
      );
    expect(may('SendMessage', 'deliver-mail.fifo')).toBe(true);
    expect(may('SendMessageBatch', 'deliver-mail.fifo')).toBe(true);
    expect(may('SendMessage', 'deliver-mail-dead.fifo')).toBe(false);
    expect(may('SendMessage', 'gather.fifo')).toBe(false);
    expect(may('PurgeQueue', 'deliver-mail.fifo')).toBe(false);
    expect(may('ReceiveMessage', 'deliver-mail.fifo')).toBe(false);
  });
});
