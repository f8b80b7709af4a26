import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { writeChange } from '../../workflows/editing/desk-book.ts';
import { isBrokenForm } from '../broken-form.ts';
import type { DeskDoors, DeskEnvironment } from './doors.ts';
import { formFields } from './form.ts';
import { type DeskContext, problem } from './page.ts';
import { LIST_LIMIT, READERS_IMPORT } from './readers-import-routes.ts';
import { DESK_ROUTES } from './routes.ts';
import { admit, originOf } from './session-routes.ts';
import { badForm } from './submit.ts';

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
  app.use(limitBody());
  app.use(async (context, next) => ((await isBrokenForm(context)) ? badForm(context) : next()));
  for (const { method, path, needs, handle } of DESK_ROUTES) {
    app.on(method, path, async (context) => {
      const refused = needs === 'nothing' ? null : await admit(context, doors, needs);
      if (refused !== null) return refused;
      const answer = await handle(context, doors);
      if (method === 'POST' && needs !== 'nothing') await keepBook(context, doors, { route: path, answer });
      return answer;
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

/** A form that was taken ends in a redirect; who sent it, where and what is written down, whatever the deed's own books say. */
async function keepBook(
  context: DeskContext,
  { ports, report }: DeskDoors,
  { route, answer }: { readonly route: string; readonly answer: Response },
): Promise<void> {
  if (answer.status !== 303) return;
  const editor = context.get('person');
  const change = { route: `POST ${route}`, path: context.req.path, fields: await formFields(context), editor };
  // It is done already: a book that cannot be written must not make it look undone.
  await writeChange(ports, change).catch((error: unknown) =>
    report({ what: 'the desk’s book cannot be written', detail: String(error) }),
  );
}

function limitBody(): MiddlewareHandler<DeskEnvironment> {
  const forms = bodyLimit({ maxSize: FORM_LIMIT });
  const lists = bodyLimit({ maxSize: LIST_LIMIT });
  return (context, next) => (context.req.path.startsWith(READERS_IMPORT) ? lists : forms)(context, next);
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
