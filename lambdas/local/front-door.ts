import { createServer } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { WrongStartError } from './wrong-start.ts';

/** The rooms behind the one port. */
export interface Rooms {
  /** `/desk…`. */
  readonly desk: (request: Request) => Promise<Response>;
  /** `/subscriptions…`. */
  readonly subscriptions: (request: Request) => Promise<Response>;
  /** Everything else: the public archive. */
  readonly archive: (path: string) => Promise<Response>;
  /** `/sign-in…`. */
  readonly signIn: Hono;
  /** `/outbox…`. */
  readonly outbox: Hono;
}

/** One app for the desk, the archive, the subscriptions, the sign-in and the outbox, as CloudFront routes them. */
export function frontDoor(rooms: Rooms): Hono {
  const app = new Hono();
  for (const path of ['/desk', '/desk/*']) app.all(path, (context) => rooms.desk(context.req.raw));
  for (const path of ['/subscriptions', '/subscriptions/*'])
    app.all(path, (context) => rooms.subscriptions(context.req.raw));
  app.route('/sign-in', rooms.signIn);
  app.route('/', rooms.outbox);
  app.get('*', (context) => rooms.archive(context.req.path));
  return app;
}

/** Thrown when the port is taken. */
class BusyPortError extends WrongStartError {
  constructor(port: number) {
    super(`port ${port} is busy; choose another with --port N`);
    this.name = 'BusyPortError';
  }
}

/** A port of the loopback address that is free now; 0 asks for any. */
export async function freePort(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(new BusyPortError(port)));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      const free = typeof address === 'object' && address ? address.port : port;
      probe.close(() => resolve(free));
    });
  });
}

/** Serves the app on the loopback address; the result closes it, open connections included. */
export function listen(app: Hono, port: number): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => resolve(close));
    server.on('error', () => reject(new BusyPortError(port)));
    const close = () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
  });
}
