import type { MonthlyDraft } from '../../../core/monthly/draft.ts';
import type { MonthlySectionId } from '../../../core/monthly/monthly-content.ts';
import type { MonthlyDeskEdit } from '../../../workflows/monthly/edit-monthly.ts';
import type { DeskDoors } from '../doors.ts';
import { readForm } from '../form.ts';
import type { DeskContext } from '../page.ts';
import { articleIn, monthlyForms, orNull } from './form.ts';
import { badMonthlyForm, submitMonthly } from './submit.ts';

/** `up`, `down` or into the other section, at its end. */
export async function moveArticle(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.move);
  if (!form) return badMonthlyForm(context);
  const id = articleIn(context);
  const plan = (draft: MonthlyDraft) => moveEdits(draft, { id, direction: form.direction, section: form.section });
  return submitMonthly(context, doors, { form, plan, done: 'moved', next: () => cardAnchor(id) });
}

interface Move {
  readonly id: string;
  readonly direction: 'up' | 'down' | undefined;
  readonly section: MonthlySectionId | undefined;
}

function moveEdits(draft: MonthlyDraft, { id, direction, section }: Move): MonthlyDeskEdit[] | string {
  const article = draft.articles.find((each) => each.id === id);
  if (!article) return 'no-such-article';
  const own = draft.articles.filter((each) => each.section === article.section);
  if (direction) {
    const position = own.indexOf(article) + (direction === 'up' ? -1 : 1);
    const isPossible = position >= 0 && position < own.length;
    return isPossible ? [{ kind: 'move', articleId: id, section: article.section, position }] : [];
  }
  if (!section || section === article.section) return [];
  const position = draft.articles.filter((each) => each.section === section).length;
  return [{ kind: 'move', articleId: id, section, position }];
}

/** Takes an article out; it stays among those outside, as it stood. */
export async function dropArticle(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.base);
  if (!form) return badMonthlyForm(context);
  const id = articleIn(context);
  let behind = '';
  const plan = (draft: MonthlyDraft) => {
    behind = anchorBehind(draft, id);
    return [{ kind: 'drop' as const, articleId: id }];
  };
  return submitMonthly(context, doors, { form, plan, done: 'dropped', next: () => behind });
}

/** Where an editor goes on once a card is gone: the next card of its section, the one before, else the section. */
function anchorBehind(draft: MonthlyDraft, id: string): string {
  const article = draft.articles.find((each) => each.id === id);
  const own = draft.articles.filter((each) => each.section === article?.section);
  const index = own.findIndex((each) => each.id === id);
  const next = own[index + 1] ?? own[index - 1];
  return next ? cardAnchor(next.id) : `#${article?.section ?? 'main'}`;
}

/** Puts one of those outside into the monthly. */
export async function restoreArticle(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.restore);
  if (!form) return badMonthlyForm(context);
  const id = articleIn(context);
  const plan = () => [{ kind: 'restore' as const, candidateId: id, section: form.section ?? null }];
  return submitMonthly(context, doors, { form, plan, done: 'restored', next: () => cardAnchor(id) });
}

/** Adds an article of a paper of the registry by its address. */
export async function addLink(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.link);
  if (!form) return badMonthlyForm(context);
  const section = form.section === '' ? null : form.section;
  const plan = () => [{ kind: 'add-link' as const, url: form.address, section }];
  return submitMonthly(context, doors, { form, plan, done: 'linked', next: lastCard });
}

/** Names the editor; empty: whoever approves. */
export async function nameMonthlyEditor(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.editor);
  if (!form) return badMonthlyForm(context);
  const name = orNull(form.name);
  const plan = (draft: MonthlyDraft) => (draft.editorName === name ? [] : [{ kind: 'name-editor' as const, name }]);
  return submitMonthly(context, doors, { form, plan, done: 'editor', next: () => '#bien-tap-vien' });
}

/** What was added last stands last. */
export function lastCard(draft: MonthlyDraft): string {
  return cardAnchor(draft.articles.at(-1)?.id ?? '');
}

/** Where an article's card is on the month's page. */
export function cardAnchor(id: string): string {
  return `#b-${encodeURIComponent(id)}`;
}
