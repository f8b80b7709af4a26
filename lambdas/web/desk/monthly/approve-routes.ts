import { phrase } from '../../../core/drafting/words.ts';
import type { MonthlyArticle } from '../../../core/monthly/monthly-content.ts';
import { approveMonthly, monthlyToApprove } from '../../../workflows/monthly/approve-monthly.ts';
import { loadMonthlyDraft } from '../../../workflows/monthly/monthly-files.ts';
import type { DeskDoors } from '../doors.ts';
import { momentText } from '../draft-view.ts';
import { readForm } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { may } from '../permissions.ts';
import { monthView } from './draft-view.ts';
import { monthIn, monthlyForms } from './form.ts';
import { monthlyMessages } from './messages.ts';
import { badMonthlyForm, monthlyPath, noDraft } from './submit.ts';

/** The page that lists what is about to be approved, with the number it gets and the fingerprint it is approved by. */
export async function monthlyApprovePage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const month = monthIn(context);
  const stored = month && (await loadMonthlyDraft(doors.ports.newsroom, month));
  if (!stored) return noDraft(context);
  const draft = stored.value;
  if (draft.sealed) return context.redirect(monthlyPath(draft.issueKey), 303);
  const { content, fingerprint, number } = await monthlyToApprove(doors.ports, draft, context.get('person').name);
  const articles = content.sections.flatMap((section) => section.articles);
  const values = {
    ...monthView(draft),
    etag: stored.etag,
    fingerprint,
    short: fingerprint.slice(0, 12),
    number,
    editorName: content.editorName,
    total: articles.length,
    cautions: cautionsOf(articles),
    sections: content.sections.map((section) => ({
      title: section.title,
      articles: section.articles.map((article) => ({ title: article.title, facts: factsOf(article) })),
    })),
  };
  return page(context, { template: 'monthly-approve', values });
}

/** What an approver should have seen: articles without a picture, pictures nobody is named for. */
function cautionsOf(articles: readonly MonthlyArticle[]): string[] {
  const { approving } = monthlyMessages();
  const without = articles.filter((article) => picturesOf(article).length === 0).length;
  const nameless = articles.flatMap(picturesOf).filter(({ credit }) => credit === null).length;
  return [
    ...(without > 0 ? [phrase(approving.withoutPicture, without)] : []),
    ...(nameless > 0 ? [phrase(approving.withoutCredit, nameless)] : []),
  ];
}

function factsOf(article: MonthlyArticle): string[] {
  const { facts } = monthlyMessages();
  const pictures = picturesOf(article).length;
  return [
    phrase(facts.paragraphs, article.body.length - pictures),
    pictures === 0 ? facts.noPictures : phrase(facts.pictures, pictures),
  ];
}

function picturesOf({ body }: MonthlyArticle) {
  return body.filter((block) => block.kind === 'picture');
}

/** Approves what the form says was seen. */
export async function approveMonth(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const month = monthIn(context);
  const form = await readForm(context, monthlyForms.approve);
  if (!month || !form) return badMonthlyForm(context);
  const person = context.get('person');
  const approver = { id: person.id, name: person.name, mayApprove: may(person, 'approve') };
  const outcome = await approveMonthly(doors.ports, { issueKey: month, ...form, approver });
  const refused = (kind: string, by = '', at = '') =>
    page(context, {
      template: 'monthly-not-approved',
      values: { ...monthView({ issueKey: month }), kind, by, at },
      status: 409,
    });
  switch (outcome.kind) {
    case 'approved':
      return context.redirect(`${monthlyPath(month)}?done=approved`, 303);
    case 'already':
      return refused('already', outcome.approval.name, momentText(outcome.approval.at));
    case 'changed':
    case 'empty':
      return refused(outcome.kind);
    case 'not-allowed':
      return problem(context, 'forbidden', { status: 403, back: monthlyPath(month) });
    case 'no-draft':
      return noDraft(context);
  }
}
