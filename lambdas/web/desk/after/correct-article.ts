import { fingerprintOf } from '../../../core/issue/freeze.ts';
import { redacted } from '../../../core/issue/redact.ts';
import { correctedContent } from '../../../core/issue/revise.ts';
import { rewordedArticle } from '../../../core/issue/reword-article.ts';
import { isDaily, type MonthlySnapshot } from '../../../core/issue/snapshot.ts';
import type { MonthlyArticle, MonthlyContent } from '../../../core/monthly/monthly-content.ts';
import { pictureKey } from '../../../core/pictures/picture-size.ts';
import { renderMonthlyPage } from '../../../rendering/monthly/monthly-page.ts';
import { monthlyViewOf } from '../../../rendering/monthly/monthly-view.ts';
import { keepPicture } from '../../../workflows/monthly/keep-picture.ts';
import type { DeskDoors } from '../doors.ts';
import { readForm } from '../form.ts';
import { pictureRefusalText } from '../monthly/messages.ts';
import { picturesFrom } from '../monthly/preview-routes.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { framed } from '../preview-routes.ts';
import { type Approved, approvedOf } from './after-page.ts';
import { articleChange } from './article-change.ts';
import {
  articleFormSchema,
  hiddenFields,
  printedForm,
  rewordingOf,
  stretchesView,
  type TypedArticle,
  typedForm,
} from './article-form.ts';
import { issueView, printedSections } from './issue-view.ts';
import { afterRefusal } from './messages.ts';
import { orderCorrection } from './order-correction.ts';

/** How long an approver waits for a picture, milliseconds. */
const PICTURE_MILLIS = 20_000;

interface Found {
  readonly approved: Approved & { readonly snapshot: MonthlySnapshot };
  readonly article: MonthlyArticle;
}

/** What an approver typed over a printed article. */
interface Asked {
  readonly typed: TypedArticle;
  readonly isMailChosen: boolean;
}

/** The form on which the words and pictures of one printed article of the monthly are put right. */
export async function correctArticlePage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const found = await find(context, doors);
  if (!found) return gone(context);
  return formPage(context, found, printedForm(found.article, found.approved.fingerprint), '');
}

/** Shows what a correction of an article would change, or publishes it as the next revision. */
export async function correctArticle(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const found = await find(context, doors);
  if (!found) return gone(context);
  const form = await readForm(context, articleFormSchema);
  if (!form) return problem(context, 'refused', { status: 422, detail: afterRefusal('bad-form') });
  const first = typedForm(found.article, form);
  if (form.step === 'edit') return formPage(context, found, first, '');
  const fetched = await withPictures(doors, first);
  if (fetched.error !== '') return formPage(context, found, fetched.typed, fetched.error);
  const { typed } = fetched;
  const edited = rewordedArticle(found.approved.snapshot.content, rewordingOf(found.article, typed));
  const reason = typeof edited === 'string' ? edited : reasonAgainst(context, doors, { found, typed, edited });
  if (typeof edited === 'string' || reason !== '') return formPage(context, found, typed, afterRefusal(reason));
  const asked = { typed, isMailChosen: form.mail === 'yes' };
  return form.step === 'look'
    ? confirmPage(context, found, { ...asked, edited })
    : publish(context, doors, { found, ...asked, edited });
}

/** The web page as the correction of an article would make it, for a frame. */
export async function previewArticle(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const found = await find(context, doors);
  const form = await readForm(context, articleFormSchema);
  if (!found || !form) return framed(context, null);
  const typed = typedForm(found.article, form);
  const { snapshot, withdrawals, issue } = found.approved;
  const edited = rewordedArticle(snapshot.content, rewordingOf(found.article, typed));
  const content = typeof edited === 'string' ? null : revisedOf(context, doors, { found, typed, edited });
  if (content === null) return framed(context, null);
  const revision = issue.revision + 1;
  const shown = redacted({ ...snapshot, revision, fingerprint: fingerprintOf(content), content }, withdrawals);
  return framed(context, isDaily(shown) ? null : renderMonthlyPage(monthlyViewOf(shown, doors)), picturesFrom(doors));
}

async function find(context: DeskContext, doors: DeskDoors): Promise<Found | null> {
  const printed = await approvedOf(context, doors);
  if (!printed || isDaily(printed.snapshot)) return null;
  const id = context.req.param('id');
  const isWithdrawn = printed.withdrawals.some(({ item }) => item === null || item === id);
  const articles = printed.snapshot.content.sections.flatMap((section) => section.articles);
  const article = isWithdrawn ? undefined : articles.find((each) => each.id === id);
  return article ? { approved: { ...printed, snapshot: printed.snapshot }, article } : null;
}

/** Fetches every picture that is to be printed instead of another, once; none is printed that is not in the archive. */
async function withPictures(
  { ports }: DeskDoors,
  typed: TypedArticle,
): Promise<{ readonly typed: TypedArticle; readonly error: string }> {
  const pictures = [...typed.pictures];
  for (const [index, picture] of typed.pictures.entries()) {
    if (!picture.isKept || picture.address === '') continue;
    const { instead } = picture;
    if (instead !== null && (await ports.archive.get(pictureKey(instead.id, 'print'))) !== null) continue;
    const outcome = await keepPicture(ports, { url: picture.address, millis: PICTURE_MILLIS });
    if (outcome.kind === 'refused') return { typed: { ...typed, pictures }, error: pictureRefusalText(outcome.why) };
    pictures[index] = { ...picture, instead: outcome.picture };
  }
  return { typed: { ...typed, pictures }, error: '' };
}

interface Edited {
  readonly found: Found;
  readonly typed: TypedArticle;
  readonly edited: MonthlyContent;
}

function reasonAgainst(context: DeskContext, doors: DeskDoors, asked: Edited): string {
  if (asked.typed.why === '') return 'no-reason';
  if (asked.typed.fingerprint !== asked.found.approved.fingerprint) return 'changed';
  return revisedOf(context, doors, asked) === null ? 'unchanged' : '';
}

function revisedOf(context: DeskContext, { ports }: DeskDoors, { found, typed, edited }: Edited) {
  const { snapshot, issue } = found.approved;
  const by = context.get('person').name;
  const why = typed.why === '' ? '…' : typed.why;
  return correctedContent(snapshot.content, edited, { revision: issue.revision + 1, at: ports.clock.now(), by, why });
}

async function publish(context: DeskContext, doors: DeskDoors, asked: Edited & Asked): Promise<Response> {
  const { found, typed, edited } = asked;
  const { fingerprint, why } = typed;
  const wanted = { approved: found.approved, fingerprint, edited, why, mail: asked.isMailChosen };
  const answer = await orderCorrection(context, doors, wanted);
  return typeof answer === 'string' ? formPage(context, found, typed, afterRefusal(answer)) : answer;
}

function confirmPage(
  context: DeskContext,
  { approved, article }: Found,
  { typed, isMailChosen, edited }: Asked & { readonly edited: MonthlyContent },
): Response {
  const after = edited.sections.flatMap(({ articles }) => articles).find(({ id }) => id === article.id) ?? article;
  const values = {
    ...valuesOf(approved, article),
    ...articleChange(article, after, rewordingOf(article, typed).pictures),
    why: typed.why,
    hidden: hiddenFields(typed),
    isMailChosen,
    revision: approved.issue.revision + 1,
    isMailed: approved.issue.sentAt !== null,
  };
  return page(context, { template: 'correct-article-confirm', values });
}

function formPage(context: DeskContext, { approved, article }: Found, typed: TypedArticle, error: string): Response {
  const values = {
    ...valuesOf(approved, article),
    typed,
    stretches: stretchesView(article, typed),
    isOwnPiece: article.site === null,
    // What is typed is kept; what it was typed over is the newest revision.
    fingerprint: approved.fingerprint,
    error,
  };
  return page(context, { template: 'correct-article', values, status: error === '' ? 200 : 422 });
}

function valuesOf({ issue, snapshot }: Found['approved'], { id, title }: MonthlyArticle) {
  const printed = printedSections(snapshot).flatMap(({ clippings }) => clippings);
  return { ...issueView(issue.issueKey), id, title, number: printed.find((each) => each.id === id)?.number ?? 0 };
}

function gone(context: DeskContext): Response {
  return problem(context, 'refused', { status: 404, detail: afterRefusal('no-such-clipping') });
}
