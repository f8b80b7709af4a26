import { z } from 'zod';
import type { Call } from './policies.ts';

/** As the SDK names the service in `AWS_ENDPOINT_URL_…`. */
export type Service = 'S3' | 'SES' | 'DYNAMODB' | 'SQS' | 'SECRETS_MANAGER';

/** What of a request tells which call it is; `target`: the operation of a JSON protocol. */
export interface Shape {
  readonly method: string;
  readonly url: string;
  readonly target: string;
  /** `if-none-match`, where the request has it. */
  readonly ifNoneMatch: string | null;
  readonly body: Buffer;
}

const READERS: Readonly<Record<Service, (shape: Shape) => readonly Call[]>> = {
  S3: s3Calls,
  SES: sesCalls,
  DYNAMODB: dynamoCalls,
  SQS: ({ target, body }) => {
    const { QueueUrl } = z.object({ QueueUrl: z.string() }).parse(JSON.parse(body.toString('utf8')));
    const [, name = '', dead] = /diembao-local-([a-z-]+?)(-dead)?(?:\.fifo)?$/u.exec(QueueUrl) ?? [];
    return [
      { action: `sqs:${target}`, resource: `${dead ? 'dead' : 'queue'}:${name.replaceAll('-', '')}`, context: {} },
    ];
  },
  SECRETS_MANAGER: ({ target, body }) => {
    const { SecretId } = z.object({ SecretId: z.string() }).parse(JSON.parse(body.toString('utf8')));
    return [
      { action: `secretsmanager:${target}`, resource: `secret:${/zalo|token/u.exec(SecretId)?.[0]}`, context: {} },
    ];
  },
};

/** The calls a request makes, in IAM's words. */
export function callOf(service: Service, shape: Shape): readonly Call[] {
  return READERS[service](shape);
}

function s3Calls({ method, url, ifNoneMatch }: Shape): readonly Call[] {
  const [path = ''] = url.split('?');
  const [bucket = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
  const name = bucket.replace('diembao-local-', '');
  const key = rest.join('/');
  if (key === '')
    return [{ action: method === 'POST' ? 's3:DeleteObject' : 's3:ListBucket', resource: name, context: {} }];
  const action = { PUT: 's3:PutObject', DELETE: 's3:DeleteObject' }[method] ?? 's3:GetObject';
  return [
    { action, resource: `${name}/${key}`, context: ifNoneMatch === null ? {} : { 's3:if-none-match': [ifNoneMatch] } },
  ];
}

/** A message's head, in base64: the house's fit many times over. */
const HEAD = 32_768;

/** From whom is what the message says, to whom what its envelope does. */
function sesCalls({ body }: Shape): readonly Call[] {
  const form = new URLSearchParams(body.toString('latin1'));
  const head = Buffer.from((form.get('RawMessage.Data') ?? '').slice(0, HEAD), 'base64').toString('latin1');
  const from = /^From:[^<]*<([^>]+)>/imu.exec(head)?.[1];
  const to = [...form].filter(([name]) => name.startsWith('Destinations.member.')).map(([, address]) => address);
  const context = { 'ses:Recipients': to, ...(from ? { 'ses:FromAddress': [from] } : {}) };
  return [{ action: `ses:${form.get('Action')}`, resource: 'mail', context }];
}

const attributeSchema = z.object({ S: z.string() });
const dynamoSchema = z.object({
  TableName: z.string(),
  IndexName: z.string().optional(),
  Key: z.record(z.string(), z.any()).optional(),
  Item: z.record(z.string(), z.any()).optional(),
  KeyConditionExpression: z.string().optional(),
  ExpressionAttributeValues: z.record(z.string(), z.any()).optional(),
});
/** The partition keys of the tables and of their indexes. */
const PARTITIONS = ['pk', 'id', 'sourceDay', 'stateShard'];

function dynamoCalls({ target, body }: Shape): readonly Call[] {
  const asked = dynamoSchema.parse(JSON.parse(body.toString('utf8')));
  const table = asked.TableName.replace('diembao-local-', 'table:');
  const resource = asked.IndexName ? `${table}/index/${asked.IndexName}` : table;
  return [{ action: `dynamodb:${target}`, resource, context: leadingKeysOf(asked) }];
}

function leadingKeysOf(asked: z.output<typeof dynamoSchema>): Call['context'] {
  const row = asked.Key ?? asked.Item;
  const [first] = /:\w+/u.exec(asked.KeyConditionExpression ?? '') ?? [];
  const value = row
    ? PARTITIONS.map((name) => row[name]).find((each) => each !== undefined)
    : asked.ExpressionAttributeValues?.[first ?? ''];
  const parsed = attributeSchema.safeParse(value);
  return parsed.success ? { 'dynamodb:LeadingKeys': [parsed.data.S] } : {};
}

/** How AWS refuses, in the service's own form. */
export function refusalOf(service: Service, action: string) {
  const message = `User is not authorized to perform: ${action}`;
  if (service === 'S3' || service === 'SES') {
    const error = `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
    const text = service === 'S3' ? error : `<ErrorResponse>${error}</ErrorResponse>`;
    return { status: 403, headers: { 'content-type': 'application/xml' }, text };
  }
  const text = JSON.stringify({ __type: 'AccessDeniedException', message });
  return { status: 400, headers: { 'content-type': 'application/x-amz-json-1.0' }, text };
}
