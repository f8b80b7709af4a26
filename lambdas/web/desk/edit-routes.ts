import type { Draft } from '../../core/drafting/draft.ts';
import { orderedSections } from '../../core/drafting/order.ts';
import type { Section, SectionId } from '../../core/sections/section.ts';
import type { DeskEdit } from '../../workflows/editing/desk-draft.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import type { DeskDoors } from './doors.ts';
import { forms, readForm } from './form.ts';
import type { DeskContext } from './page.ts';
import { badForm, submit } from './submit.ts';

/** `up`, `down`, to a place in a section, or into another section, at its end. */
export async function move(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.move);
  if (!form) return badForm(context);
  const id = idOf(context);
  const { sections } = await loadHouse(doors.ports.newsroom);
  const plan = (draft: Draft) => moveEdits(draft, sections, { id, ...form });
  return submit(context, doors, { form, plan, done: 'moved', anchor: anchorOf(id) });
}

interface Move {
  readonly id: string;
  readonly direction?: 'up' | 'down' | undefined;
  readonly section?: SectionId | undefined;
  readonly position?: number | undefined;
}

function moveEdits(draft: Draft, sections: Section[], move: Move): DeskEdit[] | string {
  const { id, direction, section } = move;
  const ordered = orderedSections(draft.clippings, sections);
  const present = ordered.find(({ clippings }) => clippings.some((clipping) => clipping.id === id));
  if (!present) return 'no-such-clipping';
  if (direction) {
    const index = present.clippings.findIndex((clipping) => clipping.id === id);
    const position = index + (direction === 'up' ? -1 : 1);
    const isPossible = position >= 0 && position < present.clippings.length;
    return isPossible ? [{ kind: 'move', clippingId: id, section: present.section.id, position }] : [];
  }
  const isHere = section === present.section.id;
  if (section && move.position !== undefined) {
    const isSame = isHere && present.clippings[move.position]?.id === id;
    return isSame ? [] : [{ kind: 'move', clippingId: id, section, position: move.position }];
  }
  if (!section || isHere) return [];
  const position = ordered.find((each) => each.section.id === section)?.clippings.length ?? 0;
  return [{ kind: 'move', clippingId: id, section, position }];
}

/** Takes a clipping out of the issue; it stays among those left out. */
export async function drop(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.base);
  if (!form) return badForm(context);
  const id = idOf(context);
  const { sections } = await loadHouse(doors.ports.newsroom);
  let anchor = '';
  const plan = (draft: Draft) => {
    anchor = anchorBehind(draft, sections, id);
    return [{ kind: 'drop' as const, clippingId: id }];
  };
  return submit(context, doors, { form, plan, done: 'dropped', anchor: () => anchor });
}

/** Marks a clipping for the monthly, or takes the mark back. */
export async function pick(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.pick);
  if (!form) return badForm(context);
  const id = idOf(context);
  const picked = form.picked === 'yes';
  const plan = () => [{ kind: 'pick' as const, clippingId: id, picked }];
  return submit(context, doors, { form, plan, done: picked ? 'picked' : 'unpicked', anchor: anchorOf(id) });
}

/** Where an editor goes on reading once a card is gone: the next card, at the end the one before, else the section. */
function anchorBehind(draft: Draft, sections: readonly Section[], id: string): string {
  const printed = orderedSections(draft.clippings, sections).flatMap(({ clippings }) => clippings);
  const index = printed.findIndex((clipping) => clipping.id === id);
  const next = printed[index + 1] ?? printed[index - 1];
  return next ? anchorOf(next.id) : `#${printed[index]?.section ?? ''}`;
}

/** Puts a newcomer or one left out into the issue. */
export async function restore(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.restore);
  if (!form) return badForm(context);
  const id = idOf(context);
  const plan = () => [{ kind: 'restore' as const, candidateId: id, section: form.section ?? null }];
  return submit(context, doors, { form, plan, done: 'restored', anchor: anchorOf(id) });
}

/** Looks for what came in since the draft was laid out. */
export async function takeNewcomers(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.base);
  if (!form) return badForm(context);
  const plan = () => [{ kind: 'take-newcomers' as const }];
  return submit(context, doors, { form, plan, done: 'newcomers', anchor: '#tin-moi' });
}

/** Names the editor of the day; empty: whoever approves. */
export async function nameEditor(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.editor);
  if (!form) return badForm(context);
  const name = form.name === '' ? null : form.name;
  const plan = (draft: Draft) => (draft.editorName === name ? [] : [{ kind: 'name-editor' as const, name }]);
  return submit(context, doors, { form, plan, done: 'editor', anchor: '#bien-tap-vien' });
}

/** Where a clipping's card is on the draft page; its id, not its number, which moves. */
export function anchorOf(id: string): string {
  return `#t-${encodeURIComponent(id)}`;
}

function idOf(context: DeskContext): string {
  return context.req.param('id') ?? '';
}
