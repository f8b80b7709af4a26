import { z } from 'zod';
import { dayOf } from '../../core/calendar/instant.ts';
import { placesOn } from '../../core/places/gazetteer.ts';
import { type Source, sourceSchema } from '../../core/sources/source.ts';
import { checkSource } from '../../workflows/gathering/check-source.ts';
import { sourceHealth } from '../../workflows/gathering/source-health.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import { saveSource } from '../../workflows/settings/save-source.ts';
import type { DeskDoors } from './doors.ts';
import { readForm } from './form.ts';
import { type DeskContext, page, problem } from './page.ts';
import { may } from './permissions.ts';
import { filled, sourceMessages } from './source-messages.ts';
import { checkView, healthCounts, sourceRow } from './source-view.ts';

/** The gateway gives up after 29 seconds; the last request may take its time beyond this. */
const CHECK_MS = 12_000;

const line = z
  .string()
  .max(300)
  .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim());

const checkForm = z.object({ address: z.string().min(1).max(2_000) });

/** The proposal as the check made it, and what the editor changed of it. */
const saveForm = z.object({
  source: z.string().max(20_000),
  name: line.pipe(z.string().min(1)),
  citeAs: line.pipe(z.string().min(1)),
  kind: sourceSchema.shape.kind,
  place: line,
});

/** The list of the sources: how each is, since when and why, and when it is read next. */
export async function sourcesPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const states = await sourceHealth(doors.ports);
  const values = {
    total: states.length,
    counts: healthCounts(states),
    sources: states.map((state) => sourceRow(state, dayOf(doors.ports.clock.now()))),
    mayAdd: may(context.get('person'), 'sources'),
    notice: sourceMessages().done[context.req.query('done') ?? ''] ?? '',
  };
  return page(context, { template: 'sources', values });
}

/** Looks at a pasted address and shows what was found; nothing is stored. */
export async function checkSourcePage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, checkForm);
  if (form === null) return refused(context, 'bad-form');
  const { clock, newsroom, web } = doors.ports;
  const { sources } = await loadHouse(newsroom);
  const check = await checkSource({ clock, web }, { wanted: form.address, sources, millis: CHECK_MS });
  const isKnown =
    check.problems.some(({ kind }) => kind === 'known') || sources.some(({ id }) => id === check.proposal?.id);
  const values = { ...checkView(check, dayOf(clock.now())), isKnown };
  return page(context, { template: 'source-check', values });
}

/** Saves the source that was found, with what the editor changed of it. */
export async function addSource(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, saveForm);
  const source = form === null ? null : sourceOf(form, placesOn(dayOf(doors.ports.clock.now())));
  if (source === null) return refused(context, 'bad-form');
  const why = filled(sourceMessages().whys.added, { name: source.name });
  const keeper = { by: context.get('person').name, at: doors.ports.clock.now(), why };
  const outcome = await saveSource(doors.ports.newsroom, source, keeper);
  if (outcome.kind !== 'saved') return refused(context, outcome.kind);
  doors.report({ what: 'source added', detail: `${source.id} by ${context.get('person').name}` });
  return context.redirect('/desk/sources?done=saved', 303);
}

/** Null where the form does not make a source. What a paper allows to be printed is never a form's to say. */
function sourceOf(form: z.infer<typeof saveForm>, places: readonly string[]): Source | null {
  const found = sourceSchema.safeParse(parsed(form.source));
  const place = form.place === '' ? null : form.place;
  if (!found.success || (place !== null && !places.includes(place))) return null;
  if (form.kind === 'local' && place === null) return null;
  const { name, citeAs, kind } = form;
  return { ...found.data, name, citeAs, kind, place, rank: 50, printing: 'excerpt', agreement: null, rules: null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refused(context: DeskContext, reason: string): Response {
  const detail = sourceMessages().refusals[reason] ?? '';
  return problem(context, 'refused', { status: 422, detail, back: '/desk/sources' });
}
