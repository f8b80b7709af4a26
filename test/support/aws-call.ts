import { z } from 'zod';
import { dynamoCalls } from './dynamo-call.ts';
import type { Call } from './policies.ts';
import { s3Calls } from './s3-call.ts';

/** As the SDK names the service in `AWS_ENDPOINT_URL_…`. */
export type Service = 'S3' | 'SES' | 'DYNAMODB' | 'SQS' | 'SECRETS_MANAGER';

/** What of a request tells which call it is; `target`: the operation of a JSON protocol. */
export interface Shape {
  readonly method: string;
  readonly url: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

const READERS: Readonly<Record<Service, (shape: Shape) => readonly Call[]>> = {
  S3: s3Calls,
  SES: sesCalls,
  DYNAMODB: dynamoCalls,
  SQS: ({ target, body }) => {
    const { QueueUrl } = z.object({ QueueUrl: z.string() }).parse(JSON.parse(body.toString('utf8')));
    const [, name = '', dead] = /diembao-local-([a-z-]+?)(-dead)?(?:\.fifo)?$/u.exec(QueueUrl) ?? [];
    // A batch asks for the right to a single one: IAM has no action of its own for it.
    const action = `sqs:${target.replace(/Batch$/u, '')}`;
    return [{ action, resource: `${dead ? 'dead' : 'queue'}:${name.replaceAll('-', '')}`, context: {} }];
  },
  SECRETS_MANAGER: ({ target, body }) => {
    const { SecretId } = z.object({ SecretId: z.string() }).parse(JSON.parse(body.toString('utf8')));
    return [
      { action: `secretsmanager:${target}`, resource: `secret:${/zalo|token/u.exec(SecretId)?.[0]}`, context: {} },
    ];
  },
};

/** The calls a request makes, in IAM's words, all of which must be allowed; throws where it cannot be read. */
export function callOf(service: Service, shape: Shape): readonly Call[] {
  return READERS[service](shape);
}

/** A message's head, in base64: the house's fit many times over. */
const HEAD = 32_768;
const ADDRESS = /[^\s<>,;:"()]+@[^\s<>,;:"()]+/gu;

/**
 * From whom is what the head of the message says, to whom what its envelope does, and without one its head again. Asked
 * for twice: of the identity it is from, and of the configuration set it goes by.
 */
function sesCalls({ body }: Shape): readonly Call[] {
  const form = new URLSearchParams(body.toString('latin1'));
  const action = `ses:${form.get('Action')}`;
  if (action !== 'ses:SendRawEmail') return [{ action, resource: 'mail:account', context: {} }];
  const raw = Buffer.from((form.get('RawMessage.Data') ?? '').slice(0, HEAD), 'base64').toString('latin1');
  const [head = ''] = raw.split(/\r?\n\r?\n/u);
  const from = addressesIn(head, /^from$/iu);
  const envelope = [...form].filter(([name]) => name.startsWith('Destinations.member.')).map(([, address]) => address);
  const to = envelope.length > 0 ? envelope : addressesIn(head, /^(?:to|cc|bcc)$/iu);
  const [sender, ...others] = from.length > 0 ? from : [form.get('Source') ?? ''];
  if (!sender || others.length > 0 || to.length === 0)
    throw new Error('a mail that does not say from whom and to whom');
  const context = { 'ses:Recipients': to, 'ses:FromAddress': [sender] };
  const set = form.get('ConfigurationSetName');
  const resources = [`identity/${sender.slice(sender.lastIndexOf('@') + 1)}`];
  // The embedded house has one set and calls it by its own name.
  if (set !== null)
    resources.push(`configuration-set/${set === 'diembao-local' ? 'bulletin' : set.replace(/^diembao-[a-z]+-/u, '')}`);
  return resources.map((resource) => ({ action, resource: `mail:${resource}`, context }));
}

function addressesIn(head: string, header: RegExp): string[] {
  const lines = head.replaceAll(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u);
  return lines.flatMap((line) => {
    const [name = '', ...rest] = line.split(':');
    return header.test(name.trim())
      ? (rest
          .join(':')
          .replaceAll(/"[^"]*"/gu, '')
          .match(ADDRESS) ?? [])
      : [];
  });
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
