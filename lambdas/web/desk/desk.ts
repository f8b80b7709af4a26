import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import type { DeskDoors, DeskEnvironment } from './doors.ts';
import { problem } from './page.ts';
import { DESK_ROUTES } from './routes.ts';
import { admit, originOf } from './session-routes.ts';

/** Longest form, bytes: one clipping's text and its fields. */
const FORM_LIMIT = 512 * 1024;

/**
 * The editors' web app, Request → Response; its addresses begin with `/desk`, so it is mounted at the root. Pages work
 * without script; whatever changes state is a POST from our own origin that redirects.
 */
export function createDesk(doors: DeskDoors): Hono<DeskEnvironment> {
  const app = new Hono<DeskEnvironment>();
  app.use(headers(doors));
  app.use(csrf({ origin: originOf(doors) }));
  app.use(bodyLimit({ maxSize: FORM_LIMIT }));
  for (const { method, path, needs, handle } of DESK_ROUTES) {
    app.on(method, path, async (context) => {
      const refused = needs === 'nothing' ? null : await admit(context, doors, needs);
      return refused ?? handle(context, doors);
    });
  }
  app.notFound((context) => problem(context, 'not-found', { status: 404 }));
  app.onError((error, context) => {
    if (error instanceof HTTPException && error.status === 403)
      return problem(context, 'foreign-form', { status: 403 });
    if (error instanceof HTTPException && error.status === 413) {
      return problem(context, 'refused', { status: 413 });
    }
    doors.report({ what: 'desk failed', detail: error.stack ?? String(error) });
    return problem(context, 'internal', { status: 500 });
  });
  return app;
}

/** Headers of every answer that does not bring its own. */
function headers(doors: DeskDoors): MiddlewareHandler<DeskEnvironment> {
  // A redirect after a form counts as part of it, so signing out needs the hosted sign-in here.
  const signIn = new URL(doors.signIn.address).origin;
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "frame-src 'self'",
    `form-action 'self' ${signIn}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  const values = {
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    // Not `no-referrer`: with it a browser sends `Origin: null` and our own forms would look foreign.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    ...(doors.deskAddress.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(values)) {
      if (!context.res.headers.has(name)) context.header(name, value);
    }
  };
}
