import {
  type DocumentShard,
  documentsAskedFor,
  type FoundDocuments,
  lookUpOf,
  type NamedDocument,
} from '../../../core/search/document-look-up.ts';
import { ranked } from '../../../core/search/rank.ts';
import { hasMarks, searchable } from '../../../core/search/searchable.ts';
import { plainSigns } from '../../../core/vietnamese/comparable.ts';
import { type Engine, folderOf, type Hit, openEngine, type SearchOptions, YEAR_FILTER, type Year } from './pagefind.ts';

/** What a reader asks for. */
export interface Question {
  readonly query: string;
  readonly filters: Readonly<Record<string, string>>;
  /** Newest first, whatever fits better. */
  readonly byDay: boolean;
  /** The years to be searched, newest first. */
  readonly years: readonly Year[];
}

/** What was found. */
export interface Answer {
  readonly hits: readonly Hit[];
  /** How many of them have the query's marks; null where none were typed. */
  readonly exact: number | null;
}

const engines = new Map<string, Promise<Engine>>();

/** The index of these years, opened once. */
export function engineOf(years: readonly Year[], exactDiacritics: boolean): Promise<Engine> {
  const name = `${exactDiacritics}:${years.map(({ build }) => build).join()}`;
  const known = engines.get(name) ?? openEngine(years, exactDiacritics);
  engines.set(name, known);
  known.catch(() => engines.delete(name));
  return known;
}

/** Searches the years of the question; a query in quotation marks is searched as a phrase only. */
export async function find(question: Question): Promise<Answer> {
  const { query, years } = question;
  const engine = await engineOf(years, false);
  const words = searchable(plainSigns(query)).replaceAll('"', ' ').trim();
  const isQuoted = /^\s*".+"\s*$/.test(plainSigns(query));
  if (words === '') return { hits: await allOf(engine, null, question), exact: null };
  const phrase = `"${words}"`;
  const hits = await allOf(engine, isQuoted ? phrase : words, question);
  const inOrder = words.includes(' ') ? await idsOf(engine, phrase, question) : new Set<string>();
  if (!hasMarks(query)) return { hits: order(hits, question, inOrder), exact: null };
  const strict = await engineOf(years, true);
  const exact = await idsOf(strict, isQuoted ? phrase : words, question);
  const exactPhrase = words.includes(' ') ? await idsOf(strict, phrase, question) : exact;
  const readings = { exact, exactPhrase, phrase: inOrder };
  const sorted = question.byDay ? exactFirst(hits, exact) : ranked(hits, readings);
  return { hits: sorted, exact: hits.filter(({ id }) => exact.has(id)).length };
}

function order(hits: readonly Hit[], { byDay }: Question, phrase: ReadonlySet<string>): readonly Hit[] {
  return byDay ? hits : ranked(hits, { exact: new Set(), exactPhrase: new Set(), phrase });
}

function exactFirst(hits: readonly Hit[], exact: ReadonlySet<string>): Hit[] {
  return [...hits.filter(({ id }) => exact.has(id)), ...hits.filter(({ id }) => !exact.has(id))];
}

/** All hits. By day one year after the other: Pagefind sorts inside an index and puts merged ones together by score. */
async function allOf(
  engine: Engine,
  term: string | null,
  { filters, byDay, years }: Question,
): Promise<readonly Hit[]> {
  if (!byDay && term !== null) return (await engine.search(term, { filters })).results;
  const hits: Hit[] = [];
  for (const { year } of years) {
    const options: SearchOptions = { filters: { ...filters, [YEAR_FILTER]: year }, sort: { day: 'desc' } };
    hits.push(...(await engine.search(term, options)).results);
  }
  return hits;
}

async function idsOf(engine: Engine, term: string, { filters }: Question): Promise<ReadonlySet<string>> {
  return new Set((await engine.search(term, { filters })).results.map(({ id }) => id));
}

/** Clippings that name the document a query asks for, in all years; null where it asks for none. */
export async function lookUp(query: string, years: readonly Year[]): Promise<FoundDocuments | null> {
  const asked = lookUpOf(query);
  if (asked === null) return null;
  const shards = await Promise.all(years.map((year) => shardOf(`${folderOf(year)}documents/${asked.shard}.json`)));
  const found = shards.map((shard) => documentsAskedFor(shard, asked.asked));
  const documents = together(found.flatMap((each) => each.documents));
  return { documents, isWholeQuery: found.some((each) => each.isWholeQuery) };
}

async function shardOf(address: string): Promise<DocumentShard> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status} fetching ${address}`);
  return answer.json();
}

/** The same document of several years as one, its clippings newest first, since the years are. */
function together(documents: readonly NamedDocument[]): NamedDocument[] {
  const numbers = [...new Set(documents.map(({ number }) => number))];
  return numbers.map((number) => {
    const same = documents.filter((each) => each.number === number);
    return {
      number,
      total: same.reduce((sum, { total }) => sum + total, 0),
      hits: same.flatMap(({ hits }) => hits),
    };
  });
}
