import { z } from 'zod';
import { type Month, monthlySectionIdSchema, monthSchema } from '../../../core/monthly/monthly-content.ts';
import { forms, line } from '../form.ts';
import type { DeskContext } from '../page.ts';

/** Text of several lines. */
const lines = z.string().max(200_000);

/** The forms of the monthly's pages; each carries which draft the editor was looking at. */
export const monthlyForms = {
  base: forms.base,
  move: forms.base.extend({
    direction: z.enum(['up', 'down']).optional(),
    section: monthlySectionIdSchema.optional(),
  }),
  /** A paragraph that is printed sends `keep-<index>`; one that is struck out sends nothing. `text`: of an own contribution. */
  article: forms.base
    .extend({
      title: line,
      sapo: lines,
      text: lines.optional(),
      byline: line,
      via: line.default(''),
      site: line.default(''),
      affiliation: line.default(''),
    })
    .loose(),
  /** `place`: index of the piece the picture is to stand before. */
  caption: forms.base.extend({
    caption: line,
    credit: line,
    place: z.coerce.number().int().min(0).max(9_999).optional(),
  }),
  restore: forms.base.extend({ section: monthlySectionIdSchema.optional() }),
  /** `section` empty: the one the article's place belongs to. */
  link: forms.base.extend({
    address: z.string().max(2_000),
    section: z.union([monthlySectionIdSchema, z.literal('')]).default(''),
  }),
  contribution: forms.base.extend({
    title: line,
    author: line,
    affiliation: line,
    section: monthlySectionIdSchema,
    sapo: lines,
    text: lines,
  }),
  editor: forms.editor,
  approve: forms.approve,
};

/** An empty field is nothing. */
export function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** The text of one paragraph, whatever breaks were typed into it; null where there is none. */
export function oneParagraph(text: string): string | null {
  return orNull(text.normalize('NFC').replace(/\s+/gu, ' ').trim());
}

/** The month in the address; null where it is none. */
export function monthIn(context: DeskContext): Month | null {
  const parsed = monthSchema.safeParse(context.req.param('key'));
  return parsed.success ? parsed.data : null;
}

/** The article named in the address. */
export function articleIn(context: DeskContext): string {
  return context.req.param('id') ?? '';
}

/** The piece of an article named in the address; -1, which is none, where it is no number. */
export function pieceIn(context: DeskContext): number {
  const piece = context.req.param('piece') ?? '';
  return /^\d{1,4}$/u.test(piece) ? Number(piece) : -1;
}
