import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StoryInput } from '../../../lambdas/core/stories/group-stories.ts';

/** Articles with what is known of their pairs. */
export interface LabelledSet {
  readonly name: string;
  readonly articles: readonly StoryInput[];
  /** Labelled pairs, by {@link pairKey}; `same` null: left out, as follow-ups on another day are. */
  readonly pairs: ReadonlyMap<string, { readonly same: boolean | null; readonly isHand: boolean }>;
  /** True event of every article, where all are labelled; else null. */
  readonly events: ReadonlyMap<string, string> | null;
  /** Articles that are labelled with one another share a family: halves are made of whole families. */
  readonly families: ReadonlyMap<string, string>;
}

const docSchema = z.object({ id: z.string(), title: z.string(), text: z.string() });
const pairSchema = z.object({ a: z.string(), b: z.string(), relation: z.string(), label: z.string() });
const sideSchema = z.object({
  source: z.string(),
  url: z.string(),
  date: z.string(),
  title: z.string(),
  summary: z.string(),
});
const crossSchema = z.object({ relation: z.string(), label: z.string(), a: sideSchema, b: sideSchema });
const eventDocSchema = z.object({
  id: z.string(),
  source: z.string(),
  date: z.string(),
  time_raw: z.string().nullish(),
  title_tokenised: z.string(),
  summary_tokenised: z.string(),
  text: z.string(),
});
const eventSchema = z.object({ cluster: z.string(), docs: z.array(eventDocSchema) });

/** The key of a pair, whichever comes first. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

/** The half an article's family falls in, by a hash. */
export function halfOf(set: LabelledSet, id: string): 0 | 1 {
  const hash = createHash('sha256')
    .update(set.families.get(id) ?? id)
    .digest();
  return (hash[0] ?? 0) % 2 === 0 ? 0 : 1;
}

/** The labelled sets among the rows of a folder's files, recognised by the shape of their rows. */
export function setsIn(files: readonly { readonly name: string; readonly rows: readonly unknown[] }[]): LabelledSet[] {
  const pairs = files.flatMap(({ rows }) => allOf(rows, pairSchema));
  const named = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const docs = files.flatMap(({ rows }) => allOf(rows, docSchema)).filter(({ id }) => named.has(id));
  const crossed = files.flatMap(({ rows }) => allOf(rows, crossSchema));
  const events = files.flatMap(({ rows }) => allOf(rows, eventSchema));
  return [
    ...(pairs.length > 0 && docs.length > 0 ? [fullTexts(docs, pairs)] : []),
    ...(crossed.length > 0 ? [headlines(crossed)] : []),
    ...(events.length > 0 ? [eventClusters(events)] : []),
  ];
}

/** The rows of a shape; none where the file's first row has another. */
function allOf<T>(rows: readonly unknown[], schema: z.ZodType<T>): T[] {
  return rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
}

function fullTexts(docs: readonly z.infer<typeof docSchema>[], pairs: readonly z.infer<typeof pairSchema>[]) {
  const articles = [...new Map(docs.map((doc) => [doc.id, doc])).values()].map((doc) =>
    input({ id: doc.id, title: doc.title, text: doc.text, sourceId: doc.id }),
  );
  return {
    name: 'full texts',
    articles,
    pairs: new Map(pairs.map((pair) => [pairKey(pair.a, pair.b), labelOf(pair)])),
    events: null,
    families: familiesOf(pairs.map(({ a, b }) => [a, b])),
  };
}

function headlines(crossed: readonly z.infer<typeof crossSchema>[]): LabelledSet {
  const sides = new Map(crossed.flatMap(({ a, b }) => [a, b]).map((side) => [side.url, side]));
  const labelled = crossed.map((pair) => ({ ...pair, a: pair.a.url, b: pair.b.url }));
  const same = familiesOf(labelled.filter(({ relation }) => relation === 'same_story').map(({ a, b }) => [a, b]));
  const pairs = new Map<string, { same: boolean | null; isHand: boolean }>();
  // Every pair of articles counts: the labelled as they are labelled, others by whether labels connect them.
  const urls = [...sides.keys()];
  for (const [index, a] of urls.entries()) {
    for (const b of urls.slice(index + 1)) {
      pairs.set(pairKey(a, b), { same: same.has(a) && same.get(a) === same.get(b), isHand: false });
    }
  }
  for (const pair of labelled) pairs.set(pairKey(pair.a, pair.b), labelOf(pair));
  return {
    name: 'headlines and summaries',
    articles: [...sides.values()].map((side) =>
      input({ id: side.url, title: side.title, lead: side.summary, sourceId: side.source, day: side.date }),
    ),
    pairs,
    events: null,
    families: familiesOf(labelled.map(({ a, b }) => [a, b])),
  };
}

function eventClusters(clusters: readonly z.infer<typeof eventSchema>[]): LabelledSet {
  const events = new Map(clusters.flatMap(({ cluster, docs }) => docs.map(({ id }) => [id, cluster] as const)));
  const docs = [...new Map(clusters.flatMap((each) => each.docs).map((doc) => [doc.id, doc])).values()];
  const articles = docs.map((doc) =>
    input({
      id: doc.id,
      title: joined(doc.title_tokenised),
      lead: joined(doc.summary_tokenised),
      text: doc.text,
      sourceId: doc.source,
      day: doc.date,
      time: /(\d{1,2}):(\d{2})/.exec(doc.time_raw ?? '')?.[0],
    }),
  );
  return { name: 'event clusters', articles, pairs: new Map(), events, families: events };
}

function labelOf({ relation, label }: { readonly relation: string; readonly label: string }) {
  const isSame = /^(near_exact|syndicated|same_story)/.test(relation);
  const isOpen = /^(overlap|follow|related|same_title_pattern)/.test(relation);
  return { same: isOpen ? null : isSame, isHand: label === 'hand' };
}

interface Fields {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly text?: string;
  readonly sourceId: string;
  readonly day?: string;
  readonly time?: string | undefined;
}

function input({ id, title, lead, text, sourceId, day, time = '12:00' }: Fields): StoryInput {
  const publishedAt = day === undefined ? null : `${day}T${time.padStart(5, '0')}:00+07:00`;
  return { id, title, lead: lead ?? null, text: text ?? '', sourceId, publishedAt, rank: 0 };
}

/** Tokenised text as it was printed: no space before a full stop. */
function joined(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replace(/ ([.,:;?!)”])/g, '$1')
    .replace(/([(“]) /g, '$1');
}

/** Connected articles, each with the first id of its family. */
function familiesOf(links: readonly (readonly [string, string])[]): Map<string, string> {
  const familyOf = new Map<string, string[]>();
  for (const [a, b] of links) {
    const family = [...new Set([...(familyOf.get(a) ?? [a]), ...(familyOf.get(b) ?? [b])])];
    for (const id of family) familyOf.set(id, family);
  }
  return new Map([...familyOf].map(([id, family]) => [id, family.toSorted()[0] ?? id]));
}
