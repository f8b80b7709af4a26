import { z } from 'zod';
import { instantSchema } from '../calendar/instant.ts';
import { issueKeySchema } from '../issue/issue-key.ts';
import { comparable } from '../vietnamese/comparable.ts';

/** Days a cited article is looked at again after its issue's own. */
export const WATCHED_DAYS = 7;

/** What happened to an article after it was cited; nothing of it ever changes an issue. */
export const alertSchema = z.object({
  issueKey: issueKeySchema,
  /** Id of the clipping. */
  item: z.string(),
  /** As printed. */
  title: z.string(),
  site: z.string(),
  url: z.url(),
  /** When it was noticed first. */
  at: instantSchema,
  /** `gone`: the paper has taken it down; `title`: now `now`; `figures`: `figures` of the clipping no longer stand in it. */
  kind: z.enum(['gone', 'title', 'figures']),
  now: z.string().optional(),
  figures: z.array(z.string()).optional(),
});
/** See {@link alertSchema}. */
export type Alert = z.infer<typeof alertSchema>;

/** `watch/alerts.json`: what editors are told on the desk's first page, oldest first. */
export const alertListSchema = z.object({ version: z.literal(1), alerts: z.array(alertSchema) });

/** `watch/looked/<sourceId>.json`: on which day the source's cited articles were last looked at. */
export const lookedSchema = z.object({ version: z.literal(1), day: z.iso.date() });

/** Title and paragraphs of an article, as it was gathered or as it is now. */
export interface SeenArticle {
  readonly title: string;
  readonly texts: readonly string[];
}

/** What changed of an article since it was gathered that a reader of the clipping should be told. */
export type ArticleChange =
  | { readonly kind: 'title'; readonly now: string }
  | { readonly kind: 'figures'; readonly figures: readonly string[] };

/**
 * Compares an article with how it was gathered. A title differs when its words do, not its tone marks' places or quotes. A figure counts when
 * the clipping prints it, the gathered article had it and the present one has it no more: one that an editor typed is no sign.
 */
export function changesOf(
  clipping: { readonly texts: readonly string[] },
  gathered: SeenArticle,
  now: SeenArticle,
): ArticleChange[] {
  const changes: ArticleChange[] = [];
  if (titleWords(gathered.title) !== titleWords(now.title)) changes.push({ kind: 'title', now: now.title });
  const before = figuresIn([gathered.title, ...gathered.texts]);
  const after = figuresIn([now.title, ...now.texts]);
  const gone = [...figuresIn(clipping.texts)].filter((figure) => before.has(figure) && !after.has(figure));
  if (gone.length > 0) changes.push({ kind: 'figures', figures: gone });
  return changes;
}

function titleWords(title: string): string {
  return comparable(title)
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}

/** Numbers of two digits or more, as printed: `5.700`, `60,45`, `129`. */
function figuresIn(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.match(/\d[\d.,]*\d/gu) ?? []));
}
