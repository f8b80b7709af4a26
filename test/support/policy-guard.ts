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
import { callOf, refusalOf, type Service, type Shape } from './aws-call.ts';
import { allows, type Call, type Statement } from './policies.ts';

const SERVICES = ['S3', 'SES', 'DYNAMODB', 'SQS', 'SECRETS_MANAGER'] as const satisfies readonly Service[];
const createdSchema = z.object({ request: z.instanceof(ClientRequest) });

/** A call and whose it was. */
export interface MadeCall extends Call {
  readonly name: string;
}

/** The embedded AWS behind the policies of the functions: what a function may not do is refused as AWS refuses it. */
export interface PolicyGuard {
  /** Endpoints and queue addresses, leading here. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** `function action resource` of everything refused. */
  readonly refused: string[];
  /** Every call a function made, each once. */
  readonly made: ReadonlyMap<string, MadeCall>;
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
  const made = new Map<string, MadeCall>();
  // By the port it comes from: a request that waits for leave to send its body has its headers out before anyone can add one.
  const askers = new Map<number, FunctionName | undefined>();
  const note = (message: unknown): void => {
    const name = who.getStore();
    createdSchema.parse(message).request.once('socket', (socket) => {
      const connected = () => askers.set(socket.localPort ?? 0, name);
      if (socket.connecting) socket.once('connect', connected);
      else connected();
    });
  };
  subscribe('http.client.request.created', note);
  const closing: (() => Promise<void>)[] = [];
  let text = JSON.stringify(endpoints);
  for (const service of SERVICES) {
    const target = new URL(endpoints[`AWS_ENDPOINT_URL_${service}`] ?? '');
    const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
      const body = await bodyOf(incoming);
      const port = incoming.socket.remotePort ?? 0;
      const name = askers.get(port);
      const mayNot = (call: Call): boolean => {
        made.set(JSON.stringify([name, call]), { name: name ?? '', ...call });
        if (allows(rights[name ?? ''] ?? [], call)) return false;
        refused.push(`${name} ${call.action} ${call.resource} ${JSON.stringify(call.context)}`);
        refuse(response, service, call);
        return true;
      };
      const known = name ? readCalls(service, { ...shapeOf(incoming), body }) : [];
      // By `fetch`, say: nobody can tell whose that is.
      const calls = askers.has(port) ? known : null;
      if (calls === null) {
        refused.push(`${name ?? 'somebody'} ${service} ${incoming.method} ${incoming.url}: not understood`);
        refuse(response, service, { action: 'unknown' });
        return;
      }
      if (calls.some(mayNot)) return;
      // To be told that nothing is there, one must be allowed to list what is: else S3 refuses.
      const asked = calls.filter(({ action }) => action === 's3:GetObject').map(listingFor);
      const stops = (status: number): boolean => status === 404 && asked.some(mayNot);
      forward(incoming, response, { target, body, stops });
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
      unsubscribe('http.client.request.created', note);
      for (const close of closing) await close();
    },
  };
}

function shapeOf({ method = 'GET', url = '/', headers }: IncomingMessage) {
  const target = String(headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  return { method, url, target, headers };
}

/** Null of a request that cannot be read: what nobody understands is not let through. */
function readCalls(service: Service, shape: Shape): readonly Call[] | null {
  try {
    return callOf(service, shape);
  } catch {
    return null;
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function listingFor({ resource }: Call): Call {
  return { action: 's3:ListBucket', resource: resource.replace(/\/.*$/u, ''), context: {} };
}

function refuse(response: ServerResponse, service: Service, { action }: Pick<Call, 'action'>): void {
  const { status, headers, text } = refusalOf(service, action);
  response.writeHead(status, headers).end(text);
}

/** As it came, the host it was signed for too; `stops` may answer in the service's place. */
function forward(
  incoming: IncomingMessage,
  response: ServerResponse,
  how: { readonly target: URL; readonly body: Buffer; readonly stops: (status: number) => boolean },
): void {
  const { expect: _, ...headers } = incoming.headers;
  const { hostname: host, port } = how.target;
  const { method, url: path } = incoming;
  const onward = httpRequest({ host, port, method, path, headers }, (answer) => {
    if (how.stops(answer.statusCode ?? 500)) {
      answer.resume();
      return;
    }
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  onward.on('error', () => response.destroy());
  onward.end(how.body);
}
