import { createServer, type Server, Socket } from 'node:net';

/** A server on this machine that counts what reaches it. */
export interface Canary {
  readonly port: number;
  /** Bytes received since the last {@link reset}. */
  bytes(): number;
  /** Addresses connected to since then, as the socket was told to. */
  dialled(): readonly string[];
  reset(): void;
  stop(): Promise<void>;
}

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret';

/**
 * Starts a canary and makes it the whole network: whatever address a socket of this process is told to connect to, it
 * lands at the canary (ports in `left` excepted). So every forbidden address has someone listening.
 */
export async function startCanary(left: ReadonlySet<number>): Promise<Canary> {
  let bytes = 0;
  let dialled: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      bytes += chunk.length;
      socket.end(ANSWER);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  const restore = allRoadsLeadTo(port, left, (address) => dialled.push(address));
  return {
    port,
    bytes: () => bytes,
    dialled: () => dialled,
    reset: () => {
      bytes = 0;
      dialled = [];
    },
    stop: async () => {
      restore();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface ConnectOptions {
  host?: string;
  port?: number | string;
  lookup?: unknown;
}

/** The real `connect`, but to the canary; the name is looked up as the options say, to note where it would have gone. */
function allRoadsLeadTo(canary: number, left: ReadonlySet<number>, note: (address: string) => void): () => void {
  const real = Socket.prototype.connect;
  const detour = function (this: Socket, ...given: unknown[]): Socket {
    const first = Array.isArray(given[0]) ? given[0][0] : given[0];
    if (isOptions(first) && !left.has(Number(first.port))) {
      const { host = '', lookup } = first;
      if (typeof lookup === 'function') {
        lookup(host, { all: true }, (_fault: unknown, found: readonly { address: string }[]) => {
          for (const { address } of found) note(address);
        });
      } else note(host);
      Object.assign(first, { host: '127.0.0.1', port: canary, lookup: undefined });
    }
    return Reflect.apply(real, this, given);
  };
  Object.assign(Socket.prototype, { connect: detour });
  return () => void Object.assign(Socket.prototype, { connect: real });
}

function isOptions(value: unknown): value is ConnectOptions {
  return typeof value === 'object' && value !== null && 'port' in value;
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
