import type { Context, Hono } from 'hono';
import { daySchema } from '../../core/calendar/instant.ts';
import { type Choice, pauseRange } from '../../core/subscriptions/preferences.ts';
import type { Subscriber } from '../../core/subscriptions/subscriber.ts';
import { readPreferences, returnToSubscription, savePreferences } from '../../workflows/subscribing/preferences.ts';
import type { PublicDoors } from './doors.ts';
import { chosenEditions, chosenSections, editionOf, offeredSections } from './form.ts';
import { page, refuse } from './page.ts';

/** A reader's own choices, reached from the link in any mail, and the way back for one who left by mistake. */
export function preferenceRoutes(app: Hono, doors: PublicDoors): void {
  app.get('/preferences', (context) => show(context, doors));
  app.post('/preferences', (context) => save(context, doors));
  app.post('/return', (context) => comeBack(context, doors));
}

async function show(context: Context, doors: PublicDoors): Promise<Response> {
  const found = await readPreferences(doors.ports, doors.settings, tokenIn(context));
  if (found.kind !== 'reader') return refuse(context, found.kind);
  const { editions, sections = null, pausedUntil = null } = found.reader;
  return form(context, doors, { choice: { editions, sections, pausedUntil } });
}

async function save(context: Context, doors: PublicDoors): Promise<Response> {
  const found = await readPreferences(doors.ports, doors.settings, tokenIn(context));
  if (found.kind !== 'reader') return refuse(context, found.kind);
  const { choice, problem } = await choiceIn(context, doors, found.reader);
  if (problem !== null) return form(context, doors, { choice, problem });
  const outcome = await savePreferences(doors.ports, doors.settings, { token: tokenIn(context), choice });
  if (outcome.kind !== 'done') return refuse(context, outcome.kind);
  return page(context, 'preferred', { values: { token: tokenIn(context) } });
}

async function comeBack(context: Context, { ports, settings }: PublicDoors): Promise<Response> {
  const edition = editionOf(context.req.query('edition'));
  const outcome = await returnToSubscription(ports, settings, { token: tokenIn(context), edition });
  return outcome.kind === 'done' ? page(context, 'returned') : refuse(context, outcome.kind);
}

type Problem = 'editions' | 'sections' | 'pause';

/** What the form says, or what is wrong with it; a pause that has ended is none. */
async function choiceIn(
  context: Context,
  doors: PublicDoors,
  reader: Subscriber,
): Promise<{ choice: Choice; problem: Problem | null }> {
  const body = await context.req.parseBody({ all: true });
  const editions = chosenEditions(body);
  const sections = chosenSections(body, await offeredSections(doors));
  const typed = typeof body.pausedUntil === 'string' ? body.pausedUntil : '';
  const { from, to } = pauseRange(doors.ports.clock.now());
  const isPause = daySchema.safeParse(typed).success && typed >= from && typed <= to;
  const choice = { editions, sections, pausedUntil: isPause ? typed : null };
  if (editions.length === 0) return { choice, problem: 'editions' };
  if (sections?.length === 0) return { choice, problem: 'sections' };
  return { choice, problem: typed === '' || isPause || typed === reader.pausedUntil ? null : 'pause' };
}

async function form(
  context: Context,
  doors: PublicDoors,
  { choice, problem = null }: { readonly choice: Choice; readonly problem?: Problem | null },
): Promise<Response> {
  const now = doors.ports.clock.now();
  const values = {
    ...choice,
    problem,
    token: tokenIn(context),
    offered: await offeredSections(doors),
    ...pauseRange(now),
  };
  return page(context, 'prefer', { values, status: problem === null ? 200 : 422 });
}

function tokenIn(context: Context): string {
  return context.req.query('token') ?? '';
}
