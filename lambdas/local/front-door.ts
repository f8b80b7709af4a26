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

/** The one port of the house: taken before anything else is started, as a port that was only looked at may be gone. */
export interface Door {
  readonly port: number;
  /** From now on who knocks is let in to these pages; before, the answer is 503. */
  readonly lead: (app: Hono) => void;
  /** Closes it, open connections included. */
  readonly close: () => Promise<void>;
}

/** How this machine calls itself: a name that a page elsewhere had led here would let that page read the outbox. */
const OWN_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Listens on the loopback address; port 0 asks for any. Throws where the port is taken. */
export function openDoor(port: number): Promise<Door> {
  return new Promise((resolve, reject) => {
    let pages: Hono | null = null;
    const answer = (request: Request): Response | Promise<Response> => {
      if (!OWN_NAMES.has(new URL(request.url).hostname)) return new Response(null, { status: 421 });
      return pages ? pages.fetch(request) : new Response(null, { status: 503 });
    };
    const server: ServerType = serve({ fetch: answer, port, hostname: '127.0.0.1' }, (address) =>
      resolve({ port: address.port, lead, close }),
    );
    server.on('error', () => reject(new BusyPortError(port)));
    const lead = (app: Hono): void => {
      pages = app;
    };
    const close = () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        if ('closeAllConnections' in server) server.closeAllConnections();
      });
  });
}
