import { z } from 'zod';
import { type Day, daySchema } from '../../core/calendar/instant.ts';
import { sectionIdSchema } from '../../core/sections/section.ts';
import type { DeskContext } from './page.ts';

/** Carried by every form that changes the draft: which draft the editor was looking at. */
const baseSchema = z.object({
  etag: z.string().min(1).max(200),
  /** Length of the draft's log at that time: later entries are what the others did meanwhile. */
  seen: z.coerce.number().int().min(0),
});

/** One line of text; a line break typed into it counts as a space. */
export const line = z
  .string()
  .max(1000)
  .transform((text) => text.normalize('NFC').replace(/\s+/gu, ' ').trim());

const sentencePlace = z.coerce.number().int().min(0).max(9_999);

/** A section, or nothing where the rules are to choose. */
const sectionChoice = z
  .union([z.literal(''), sectionIdSchema])
  .optional()
  .transform((id) => (id === '' ? undefined : id));

/** The forms of the desk. */
export const forms = {
  base: baseSchema,
  move: baseSchema.extend({
    direction: z.enum(['up', 'down']).optional(),
    section: sectionIdSchema.optional(),
    /** Its place in that section, from 0, the card itself not counted; left out: the end. */
    position: z.coerce.number().int().min(0).max(999).optional(),
  }),
  rewrite: baseSchema.extend({
    title: line,
    placePrefix: line,
    text: z.string().max(200_000),
    site: line,
    day: line,
    authors: line,
    agency: line.optional(),
    /** Of an own piece. */
    affiliation: line.optional(),
    /** A sentence of the paper to be struck out, or brought back, with whatever was typed; by its place in the article. */
    strike: sentencePlace.optional(),
    take: sentencePlace.optional(),
  }),
  pick: baseSchema.extend({ picked: z.enum(['yes', 'no']) }),
  restore: baseSchema.extend({ section: sectionIdSchema.optional() }),
  date: baseSchema.extend({ section: sectionIdSchema.optional(), day: line }),
  /** `into`: the clipping that takes the other in, by its id, its line in the list of clippings or its number. */
  merge: baseSchema.extend({ into: line.pipe(z.string().min(1).max(200)) }),
  /** `article`: one of the papers the clipping names. */
  paper: baseSchema.extend({ article: z.string().min(1).max(200) }),
  /** `at`: the step as the editor saw it, by its place in the log. */
  step: baseSchema.extend({ at: z.coerce.number().int().min(0) }),
  addLink: baseSchema.extend({ address: line, section: sectionChoice }),
  addPage: baseSchema.extend({
    ...{ address: line, title: line, site: line, day: line, authors: line },
    text: z.string().max(200_000),
    section: sectionChoice,
  }),
  addPiece: baseSchema.extend({
    ...{ title: line, author: line, affiliation: line },
    text: z.string().max(200_000),
    section: sectionChoice,
  }),
  editor: baseSchema.extend({ name: line }),
  /** `seen`, `log`: what was on the screen and how long the draft's log was, to tell later what changed. */
  approve: z.object({
    etag: z.string().min(1).max(200),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    seen: z.string().max(200_000).optional(),
    log: z.coerce.number().int().min(0).optional(),
  }),
};

/** What came with a form, parsed; null where it is not such a form. */
export async function readForm<T>(context: DeskContext, schema: z.ZodType<T>): Promise<T | null> {
  const parsed = schema.safeParse(await context.req.parseBody());
  return parsed.success ? parsed.data : null;
}

/** Every text field of the form as it came, to be shown or sent once more. */
export async function formFields(context: DeskContext): Promise<{ name: string; value: string }[]> {
  const body: Record<string, unknown> = await context.req.parseBody();
  return Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []));
}

/** The issue key in the address; null where it is no day. */
export function issueKeyOf(context: DeskContext): string | null {
  const parsed = daySchema.safeParse(context.req.param('key'));
  return parsed.success ? parsed.data : null;
}

/** A text area's lines as paragraphs: empty lines part them, and so does a single line break. */
export function paragraphsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\r\n|\r|\n/u)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** A day typed as `5/9/2024`, `05.09.2024` or `2024-09-05`; null where it is none. */
export function dayOfText(text: string): Day | null {
  const [, day, month, year] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(text) ?? [];
  const written = day && month && year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  const parsed = daySchema.safeParse(written);
  return parsed.success ? parsed.data : null;
}

/** Names typed with commas, semicolons or dashes between them. */
export function authorsOf(text: string): string[] {
  return text
    .normalize('NFC')
    .split(/\s*[,;]\s*|\s+[-–]\s+/u)
    .filter((each) => each !== '');
}
