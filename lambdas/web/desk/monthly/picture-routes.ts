import type { MonthlyDraft } from '../../../core/monthly/draft.ts';
import type { MonthlyDeskEdit } from '../../../workflows/monthly/edit-monthly.ts';
import type { DeskDoors } from '../doors.ts';
import { readForm } from '../form.ts';
import type { DeskContext } from '../page.ts';
import { articlePath, showArticle } from './article-routes.ts';
import { placeOf } from './article-view.ts';
import { articleIn, monthlyForms, orNull, pieceIn } from './form.ts';
import { pictureRefusalText } from './messages.ts';
import { badMonthlyForm, type MonthlySubmission, submitMonthly } from './submit.ts';

/** Takes a picture: it is fetched from its paper, kept in the archive, and printed. The editor waits for it. */
export async function takePicture(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.base);
  if (!form) return badMonthlyForm(context);
  const { articleId, piece } = placeIn(context);
  const edit = { kind: 'take-picture' as const, articleId, piece };
  return submitMonthly(context, doors, { ...onPicture(context, form, edit), done: 'taken' });
}

/** A picture that is not printed after all; what was kept stays in the archive. */
export async function dropPicture(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.base);
  if (!form) return badMonthlyForm(context);
  const { articleId, piece } = placeIn(context);
  const edit = { kind: 'drop-picture' as const, articleId, piece };
  return submitMonthly(context, doors, { ...onPicture(context, form, edit), done: 'picture-dropped' });
}

/** The line below a picture, whose it is, and where it stands. */
export async function captionPicture(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.caption);
  if (!form) return badMonthlyForm(context);
  const { articleId, piece } = placeIn(context);
  const [caption, credit] = [orNull(form.caption), orNull(form.credit)];
  const edit = { kind: 'caption' as const, articleId, piece, caption, credit };
  const plan = (draft: MonthlyDraft): MonthlyDeskEdit[] => {
    const pieces = draft.articles.find(({ id }) => id === articleId)?.pieces ?? [];
    const found = pieces[piece];
    if (found?.kind !== 'picture') return [edit];
    const isSame = found.caption === caption && found.credit === credit;
    const isThere = form.place === undefined || form.place === placeOf(pieces, piece);
    const placing = { kind: 'place-picture' as const, articleId, piece, before: form.place ?? 0 };
    return [...(isSame ? [] : [edit]), ...(isThere ? [] : [placing])];
  };
  return submitMonthly(context, doors, { ...onPicture(context, form, edit), plan, done: 'captioned' });
}

type Form = MonthlySubmission['form'];

/** An edit of one picture: afterwards, and where it was refused, the editor stands before that picture again. */
function onPicture(context: DeskContext, form: Form, edit: MonthlyDeskEdit): Omit<MonthlySubmission, 'done'> {
  const { articleId, piece } = placeIn(context);
  return {
    form,
    plan: () => [edit],
    next: () => articlePath(articleId, piece),
    says: pictureRefusalText,
    onFailed: (stored, why) =>
      why.kind === 'stale' ? null : showArticle(context, stored, { fields: null, seen: form.seen, why }),
  };
}

function placeIn(context: DeskContext): { readonly articleId: string; readonly piece: number } {
  return { articleId: articleIn(context), piece: pieceIn(context) };
}
