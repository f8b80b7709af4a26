import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  ClientRequest,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { z } from 'zod';
import type { Invoke } from '../../lambdas/local/functions.ts';
import type { FunctionName } from '../../lambdas/names.ts';
import type { Statement } from '../lib/facts.ts';
import { callOf, refusalOf, type Service } from './aws-call.ts';
import { allows } from './policies.ts';

const WHO = 'x-diembao-function';
const SERVICES = ['S3', 'SES', 'DYNAMODB', 'SQS', 'SECRETS_MANAGER'] as const satisfies readonly Service[];
const createdSchema = z.object({ request: z.instanceof(ClientRequest) });

/** The embedded AWS behind the policies of the functions: what a function may not do is refused as AWS refuses it. */
export interface PolicyGuard {
  /** Endpoints and queue addresses, leading here. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** `function action resource` of everything refused. */
  readonly refused: string[];
  /** Every action that was made, by function. */
  readonly made: Map<string, Set<string>>;
  stop(): Promise<void>;
}

const who = new AsyncLocalStorage<FunctionName>();

/** Put round a function: what it asks of AWS, it asks as itself. */
export function asItself(name: FunctionName, invoke: Invoke): Invoke {
  return (...args) => who.run(name, () => invoke(...args));
}

/** Stands before every service of `endpoints`; requests nobody's function made (the stage's own) pass. */
export async function guardOf(
  endpoints: Readonly<Record<string, string>>,
  rights: Readonly<Record<string, readonly Statement[]>>,
): Promise<PolicyGuard> {
  const refused: string[] = [];
  const made = new Map<string, Set<string>>();
  const sign = (message: unknown): void => {
    const name = who.getStore();
    const { request } = createdSchema.parse(message);
    // A body that waits for leave to be sent has its headers out already.
    if (name && !request.headersSent) request.setHeader(WHO, name);
  };
  subscribe('http.client.request.created', sign);
  const closing: (() => Promise<void>)[] = [];
  let text = JSON.stringify(endpoints);
  for (const service of SERVICES) {
    const target = new URL(endpoints[`AWS_ENDPOINT_URL_${service}`] ?? '');
    const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
      const body = await bodyOf(incoming);
      const name = z.string().optional().parse(incoming.headers[WHO]);
      for (const call of name ? callOf(service, { ...shapeOf(incoming), body }) : []) {
        made.set(name ?? '', (made.get(name ?? '') ?? new Set()).add(call.action));
        if (allows(rights[name ?? ''] ?? [], call)) continue;
        refused.push(`${name} ${call.action} ${call.resource} ${call.leadingKey ?? ''}`.trim());
        const { status, headers, text: told } = refusalOf(service, call.action);
        response.writeHead(status, headers).end(told);
        return;
      }
      forward(incoming, response, { target, body });
    };
    const server = createServer((incoming, response) => void handle(incoming, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = z.object({ port: z.number() }).parse(server.address());
    text = text.replaceAll(target.host, `127.0.0.1:${address.port}`);
    closing.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    );
  }
  return {
    endpoints: z.record(z.string(), z.string()).parse(JSON.parse(text)),
    refused,
    made,
    stop: async () => {
      unsubscribe('http.client.request.created', sign);
      for (const close of closing) await close();
    },
  };
}

function shapeOf({ method = 'GET', url = '/', headers }: IncomingMessage) {
  return { method, url, target: String(headers['x-amz-target'] ?? '').split('.')[1] ?? '' };
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** As it came, the host it was signed for too. */
function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  { target, body }: { readonly target: URL; readonly body: Buffer },
): void {
  const { [WHO]: _, expect: __, ...headers } = incoming.headers;
  const { method, url: path } = incoming;
  const onward = httpRequest({ host: target.hostname, port: target.port, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => response.destroy());
  onward.end(body);
}
