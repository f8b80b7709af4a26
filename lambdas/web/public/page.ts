import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { siteStyle } from '../../rendering/palette.ts';
import { publicMessages } from '../../rendering/public-messages.ts';
import { readTemplate, renderMarkup } from '../../rendering/templates.ts';

/** A page of `templates/public/`. */
export type PublicTemplate =
  | 'asked'
  | 'busy'
  | 'confirm'
  | 'confirmed'
  | 'expired'
  | 'invalid'
  | 'leave'
  | 'left'
  | 'prefer'
  | 'preferred'
  | 'problem'
  | 'returned'
  | 'subscribe';

/** Renders a page. */
export function page(
  context: Context,
  template: PublicTemplate,
  { values = {}, status = 200 }: { readonly values?: object; readonly status?: ContentfulStatusCode } = {},
): Response {
  return context.html(renderMarkup(`public/${template}.liquid`, values), status);
}

/** A page that says what did not work. */
export function problem(
  context: Context,
  kind: 'not-found' | 'too-large' | 'failed',
  status: ContentfulStatusCode,
): Response {
  return page(context, 'problem', { values: publicMessages().problems[kind], status });
}

/** The page for a link that does nothing: cut, forged or of another purpose, or too old. */
export function refuse(context: Context, why: 'invalid' | 'expired'): Response {
  return page(context, why, { status: why === 'expired' ? 410 : 400 });
}

/** The style sheet of the subscription pages. */
export function publicStyle(): string {
  return `${siteStyle()}\n${readTemplate('public/public.css')}`;
}
