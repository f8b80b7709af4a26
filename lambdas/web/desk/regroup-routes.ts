import type { z } from 'zod';
import type { Draft } from '../../core/drafting/draft.ts';
import type { Section } from '../../core/sections/section.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import type { DeskDoors } from './doors.ts';
import { targetsView } from './draft-view.ts';
import { anchorOf } from './edit-routes.ts';
import { dayOfText, forms, readForm } from './form.ts';
import type { DeskContext } from './page.ts';
import { badForm, submit } from './submit.ts';

/** A clipping or a waiting story becomes one more paper of another clipping. */
export async function merge(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.merge);
  if (!form) return badForm(context);
  const { sections } = await loadHouse(doors.ports.newsroom);
  let anchor = '';
  const plan = (draft: Draft) => {
    const into = targetOf(draft, sections, form);
    anchor = into === null ? '' : anchorOf(into);
    return into === null ? 'no-such-target' : [{ kind: 'merge' as const, clippingId: idOf(context), into }];
  };
  return submit(context, doors, { form, plan, done: 'merged', anchor: () => anchor });
}

/** A clipping by its id, or as an editor names it without script: its line in the list, or its number while nobody moved any. */
function targetOf(draft: Draft, sections: readonly Section[], form: z.infer<typeof forms.merge>): string | null {
  const { into, seen } = form;
  if (draft.clippings.some(({ id }) => id === into)) return into;
  const isAsSeen = draft.log.length === seen;
  const targets = targetsView(draft, sections);
  return targets.find(({ number, label }) => label === into || (isAsSeen && String(number) === into))?.id ?? null;
}

/** One of a clipping's other papers becomes a clipping of its own. */
export async function split(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.paper);
  if (!form) return badForm(context);
  const id = idOf(context);
  const plan = () => [{ kind: 'split' as const, clippingId: id, articleId: form.article }];
  return submit(context, doors, { form, plan, done: 'split', anchor: anchorOf(id) });
}

/** One of a clipping's other papers is printed instead. */
export async function changeLead(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.paper);
  if (!form) return badForm(context);
  const id = idOf(context);
  const plan = () => [{ kind: 'lead' as const, clippingId: id, articleId: form.article }];
  return submit(context, doors, { form, plan, done: 'led', anchor: anchorOf(id) });
}

/** An undated story gets the day an editor found, and goes into the issue. */
export async function date(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.date);
  if (!form) return badForm(context);
  const id = idOf(context);
  const day = dayOfText(form.day);
  const plan = () =>
    day === null
      ? 'bad-day-given'
      : [
          { kind: 'date' as const, candidateId: id, day },
          { kind: 'restore' as const, candidateId: id, section: form.section ?? null },
        ];
  return submit(context, doors, { form, plan, done: 'dated', anchor: anchorOf(id) });
}

function idOf(context: DeskContext): string {
  return context.req.param('id') ?? '';
}
