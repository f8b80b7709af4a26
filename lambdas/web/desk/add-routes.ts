import type { z } from 'zod';
import type { EditOf } from '../../core/drafting/edit-schema.ts';
import { phrase } from '../../core/drafting/words.ts';
import { failureKindSchema } from '../../core/sources/visit.ts';
import { loadDraft } from '../../workflows/editing/desk-draft.ts';
import { clippingByLink, clippingOfPage, clippingOfPiece } from '../../workflows/editing/own-clippings.ts';
import { loadHouse } from '../../workflows/settings/house.ts';
import type { DeskDoors } from './doors.ts';
import { dayView } from './draft-view.ts';
import { anchorOf } from './edit-routes.ts';
import { authorsOf, dayOfText, forms, issueKeyOf, paragraphsOf, readForm } from './form.ts';
import { deskMessages, failureText, refusalText } from './messages.ts';
import { type DeskContext, page, problem } from './page.ts';
import { badForm, submit } from './submit.ts';

type Typed = Partial<z.infer<typeof forms.addLink> & z.infer<typeof forms.addPage> & z.infer<typeof forms.addPiece>>;

/** The forms before anybody typed. */
const NOTHING = {
  ...{ address: '', title: '', site: '', day: '', authors: '', author: '', affiliation: '', text: '' },
  section: '',
};

/** The page on which a clipping is added by its link, by pasting its text, or as an own piece. */
export async function addPage(context: DeskContext, doors: DeskDoors): Promise<Response> {
  return shown(context, doors, { typed: {}, error: '', kind: 'link', status: 200 });
}

/** Fetches a page through the guarded web, at most for twenty seconds. */
export async function addLink(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.addLink);
  const issueKey = issueKeyOf(context);
  if (!form || !issueKey) return badForm(context);
  const added = await clippingByLink(doors.ports, { url: form.address, section: form.section ?? null, issueKey });
  return insert(context, doors, { form, added, kind: 'link' });
}

/** Takes the text of a page that refuses us as a person copied it. */
export async function addPasted(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.addPage);
  const issueKey = issueKeyOf(context);
  if (!form || !issueKey) return badForm(context);
  const paragraphs = paragraphsOf(form.text);
  const day = dayOfText(form.day);
  const wrong = missing(form.title, paragraphs) ?? (form.day !== '' && day === null ? 'bad-day' : null);
  const { address: url, site, title } = form;
  const pasted = { url, title, paragraphs, site, day, authors: authorsOf(form.authors) };
  const added = wrong ?? (await clippingOfPage(doors.ports, { ...pasted, section: form.section ?? null, issueKey }));
  return insert(context, doors, { form, added, kind: 'page' });
}

/** Takes a signed piece of the house's own. */
export async function addPiece(context: DeskContext, doors: DeskDoors): Promise<Response> {
  const form = await readForm(context, forms.addPiece);
  const issueKey = issueKeyOf(context);
  if (!form || !issueKey) return badForm(context);
  const paragraphs = paragraphsOf(form.text);
  const { title, author, affiliation } = form;
  const wrong = missing(title, paragraphs) ?? (author === '' ? 'no-author' : null);
  const piece = { title, paragraphs, author, affiliation, url: doors.publicAddress };
  const added = wrong ?? (await clippingOfPiece(doors.ports, { ...piece, section: form.section ?? null, issueKey }));
  return insert(context, doors, { form, added, kind: 'piece' });
}

function missing(title: string, paragraphs: readonly string[]): string | null {
  if (title === '') return 'empty-title';
  return paragraphs.length === 0 ? 'no-text' : null;
}

interface Addition {
  readonly form: { readonly etag: string; readonly seen: number } & Typed;
  /** A text is the reason why nothing is added. */
  readonly added: EditOf<'insert'> | string;
  readonly kind: 'link' | 'page' | 'piece';
}

async function insert(context: DeskContext, doors: DeskDoors, { form, added, kind }: Addition): Promise<Response> {
  const again = (error: string) => shown(context, doors, { typed: form, error, kind, status: 422 });
  if (typeof added === 'string') return again(addRefusalText(added));
  const { id } = added.clipping;
  // What is added is new: whatever others did meanwhile stands in nobody's way, except the same clipping.
  const done = { form, plan: () => [added], done: `added-${kind}`, anchor: anchorOf(id) };
  return submit(context, doors, done);
}

/** Why nothing was added: a word of the desk's own, else why the page was not to be had. */
function addRefusalText(reason: string): string {
  const failure = failureKindSchema.safeParse(reason);
  return failure.success ? phrase(deskMessages().add.notFetched, failureText(failure.data)) : refusalText(reason);
}

interface Shown {
  readonly typed: Typed;
  readonly error: string;
  readonly kind: 'link' | 'page' | 'piece';
  readonly status: 200 | 422;
}

async function shown(context: DeskContext, doors: DeskDoors, { typed, error, kind, status }: Shown): Promise<Response> {
  const issueKey = issueKeyOf(context);
  const stored = issueKey ? await loadDraft(doors.ports.newsroom, issueKey) : null;
  if (!stored || stored.value.sealed) return problem(context, 'no-draft', { status: 404 });
  const { sections } = await loadHouse(doors.ports.newsroom);
  const values = {
    ...dayView(stored.value.issueKey),
    etag: stored.etag,
    seen: stored.value.log.length,
    choices: sections.map(({ id, title }) => ({ id, title })),
    // A section left to the rules is nothing in the form that was read, and an empty choice on the page.
    fields: { ...NOTHING, ...typed, section: typed.section ?? '' },
    error,
    kind,
  };
  return page(context, { template: 'add', values, status });
}
