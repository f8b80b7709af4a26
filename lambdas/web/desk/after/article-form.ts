import { z } from 'zod';
import { blockTexts } from '../../../core/extraction/article.ts';
import { type ArticleRewording, dividedBody, type PrintedPicture } from '../../../core/issue/reword-article.ts';
import { type KeptPicture, keptPictureSchema, type MonthlyArticle } from '../../../core/monthly/monthly-content.ts';
import { pictureKey } from '../../../core/pictures/picture-size.ts';
import { line, paragraphsOf } from '../form.ts';
import { oneParagraph } from '../monthly/form.ts';

/**
 * The form of a printed article: its lines, `text-<n>` for the stretch before picture n, and of each picture `keep-<n>`,
 * `caption-<n>`, `credit-<n>`, `address-<n>` of one to print in its stead and `kept-<n>` once that was fetched.
 */
export const articleFormSchema = z
  .object({
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    ...{ title: line, sapo: z.string().max(20_000), byline: line },
    ...{ via: line.default(''), site: line.default(''), affiliation: line.default('') },
    why: line,
    /** That those who got the issue are written to again. */
    mail: z.literal('yes').optional(),
    /** `look`: show what would change; `publish`: do it. */
    step: z.enum(['look', 'publish', 'edit']),
  })
  .catchall(z.string().max(200_000));
/** Letters in a line of the field on an office screen, about. */
const LETTERS = 85;

type Form = z.infer<typeof articleFormSchema>;

/** One picture as the form has it. */
interface TypedPicture {
  readonly isKept: boolean;
  readonly caption: string;
  readonly credit: string;
  readonly address: string;
  /** What was fetched from `address`; null: nothing yet. */
  readonly instead: KeptPicture | null;
}

/** What was typed, for the printed article it was typed over. */
export interface TypedArticle extends Pick<Form, 'fingerprint' | 'title' | 'sapo' | 'byline' | 'via' | 'site'> {
  readonly affiliation: string;
  readonly why: string;
  readonly texts: readonly string[];
  readonly pictures: readonly TypedPicture[];
}

/** The form as it stands before anything was typed. */
export function printedForm(article: MonthlyArticle, fingerprint: string): TypedArticle {
  const { title, sapo, byline, via, site, affiliation, body } = article;
  const { stretches, pictures } = dividedBody(body);
  return {
    ...{ fingerprint, title, why: '' },
    ...{ sapo: sapo ?? '', byline: byline ?? '', via: via ?? '', site: site ?? '', affiliation: affiliation ?? '' },
    texts: stretches.map((blocks) => blockTexts(blocks).join('\n\n')),
    pictures: pictures.map(({ caption, credit }) => {
      return { isKept: true, caption: caption ?? '', credit: credit ?? '', address: '', instead: null };
    }),
  };
}

/** What came with the form, for as many pictures as the article has. */
export function typedForm(article: MonthlyArticle, form: Form): TypedArticle {
  const { fingerprint, title, sapo, byline, via, site, affiliation, why } = form;
  const { stretches, pictures } = dividedBody(article.body);
  const one = (name: string): string => line.safeParse(form[name]).data ?? '';
  return {
    ...{ fingerprint, title, sapo, byline, via, site, affiliation, why },
    texts: stretches.map((_, index) => String(form[`text-${index}`] ?? '')),
    pictures: pictures.map((_, index) => {
      const address = one(`address-${index}`);
      const instead = insteadOf(one(`kept-${index}`), address);
      const [caption, credit] = [one(`caption-${index}`), one(`credit-${index}`)];
      return { isKept: form[`keep-${index}`] === 'yes', caption, credit, address, instead };
    }),
  };
}

/** `<id> <width> <height> <address>`; another address since: nothing was fetched. */
function insteadOf(kept: string, address: string): KeptPicture | null {
  const [id, width, height, from] = kept.split(' ');
  const parsed = keptPictureSchema.safeParse({ id, width: Number(width), height: Number(height) });
  return parsed.success && address !== '' && from === address ? parsed.data : null;
}

/** What the article is to say now; a line that was left alone stays letter by letter. */
export function rewordingOf(article: MonthlyArticle, typed: TypedArticle): ArticleRewording {
  return {
    ...{ id: article.id, title: typed.title, sapo: lineNow(article.sapo, typed.sapo) },
    byline: lineNow(article.byline, typed.byline),
    via: lineNow(article.via, typed.via),
    site: lineNow(article.site, typed.site),
    affiliation: lineNow(article.affiliation, typed.affiliation),
    stretches: typed.texts.map(paragraphsOf),
    pictures: dividedBody(article.body).pictures.map((printed, index) => pictureNow(printed, typed.pictures[index])),
  };
}

function lineNow(printed: string | null, typed: string): string | null {
  const now = oneParagraph(typed);
  return now === oneParagraph(printed ?? '') ? printed : now;
}

function pictureNow(printed: PrintedPicture, typed: TypedPicture | undefined): PrintedPicture | null {
  if (typed === undefined) return printed;
  if (!typed.isKept) return null;
  const [caption, credit] = [lineNow(printed.caption, typed.caption), lineNow(printed.credit, typed.credit)];
  return { ...printed, picture: typed.instead ?? printed.picture, caption, credit };
}

/** The stretches and pictures of the form in the order of print. */
export function stretchesView(article: MonthlyArticle, typed: TypedArticle) {
  const { pictures } = dividedBody(article.body);
  return typed.texts.map((text, index) => {
    const [printed, now] = [pictures[index], typed.pictures[index]];
    const picture = printed && now ? { ...now, ...shown(now.instead ?? printed.picture), kept: keptText(now) } : null;
    return { index, text, rows: rowsOf(text), picture };
  });
}

/** Lines of the field a text is typed in: enough for a short one, a long one is scrolled. */
function rowsOf(text: string): number {
  const lines = text.split('\n').reduce((sum, each) => sum + Math.max(1, Math.ceil(each.length / LETTERS)), 0);
  return Math.min(Math.max(lines + 1, 3), 18);
}

function shown({ id, width, height }: KeptPicture) {
  return { shown: `/${pictureKey(id, 'web')}`, width, height };
}

function keptText({ instead, address }: TypedPicture): string {
  return instead === null ? '' : `${instead.id} ${instead.width} ${instead.height} ${address}`;
}

/** The form once more as fields that nobody sees, for the page of the confirmation. */
export function hiddenFields(typed: TypedArticle): { readonly name: string; readonly value: string }[] {
  const { fingerprint, title, sapo, byline, via, site, affiliation, why } = typed;
  const lines = Object.entries({ fingerprint, title, sapo, byline, via, site, affiliation, why });
  const texts = typed.texts.map((text, index): [string, string] => [`text-${index}`, text]);
  const pictures = typed.pictures.flatMap((picture, index): [string, string][] => [
    ...(picture.isKept ? [[`keep-${index}`, 'yes'] satisfies [string, string]] : []),
    [`caption-${index}`, picture.caption],
    [`credit-${index}`, picture.credit],
    [`address-${index}`, picture.address],
    [`kept-${index}`, keptText(picture)],
  ]);
  return [...lines, ...texts, ...pictures].map(([name, value]) => ({ name, value }));
}
