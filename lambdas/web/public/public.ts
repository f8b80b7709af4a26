import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import type { MailSettings } from '../../core/mailing/mail-settings.ts';
import type { TokenPurpose } from '../../core/subscriptions/token.ts';
import {
  checkLink,
  confirmSubscription,
  leaveSubscription,
  requestSubscription,
  type SubscribePorts,
} from '../../workflows/subscribe.ts';
import { page, problem, publicStyle } from './page.ts';

/** Everything the subscription pages have of the world. */
export interface PublicDoors {
  readonly ports: SubscribePorts;
  readonly settings: MailSettings;
  /** Told of what should not happen, for the log of the operator; never of an address or a token. */
  readonly report: (problem: { readonly what: string; readonly error: unknown }) => void;
}

/** What one may subscribe to. */
const EDITIONS = ['daily', 'monthly'] as const;

/** Longest form, in bytes: an address and a token fit many times. */
const LONGEST_BODY = 16_384;

/**
 * The pages of readers, to be mounted at `/subscriptions`: subscribe with a confirmation by mail, and leave by a link or by
 * the mail program's own button (RFC 8058). No page needs a cookie or a script, and no GET changes anything, because mail
 * gateways follow every link.
 */
export function createPublic(doors: PublicDoors): Hono {
  const app = new Hono();
  app.use(guardHeaders());
  app.use(bodyLimit({ maxSize: LONGEST_BODY, onError: (context) => problem(context, 'too-large', 413) }));
  app.get('/', (context) => page(context, 'subscribe', { values: { refused: false, typed: '', editions: ['daily'] } }));
  app.post('/', (context) => subscribe(context, doors));
  app.get('/confirm', (context) => askToPress(context, doors, 'confirm'));
  app.post('/confirm', (context) => confirm(context, doors));
  app.get('/leave', (context) => askToPress(context, doors, 'leave'));
  app.post('/leave', (context) => leave(context, doors));
  // Links of mails since there are two editions; older ones leave everything.
  app.get('/leave/:edition', (context) => askToPress(context, doors, 'leave'));
  app.post('/leave/:edition', (context) => leave(context, doors));
  app.get('/style.css', (context) => {
    context.header('Cache-Control', 'public, max-age=3600');
    return context.body(publicStyle(), 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  app.notFound((context) => problem(context, 'not-found', 404));
  app.onError((error, context) => {
    doors.report({ what: `${context.req.method} ${context.req.path}`, error });
    return problem(context, 'failed', 500);
  });
  return app;
}

/** Pages with a token in their address are kept from caches, frames and the `Referer` of whatever is opened next. */
function guardHeaders() {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ['data:'],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
    xFrameOptions: 'DENY',
    strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  });
  return async (context: Context, next: () => Promise<void>): Promise<void> => {
    context.header('Cache-Control', 'no-store');
    await headers(context, next);
  };
}

async function subscribe(context: Context, { ports, settings }: PublicDoors): Promise<Response> {
  const body = await context.req.parseBody({ all: true });
  const typed = typeof body.address === 'string' ? body.address : '';
  // A form without the choice is the one from before there was any.
  const chosen = body.choice === undefined ? ['daily'] : [body.editions].flat();
  const editions = EDITIONS.filter((edition) => chosen.includes(edition));
  const outcome = await requestSubscription(ports, settings, { address: typed, editions });
  if (outcome.kind === 'accepted') return page(context, 'asked');
  return page(context, 'subscribe', { values: { refused: true, typed: typed.slice(0, 254), editions }, status: 422 });
}

function askToPress(context: Context, { ports, settings }: PublicDoors, purpose: TokenPurpose): Response {
  const token = context.req.query('token') ?? '';
  const link = checkLink(ports, settings, { purpose, token });
  return link === 'valid'
    ? page(context, purpose, { values: { token, edition: editionIn(context) } })
    : refuse(context, link);
}

async function confirm(context: Context, { ports, settings }: PublicDoors): Promise<Response> {
  const outcome = await confirmSubscription(ports, settings, context.req.query('token') ?? '');
  return outcome.kind === 'confirmed' ? page(context, 'confirmed') : refuse(context, outcome.kind);
}

/** The body says `List-Unsubscribe=One-Click` or nothing; only the token counts, and the answer is never a redirect. */
async function leave(context: Context, { ports, settings }: PublicDoors): Promise<Response> {
  const outcome = await leaveSubscription(ports, settings, {
    token: context.req.query('token') ?? '',
    edition: editionIn(context),
  });
  return outcome.kind === 'left' ? page(context, 'left') : refuse(context, outcome.kind);
}

/** The edition in the address; null where it names none: then everything is meant. */
function editionIn(context: Context): (typeof EDITIONS)[number] | null {
  const named = context.req.param('edition');
  return EDITIONS.find((edition) => edition === named) ?? null;
}

function refuse(context: Context, why: 'invalid' | 'expired'): Response {
  return page(context, why, { status: why === 'expired' ? 410 : 400 });
}
