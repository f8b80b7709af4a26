import {
  type AskedDocument,
  allShards,
  askedDocument,
  type DocumentNumber,
  documentKey,
  documentNumberOf,
  documentShard,
} from './document-number.ts';

/** A clipping that names a document: its address from the root, its title, its day. */
export type DocumentHit = readonly [url: string, title: string, day: string];

/** A document with the clippings that name it, newest first. */
export interface NamedDocument {
  /** As printed: `57-NQ/TW`. */
  readonly number: string;
  /** Clippings of the year that name it; `hits` has at most {@link MOST_HITS} of them. */
  readonly total: number;
  readonly hits: readonly DocumentHit[];
}

/** One file of a year's exact look-up: documents by their key without the year. */
export type DocumentShard = Readonly<Record<string, readonly NamedDocument[]>>;

/** What of a clipping the look-up is made of. */
export interface NamingClipping {
  readonly url: string;
  readonly title: string;
  readonly day: string;
  readonly documents: readonly string[];
}

/** A resolution everybody writes about must not make its file the largest of all. */
const MOST_HITS = 50;

/** A year's look-up by the number of its file, every file of it, so that asking for one is never a 404; `clippings` newest first. */
export function documentShards(clippings: readonly NamingClipping[]): ReadonlyMap<number, DocumentShard> {
  const byNumber = new Map<string, { readonly parts: DocumentNumber; readonly clippings: NamingClipping[] }>();
  for (const clipping of clippings) {
    for (const printed of clipping.documents) {
      const parts = documentNumberOf(printed);
      if (parts === null) continue;
      const known = byNumber.get(printed) ?? { parts, clippings: [] };
      known.clippings.push(clipping);
      byNumber.set(printed, known);
    }
  }
  const shards = new Map(allShards().map((shard): [number, Record<string, NamedDocument[]>] => [shard, {}]));
  for (const [number, { parts, clippings: naming }] of [...byNumber].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const shard = shards.get(documentShard(parts.number)) ?? {};
    const hits = naming.slice(0, MOST_HITS).map(({ url, title, day }): DocumentHit => [url, title, day]);
    const key = documentKey(parts);
    shard[key] = [...(shard[key] ?? []), { number, total: naming.length, hits }];
    shards.set(documentShard(parts.number), shard);
  }
  return shards;
}

/** What a look-up came to. */
export interface FoundDocuments {
  readonly documents: readonly NamedDocument[];
  /** The query holds nothing but the number. */
  readonly isWholeQuery: boolean;
}

/** The documents a query asks for: with the longest tail it shares; only those of the year where one was typed. */
export function documentsAskedFor(shard: DocumentShard, asked: AskedDocument): FoundDocuments {
  const prefix = `${asked.number}-`;
  const found = Object.keys(shard)
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ key, common: commonParts(key.slice(prefix.length).split('-'), asked.tail) }))
    .filter(({ common }) => common >= asked.certain);
  const most = Math.max(0, ...found.map(({ common }) => common));
  const documents = found
    .filter(({ common }) => common === most)
    .flatMap(({ key }) => shard[key] ?? [])
    .filter(({ number }) => asked.year === null || documentNumberOf(number)?.year === asked.year);
  return { documents, isWholeQuery: documents.length > 0 && isWhole(asked, most) };
}

/** The file of every year a query needs, or null where it asks for no document. */
export function lookUpOf(query: string): { readonly shard: number; readonly asked: AskedDocument } | null {
  const asked = askedDocument(query);
  return asked ? { shard: documentShard(asked.number), asked } : null;
}

function isWhole({ before, after, isSpoken }: AskedDocument, common: number): boolean {
  return before.length === 0 && after.length === (isSpoken ? common - 1 : common);
}

function commonParts(a: readonly string[], b: readonly string[]): number {
  const differs = a.findIndex((part, index) => part !== b[index]);
  return differs === -1 ? a.length : differs;
}
