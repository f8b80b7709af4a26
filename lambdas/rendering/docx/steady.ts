import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The first moment a ZIP file can name; entries have no time of their own. */
const NO_TIME = new Date('1980-01-01T00:00:00');

/** Parts that hold text. */
const TEXT = /\.(?:xml|rels)$/u;

/**
 * The same document with nothing of chance in it: the library draws relation ids and bookmark numbers at random or from a
 * counter that goes on, and writes the present time. `at`: ISO 8601 in UTC.
 */
export function steady(document: Uint8Array, at: string): Uint8Array {
  const entries = Object.entries(unzipSync(document)).sort(([a], [b]) => (a < b ? -1 : 1));
  const relations = new Map<string, string>();
  const named = entries.map(([path, bytes]): [string, Uint8Array] => [
    path,
    TEXT.test(path) ? strToU8(steadyText(strFromU8(bytes), { relations, at })) : bytes,
  ]);
  return zipSync(Object.fromEntries(named), { mtime: NO_TIME, level: 6 });
}

/** Ids as the library draws them: `rId` and 21 characters. */
const RELATION = /(?<=")rId[\w-]{21}(?=")/gu;
const BOOKMARK = /(?<=<w:bookmark(?:Start|End)[^>]* w:id=")\d+(?=")/gu;
const TIME = /(?<=<dcterms:(?:created|modified) xsi:type="dcterms:W3CDTF">)[^<]*/gu;

function steadyText(xml: string, { relations, at }: { relations: Map<string, string>; at: string }): string {
  const bookmarks = new Map<string, string>();
  return xml
    .replace(RELATION, (id) => numbered(relations, id, (count) => `rIdLink${count}`))
    .replace(BOOKMARK, (id) => numbered(bookmarks, id, String))
    .replace(TIME, at);
}

function numbered(known: Map<string, string>, id: string, name: (count: number) => string): string {
  const given = known.get(id) ?? name(known.size + 1);
  known.set(id, given);
  return given;
}
