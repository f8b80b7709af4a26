import { z } from 'zod';
import { dayOf } from '../../core/calendar/instant.ts';
import { pauseSource } from '../../workflows/settings/save-source.ts';
import type { DeskDoors } from './doors.ts';
import { dayOfText, line, readForm } from './form.ts';
import { type DeskContext, problem } from './page.ts';
import type { DeskRoute } from './route.ts';
import { sourceMessages } from './source-messages.ts';

const pauseForm = z.object({ reason: line, until: line });

/** Pauses a source: why, and until when or until a person has it read again. */
async function pause(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, pauseForm);
  if (form === null || form.reason === '') return refused(context, 'no-reason');
  const until = form.until === '' ? null : dayOfText(form.until);
  const isPast = until !== null && until <= dayOf(doors.ports.clock.now());
  if ((form.until !== '' && until === null) || isPast) return refused(context, 'bad-until');
  return change(context, doors, { pause: { reason: form.reason, until }, why: form.reason });
}

/** Has a paused source read again from the next visits on. */
async function resume(context: DeskContext, doors: DeskDoors): Promise<Response> {
  return change(context, doors, { pause: null, why: sourceMessages().whys.resumed ?? '' });
}

type Wish = { readonly pause: { readonly reason: string; readonly until: string | null } | null; readonly why: string };

async function change(context: DeskContext, { ports, report }: DeskDoors, wish: Wish): Promise<Response> {
  const id = context.req.param('id') ?? '';
  const by = context.get('person').name;
  const keeper = { by, at: ports.clock.now(), why: wish.why };
  const { kind } = await pauseSource(ports.newsroom, { id, pause: wish.pause }, keeper);
  if (kind === 'no-source' || kind === 'busy') return refused(context, kind);
  const done = wish.pause === null ? 'resumed' : 'paused';
  report({ what: `source ${done}`, detail: `${id} by ${by}` });
  return context.redirect(`/desk/sources?done=${done}#s-${id}`, 303);
}

function refused(context: DeskContext, reason: string): Response {
  const detail = sourceMessages().refusals[reason] ?? '';
  return problem(context, 'refused', { status: 422, detail, back: '/desk/sources' });
}

/** Addresses that pause a source and have it read again. */
export const SOURCE_PAUSE_ROUTES: readonly DeskRoute[] = [
  { method: 'POST', path: '/desk/sources/:id/pause', needs: 'sources', handle: pause },
  { method: 'POST', path: '/desk/sources/:id/resume', needs: 'sources', handle: resume },
];
