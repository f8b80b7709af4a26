import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Person } from '../../ports/identity.ts';
import { renderMarkup } from '../../rendering/templates.ts';
import type { DeskEnvironment } from './doors.ts';
import { deskMessages, type ProblemKind } from './messages.ts';

/** The context of a desk route. */
export type DeskContext = Context<DeskEnvironment>;

/** A page to be made of a template of `templates/desk/`. */
export interface Page {
  readonly template: string;
  readonly values: object;
  readonly status?: ContentfulStatusCode;
}

/** Renders a page for whoever is signed in (or nobody). */
export function page(context: DeskContext, { template, values, status }: Page): Response {
  const person = context.get('person');
  const html = renderMarkup(`desk/${template}.liquid`, { ...values, person: person ? named(person) : null });
  return context.html(html, status ?? 200);
}

/** A page that says what did not work and where to go on. */
export function problem(
  context: DeskContext,
  kind: ProblemKind,
  about: {
    readonly status: ContentfulStatusCode;
    readonly detail?: string;
    readonly back?: string;
    /** Another wording than the kind's own. */
    readonly message?: { readonly title: string; readonly text: string };
  },
): Response {
  const message = about.message ?? deskMessages().problems[kind] ?? { title: kind, text: '' };
  const back = about.back ?? '/desk';
  const label = kind === 'sign-in-failed' ? 'signIn' : back === '/desk' ? 'home' : 'draft';
  const values = { ...message, detail: about.detail ?? '', back: { href: back, label: deskMessages().back[label] } };
  return page(context, { template: 'problem', values, status: about.status });
}

function named(person: Person): { name: string; duty: string } {
  // The most telling role first: an approver is an editor too.
  const role = (['approvers', 'editors', 'administrators', 'readers'] as const).find((each) =>
    person.roles.includes(each),
  );
  return { name: person.name, duty: role ? deskMessages().duties[role] : '' };
}
