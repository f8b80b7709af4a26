import type { z } from 'zod';
import { citationText } from '../../core/drafting/citation.ts';
import type { Clipping, Draft } from '../../core/drafting/draft.ts';
import { numbered, orderedSections } from '../../core/drafting/order.ts';
import { blockTexts } from '../../core/extraction/article.ts';
import { printedTitle } from '../../core/issue/freeze.ts';
import type { Section } from '../../core/sections/section.ts';
import { formatDate } from '../../core/vietnamese/dates.ts';
import { type DeskEdit, loadDraft } from '../../workflows/editing/desk-draft.ts';
import { articleOfClipping } from '../../workflows/editing/find-article.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import type { Stored } from '../../workflows/stored-json.ts';
import { paperView } from './compare-view.ts';
import type { DeskDoors } from './doors.ts';
import { dayView, logView, webLink } from './draft-view.ts';
import { anchorOf } from './edit-routes.ts';
import { authorsOf, dayOfText, forms, issueKeyOf, paragraphsOf, readForm } from './form.ts';
import { deskMessages } from './messages.ts';
import { type DeskContext, page, problem } from './page.ts';
import { clippingMarks } from './proof-view.ts';
import { badForm, submit } from './submit.ts';

type Typed = z.infer<typeof forms.rewrite>;

/** The page on which one clipping is rewritten. */
export async function rewritePage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await loadDraft(doors.ports.newsroom, issueKey) : null;
  const { sections } = await loadHouse(doors.ports.newsroom);
  const shown = stored && (await formPage(context, doors, { stored, sections, typed: null, error: '', status: 200 }));
  return shown ?? problem(context, 'not-found', { status: 404 });
}

/**
 * Saves a rewritten clipping, and strikes out or brings back a sentence of the paper where such a button was pressed; a
 * draft that changed meanwhile gets the page again with the editor's own text kept.
 */
export async function rewrite(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.rewrite);
  if (!form) return badForm(context);
  const id = context.req.param('id') ?? '';
  const { sections } = await loadHouse(doors.ports.newsroom);
  const index = form.strike ?? form.take;
  const sentence = { kind: 'sentence' as const, clippingId: id, isIn: form.take !== undefined };
  return submit(context, doors, {
    form,
    plan: (draft) => {
      const clipping = draft.clippings.find((each) => each.id === id);
      const typed = clipping ? editsOf(clipping, form) : 'no-such-clipping';
      return typeof typed === 'string' || index === undefined ? typed : [...typed, { ...sentence, index }];
    },
    ...(index === undefined
      ? { done: 'rewritten', anchor: anchorOf(id) }
      : { done: '', next: `/clippings/${encodeURIComponent(id)}/rewrite`, anchor: `#c-${index}` }),
    onStale: (stored) => formPage(context, doors, { stored, sections, typed: form, error: '', status: 409 }),
    onRefused: (stored, error) => formPage(context, doors, { stored, sections, typed: form, error, status: 422 }),
  });
}

/** Only what really changed becomes an edit, so that saving an untouched form leaves no trace. */
function editsOf(clipping: Clipping, form: Typed): DeskEdit[] | string {
  const title = form.title;
  const placePrefix = form.placePrefix === '' ? null : form.placePrefix;
  const paragraphs = paragraphsOf(form.text);
  const site = form.site;
  if (title === '') return 'empty-title';
  if (paragraphs.length === 0 && clipping.printing !== 'title') return 'no-text';
  const { affiliation = clipping.citation.affiliation } = form;
  if (site === '' && clipping.origin !== 'own') return 'no-site';
  const day = dayOfText(form.day);
  if (form.day !== '' && day === null) return 'bad-day';
  const authors = authorsOf(form.authors);
  const { citation } = clipping;
  const isTextSame = isEqual(paragraphs, linesOf(clipping));
  const isRewritten = title !== clipping.title || placePrefix !== clipping.placePrefix || !isTextSame;
  const agency = form.agency === undefined ? citation.agency : form.agency === '' ? null : form.agency;
  if (clipping.origin === 'own' && authors.length === 0) return 'no-author';
  const cited = { site, day, authors, agency, ...(affiliation === undefined ? {} : { affiliation }) };
  const isCited = JSON.stringify(cited) !== JSON.stringify(citedAs(citation));
  return [
    ...(isRewritten ? [{ kind: 'rewrite' as const, clippingId: clipping.id, title, placePrefix, paragraphs }] : []),
    ...(isCited ? [{ kind: 'cite' as const, clippingId: clipping.id, ...cited }] : []),
  ];
}

function citedAs({ site, day, authors, agency, affiliation }: Clipping['citation']) {
  return { site, day, authors, agency, ...(affiliation === undefined ? {} : { affiliation }) };
}

/** The clipping's text as it comes back from an untouched text area. */
function linesOf(clipping: Clipping): string[] {
  return blockTexts(clipping.body).flatMap(paragraphsOf);
}

function isEqual(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((each, index) => each === right[index]);
}

interface FormPage {
  readonly stored: Stored<Draft>;
  readonly sections: readonly Section[];
  readonly typed: Typed | null;
  readonly error: string;
  readonly status: 200 | 409 | 422;
}

/** The form, with what the editor typed where there is such; null where the clipping is gone. */
async function formPage(context: DeskContext, { ports }: DeskDoors, asked: FormPage): Promise<Response | null> {
  const { stored, sections, typed, error, status } = asked;
  const draft = stored.value;
  const clipping = draft.clippings.find(({ id }) => id === context.req.param('id'));
  if (!clipping || draft.sealed) return null;
  const isStale = status === 409;
  const article = await articleOfClipping({ ports, draft, now: ports.clock.now() }, clipping);
  const fields = { ...fieldsOf(clipping), ...typed };
  const values = {
    ...dayView(draft.issueKey),
    id: clipping.id,
    etag: stored.etag,
    seen: draft.log.length,
    fields,
    rows: rowsFor(fields.text),
    present: isStale ? fieldsOf(clipping) : null,
    since: isStale && typed ? logView(draft.log.slice(typed.seen)) : [],
    title: printedTitle(clipping),
    citation: citationText(clipping.citation),
    // Places are counted in the stored text: over what somebody typed they would point astray.
    marks: typed ? null : clippingMarks(draft, clipping.id, sections),
    url: webLink(clipping.url),
    paper: article && paperView(clipping, article),
    isOwnPiece: clipping.origin === 'own',
    ...neighbours(draft, sections, clipping),
    words: deskMessages().live,
    isStale,
    error,
  };
  return page(context, { template: 'rewrite', values, status });
}

/** The clippings before and behind, in the order of print. */
function neighbours(draft: Draft, sections: readonly Section[], clipping: Clipping) {
  const printed = numbered(orderedSections(draft.clippings, sections)).flatMap(({ clippings }) => clippings);
  const index = printed.findIndex((each) => each.clipping === clipping);
  const named = (each: (typeof printed)[number] | undefined) =>
    each ? { id: each.clipping.id, number: each.number, title: printedTitle(each.clipping) } : null;
  return { number: printed[index]?.number, before: named(printed[index - 1]), behind: named(printed[index + 1]) };
}

function fieldsOf(clipping: Clipping) {
  const { citation } = clipping;
  return {
    title: clipping.title,
    placePrefix: clipping.placePrefix ?? '',
    text: linesOf(clipping).join('\n\n'),
    site: citation.site,
    day: citation.day === null ? '' : formatDate(citation.day),
    authors: citation.authors.join(', '),
    agency: citation.agency ?? '',
    affiliation: citation.affiliation ?? '',
  };
}

/** Rows that show the whole text on a wide screen, within reason. */
function rowsFor(text: string): number {
  const rows = text.split('\n').reduce((sum, each) => sum + Math.max(1, Math.ceil(each.length / 90)), 1);
  return Math.min(32, Math.max(10, rows));
}
