import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { secureHeaders } from 'hono/secure-headers';
import { networkOf } from '../../core/subscriptions/asks.ts';
import { pauseRange } from '../../core/subscriptions/preferences.ts';
import { checkLink, confirmSubscription, leaveSubscription } from '../../workflows/subscribing/follow-link.ts';
import { pageToken, readPreferences } from '../../workflows/subscribing/preferences.ts';
import { takeForm } from '../../workflows/subscribing/take-form.ts';
import { isBrokenForm } from '../broken-form.ts';
import type { PublicDoors } from './doors.ts';
import { chosenEditions, chosenSections, editionOf, offeredSections } from './form.ts';
import { page, problem, publicStyle, refuse } from './page.ts';
import { preferenceRoutes } from './preference-routes.ts';

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
  app.get('/', (context) => showForm(context, doors));
  app.post('/', (context) => subscribe(context, doors));
  app.get('/confirm', (context) => askToConfirm(context, doors));
  app.post('/confirm', (context) => confirm(context, doors));
  app.get('/leave', (context) => askToLeave(context, doors));
  app.post('/leave', (context) => leave(context, doors));
  // Links of mails since there are two editions; older ones leave everything.
  app.get('/leave/:edition', (context) => askToLeave(context, doors));
  app.post('/leave/:edition', (context) => leave(context, doors));
  preferenceRoutes(app, doors);
  app.get('/style.css', (context) => {
    context.header('Cache-Control', 'public, max-age=3600');
    return context.body(publicStyle(), 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  // A route and not `notFound`, which an app loses when it is mounted below another.
  app.all('*', (context) => problem(context, 'not-found', 404));
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

async function showForm(context: Context, doors: PublicDoors): Promise<Response> {
  const values = {
    refused: null,
    typed: '',
    editions: ['daily'],
    sections: null,
    offered: await offeredSections(doors),
  };
  return page(context, 'subscribe', { values });
}

async function subscribe(context: Context, doors: PublicDoors): Promise<Response> {
  const { ports, settings } = doors;
  if (await isBrokenForm(context)) return problem(context, 'failed', 400);
  const body = await context.req.parseBody({ all: true });
  const typed = typeof body.address === 'string' ? body.address : '';
  const editions = chosenEditions(body);
  const offered = await offeredSections(doors);
  const sections = chosenSections(body, offered);
  const network = networkOf(context.req.header('x-forwarded-for'));
  const again = (refused: string) =>
    page(context, 'subscribe', {
      values: { refused, typed: typed.slice(0, 254), editions, sections, offered },
      status: 422,
    });
  if (editions.length === 0) return again('editions');
  if (sections?.length === 0) return again('sections');
  const outcome = await takeForm(ports, settings, { address: typed, editions, sections, network });
  switch (outcome.kind) {
    case 'accepted':
      return page(context, 'asked');
    case 'refused':
      return again('address');
    case 'busy':
      if (outcome.where === 'everywhere')
        doors.report({ what: 'subscription forms over the limit of an hour', error: '' });
      context.header('Retry-After', '3600');
      return page(context, 'busy', { values: { where: outcome.where }, status: 429 });
  }
}

function askToConfirm(context: Context, { ports, settings }: PublicDoors): Response {
  const token = context.req.query('token') ?? '';
  const link = checkLink(ports, settings, { purpose: 'confirm', token });
  return link === 'valid' ? page(context, 'confirm', { values: { token } }) : refuse(context, link);
}

/** Below the button, for whoever is a reader: their choices, so that nobody must leave in order to change something. */
async function askToLeave(context: Context, doors: PublicDoors): Promise<Response> {
  const { ports, settings } = doors;
  const token = context.req.query('token') ?? '';
  const link = checkLink(ports, settings, { purpose: 'leave', token });
  if (link !== 'valid') return refuse(context, link);
  const preferences = pageToken(ports, settings, { leaveToken: token, purpose: 'prefer' }) ?? '';
  const found = await readPreferences(ports, settings, preferences);
  const reader = found.kind === 'reader' ? { sections: null, pausedUntil: null, ...found.reader } : null;
  const offered = await offeredSections(doors);
  const edition = editionIn(context);
  return page(context, 'leave', {
    values: { token, edition, preferences, reader, offered, ...pauseRange(ports.clock.now()) },
  });
}

async function confirm(context: Context, { ports, settings }: PublicDoors): Promise<Response> {
  const outcome = await confirmSubscription(ports, settings, context.req.query('token') ?? '');
  return outcome.kind === 'confirmed' ? page(context, 'confirmed') : refuse(context, outcome.kind);
}

/** The body says `List-Unsubscribe=One-Click` or nothing; only the token counts, and the answer is never a redirect. */
async function leave(context: Context, { ports, settings }: PublicDoors): Promise<Response> {
  const token = context.req.query('token') ?? '';
  const edition = editionIn(context);
  const outcome = await leaveSubscription(ports, settings, { token, edition });
  if (outcome.kind !== 'left') return refuse(context, outcome.kind);
  const back = pageToken(ports, settings, { leaveToken: token, purpose: 'return' });
  return page(context, 'left', { values: { back, edition } });
}

/** The edition in the address; null where it names none: then everything is meant. */
function editionIn(context: Context) {
  return editionOf(context.req.param('edition'));
}
