import type { z } from 'zod';
import type { MonthlyDraft, MonthlyDraftArticle } from '../../../core/monthly/draft.ts';
import type { MonthlyDeskEdit } from '../../../workflows/monthly/edit-monthly.ts';
import { loadMonthlyDraft } from '../../../workflows/monthly/monthly-files.ts';
import type { Stored } from '../../../workflows/stored-json.ts';
import type { DeskDoors } from '../doors.ts';
import { logView } from '../draft-view.ts';
import { readForm } from '../form.ts';
import { type DeskContext, page, problem } from '../page.ts';
import { may } from '../permissions.ts';
import { type ArticleFields, articleView, fieldsOf, isOwn } from './article-view.ts';
import { monthView } from './draft-view.ts';
import { articleIn, monthIn, monthlyForms, oneParagraph, orNull } from './form.ts';
import { monthlyMessages } from './messages.ts';
import { badMonthlyForm, type MonthlyFailure, submitMonthly } from './submit.ts';

type Typed = z.infer<typeof monthlyForms.article>;

/** The page of one article of the monthly. */
export async function articlePage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const month = monthIn(context);
  const stored = month && (await loadMonthlyDraft(doors.ports.newsroom, month));
  const shown = stored ? showArticle(context, stored, null) : null;
  return shown ?? problem(context, 'not-found', { status: 404 });
}

/** Saves what was typed and struck out; a draft that changed meanwhile gets the page again with the editor's own words kept. */
export async function editArticle(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, monthlyForms.article);
  if (!form) return badMonthlyForm(context);
  const id = articleIn(context);
  return submitMonthly(context, doors, {
    form,
    plan: (draft) => {
      const article = draft.articles.find((each) => each.id === id);
      return article ? editsOf(article, typedFields(form)) : 'no-such-article';
    },
    done: 'saved',
    next: () => articlePath(id),
    onFailed: (stored, why) => showArticle(context, stored, { fields: typedFields(form), seen: form.seen, why }),
  });
}

/** Below the month's page: the page of an article, and a picture on it. */
export function articlePath(id: string, piece?: number): string {
  return `/articles/${encodeURIComponent(id)}${piece === undefined ? '' : `#anh-${piece}`}`;
}

/** What could not be saved or done on an article's page. */
export interface FailedEdit {
  /** What was typed; null where nothing was: the draft's own. */
  readonly fields: ArticleFields | null;
  /** Length of the log that the editor had seen. */
  readonly seen: number;
  readonly why: MonthlyFailure;
}

/** The page of the article in the address, with what failed if anything did; null where there is no such article. */
export function showArticle(
  context: DeskContext,
  stored: Stored<MonthlyDraft>,
  failed: FailedEdit | null,
): Response | null {
  const draft = stored.value;
  const article = draft.articles.find(({ id }) => id === articleIn(context));
  if (!article) return null;
  const isStale = failed?.why.kind === 'stale';
  const values = {
    ...monthView(draft),
    ...articleView(draft, article, failed?.fields ?? fieldsOf(article)),
    etag: stored.etag,
    seen: draft.log.length,
    canEdit: !draft.sealed && may(context.get('person'), 'edit'),
    notice: failed ? '' : (monthlyMessages().done[context.req.query('done') ?? ''] ?? ''),
    error: failed?.why.kind === 'refused' ? failed.why.text : '',
    isStale,
    since: isStale ? logView(draft.log.slice(failed.seen)) : [],
  };
  return page(context, { template: 'monthly-article', values, status: failed ? (isStale ? 409 : 422) : 200 });
}

function typedFields(form: Typed): ArticleFields {
  const { title, sapo, byline, via, site, affiliation, text = '' } = form;
  const kept = Object.keys(form).flatMap((name) => /^keep-(\d{1,4})$/u.exec(name)?.[1] ?? []);
  return { title, sapo, byline, via, site, affiliation, text, kept: new Set(kept.map(Number)) };
}

/** Only what really changed becomes an edit, so that saving an untouched form leaves no trace. */
function editsOf(article: MonthlyDraftArticle, typed: ArticleFields): MonthlyDeskEdit[] | string {
  const articleId = article.id;
  const sapo = oneParagraph(typed.sapo);
  if (typed.title === '') return 'empty-title';
  const own = isOwn(article);
  if (own && typed.text.trim() === '') return 'no-text';
  if (own && typed.byline === '') return 'no-author';
  return [
    ...(typed.title === article.title ? [] : [{ kind: 'title' as const, articleId, title: typed.title }]),
    ...(sapo === oneParagraph(article.sapo ?? '') ? [] : [{ kind: 'sapo' as const, articleId, sapo }]),
    ...(own ? writeEdits(article, typed.text) : strikeEdits(article, typed.kept)),
    ...lineEdits(article, typed),
  ];
}

function writeEdits(article: MonthlyDraftArticle, text: string): MonthlyDeskEdit[] {
  const plain = (typed: string): string => typed.replaceAll('\r', '').normalize('NFC').trim();
  const isSame = plain(text) === plain(fieldsOf(article).text);
  return isSame ? [] : [{ kind: 'write', articleId: article.id, text }];
}

function strikeEdits(article: MonthlyDraftArticle, kept: ReadonlySet<number>): MonthlyDeskEdit[] {
  const texts = article.pieces.flatMap((piece, index) => (piece.kind === 'text' ? [{ index, ...piece }] : []));
  const isSame = texts.every(({ index, struck }) => struck !== kept.has(index));
  const pieces = texts.filter(({ index }) => !kept.has(index)).map(({ index }) => index);
  return isSame ? [] : [{ kind: 'strike', articleId: article.id, pieces }];
}

function lineEdits(article: MonthlyDraftArticle, typed: ArticleFields): MonthlyDeskEdit[] {
  const names = ['byline', 'via', 'site', 'affiliation'] as const;
  const isSame = names.every((name) => typed[name] === (article[name] ?? ''));
  if (isSame) return [];
  const [byline, via, site, affiliation] = [typed.byline, typed.via, typed.site, typed.affiliation].map(orNull);
  return [
    {
      kind: 'lines',
      articleId: article.id,
      byline: byline ?? null,
      via: via ?? null,
      site: site ?? null,
      affiliation: affiliation ?? null,
    },
  ];
}
