import { z } from 'zod';
import { dayOf } from '../../core/calendar/instant.ts';
import {
  pauseSource,
  placeSource,
  type SourceKeeper,
  type SourceOutcome,
} from '../../workflows/settings/save-source.ts';
import type { DeskDoors } from './doors.ts';
import { dayOfText, line, readForm } from './form.ts';
import { type DeskContext, problem } from './page.ts';
import type { DeskRoute } from './route.ts';
import { sourceMessages } from './source-messages.ts';

const pauseForm = z.object({ reason: line, until: line });
const placeForm = z.object({ from: z.enum(['office', 'cloud']) });

/** Pauses a source: why, and until when or until a person has it read again. */
async function pause(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, pauseForm);
  if (form === null || form.reason === '') return refused(context, 'no-reason');
  const until = form.until === '' ? null : dayOfText(form.until);
  const isPast = until !== null && until <= dayOf(doors.ports.clock.now());
  if ((form.until !== '' && until === null) || isPast) return refused(context, 'bad-until');
  return pauseAs(context, doors, { pause: { reason: form.reason, until }, why: form.reason });
}

/** Has a paused source read again from the next visits on. */
async function resume(context: DeskContext, doors: DeskDoors): Promise<Response> {
  return pauseAs(context, doors, { pause: null, why: sourceMessages().whys.resumed ?? '' });
}

/** Has a source read from a computer of the office, which is not refused there, or again as the others are. */
async function place(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, placeForm);
  if (form === null) return refused(context, 'bad-place');
  const done = form.from === 'office' ? 'to-office' : 'from-office';
  const wish = { done, why: sourceMessages().whys[done] ?? '' };
  return change(context, doors, {
    ...wish,
    save: (id, keeper) => placeSource(doors.ports.newsroom, { id, place: form.from }, keeper),
  });
}

type Pause = { readonly reason: string; readonly until: string | null };

function pauseAs(
  context: DeskContext,
  doors: DeskDoors,
  { pause: wanted, why }: { readonly pause: Pause | null; readonly why: string },
): Promise<Response> {
  const done = wanted === null ? 'resumed' : 'paused';
  const save: Wish['save'] = (id, keeper) => pauseSource(doors.ports.newsroom, { id, pause: wanted }, keeper);
  return change(context, doors, { done, why, save });
}

/** `done`: the word of the notice; `why` stands in the versions of the list. */
interface Wish {
  readonly done: string;
  readonly why: string;
  readonly save: (id: string, keeper: SourceKeeper) => Promise<SourceOutcome>;
}

async function change(context: DeskContext, { ports, report }: DeskDoors, wish: Wish): Promise<Response> {
  const id = context.req.param('id') ?? '';
  const by = context.get('person').name;
  const keeper = { by, at: ports.clock.now(), why: wish.why };
  const { kind } = await wish.save(id, keeper);
  if (kind === 'no-source' || kind === 'busy') return refused(context, kind);
  report({ what: `source ${wish.done}`, detail: `${id} by ${by}` });
  return context.redirect(`/desk/sources?done=${wish.done}#s-${id}`, 303);
}

function refused(context: DeskContext, reason: string): Response {
  const detail = sourceMessages().refusals[reason] ?? '';
  return problem(context, 'refused', { status: 422, detail, back: '/desk/sources' });
}

/** Addresses that pause a source, have it read again, and say where it is read. */
export const SOURCE_PAUSE_ROUTES: readonly DeskRoute[] = [
  { method: 'POST', path: '/desk/sources/:id/pause', needs: 'sources', handle: pause },
  { method: 'POST', path: '/desk/sources/:id/resume', needs: 'sources', handle: resume },
  { method: 'POST', path: '/desk/sources/:id/place', needs: 'sources', handle: place },
];
