import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { FunctionName } from '../../lambdas/names.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** What an invocation came to. */
export type Invoked =
  | { readonly kind: 'response'; readonly value: unknown }
  | { readonly kind: 'error'; readonly value: unknown };

/** A built handler in a process of its own, spoken to through the Runtime API only. */
export interface LambdaProcess {
  invoke(event: unknown): Promise<Invoked>;
  stop(): Promise<void>;
}

interface Call {
  readonly id: string;
  readonly event: unknown;
  readonly done: (invoked: Invoked) => void;
}

/** Starts the bundle of a function with nothing in its environment but `env`, as AWS would. */
export async function startLambda(name: FunctionName, env: Readonly<Record<string, string>>): Promise<LambdaProcess> {
  const calls: Call[] = [];
  const open = new Map<string, Call>();
  let wake = (): void => undefined;
  let count = 0;

  const hand = (response: ServerResponse): void => {
    const call = calls.shift();
    if (!call) {
      wake = () => hand(response);
      return;
    }
    wake = () => undefined;
    open.set(call.id, call);
    response.setHeader('lambda-runtime-aws-request-id', call.id);
    response.setHeader('lambda-runtime-deadline-ms', String(Date.now() + 60_000));
    response.end(JSON.stringify(call.event));
  };
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/next')) return hand(response);
    void settle(request).then(() => response.writeHead(202).end());
  });
  const settle = async (request: IncomingMessage): Promise<void> => {
    const [, id = '', verdict] = /invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? '') ?? [];
    const value: unknown = JSON.parse(await textOf(request));
    open.get(id)?.done(verdict === 'response' ? { kind: 'response', value } : { kind: 'error', value });
    open.delete(id);
  };

  const port = await listen(server);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'lambda-bootstrap.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...env,
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
      AWS_LAMBDA_FUNCTION_NAME: name,
      HANDLER_FILE: join(ROOT, 'dist', name, 'index.mjs'),
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
    },
  });
  return {
    invoke: (event) =>
      new Promise((done) => {
        count += 1;
        calls.push({ id: String(count), event, done });
        wake();
      }),
    stop: () => stop(child, server),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}

function stop(child: ChildProcess, server: Server): Promise<void> {
  child.kill('SIGKILL');
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
