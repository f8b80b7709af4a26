import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** A request with its whole body; `target` is the path and query exactly as they were sent. */
export interface Request {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** `broken`: the connection is cut without an answer, as when a reply is lost. */
export type Reply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: Uint8Array | string;
    }
  | { readonly kind: 'broken' };

/** A server on 127.0.0.1. */
export interface RunningServer {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** No AWS call of the product carries more. */
const MAX_BODY = 64 * 1024 * 1024;

/** Serves `handle` on a free port; an error it throws is answered with 500 and its message. */
export function serve(handle: (request: Request) => Promise<Reply>): Promise<RunningServer> {
  const server = createServer((incoming, response) => {
    answer(handle, incoming, response).catch(() => incoming.socket.destroy());
  });
  return listen(server);
}

/** Puts `server` on a free port of 127.0.0.1. */
export async function listen(server: Server): Promise<RunningServer> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return { url: `http://127.0.0.1:${portOf(server)}`, stop: () => stopServer(server) };
}

/** The port a listening server got. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('local aws: the server has no port');
  return address.port;
}

/** Stops listening and cuts connections that are kept alive. */
function stopServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error == null ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

async function answer(
  handle: (request: Request) => Promise<Reply>,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await receive(incoming);
  const reply = await handle(request).catch((error: unknown) => crashed(error));
  if (reply.kind === 'broken') {
    incoming.socket.destroy();
    return;
  }
  const length = reply.status === 304 || 'content-length' in reply.headers ? {} : lengthOf(reply.body);
  response.writeHead(reply.status, { ...reply.headers, ...length });
  response.end(request.method === 'HEAD' ? undefined : reply.body);
}

function lengthOf(body: Uint8Array | string): Record<string, string> {
  return { 'content-length': String(Buffer.byteLength(body)) };
}

function crashed(error: unknown): Reply {
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: 'answer', status: 500, headers: { 'content-type': 'text/plain' }, body: `local aws: ${detail}` };
}

async function receive(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY) throw new Error('the body is too large');
    chunks.push(bytes);
  }
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(',') : value;
  }
  return { method: incoming.method ?? 'GET', target: incoming.url ?? '/', headers, body: Buffer.concat(chunks) };
}
