import { z } from 'zod';
import data from './contexts.json' with { type: 'json' };
import { nameKey } from './name-table.ts';
import { type UnitKind, unitKindSchema } from './units.ts';
import { wordKey, wordsBefore } from './words.ts';

const words = z.array(z.string());

const contextsSchema = z.object({
  version: z.literal(1),
  /** Longer names that hold a place's name and are something else. */
  notPlaces: words,
  /** In front of a name: a street bears it (`đường Nghệ An`). Where one of `notStreets` ends there too, it does not. */
  streets: words,
  notStreets: words,
  /** In front of a name: a paper, school or firm bears it, or somebody only lives there; weak evidence of the place. */
  bearers: words,
  notBearers: words,
  /** In front of a name: a club or stadium. */
  clubs: words,
  /** In front of a name of `personLike`: a person. */
  persons: words,
  /** Provinces whose names are given to people too. */
  personLike: words,
  /** How the kinds of units are written in front of a name; `tỉnh`, `thị trấn` and `thôn` beside those of the table of units. */
  kinds: z.record(z.string(), words),
  /** In front of a name: a level of government, not the kind of what is named (`công chức cấp xã Lào Cai`). */
  levels: words,
  /** In front of a name: a body that acts for the province. */
  acting: words,
  /** In front of a name: only where people met, or where an office stands. */
  venues: words,
  /** Signs of national news. */
  national: words,
});

/** The words around names, parsed. */
export const contexts = contextsSchema.parse(data);

/** What the words in front of a name make of it. */
export interface Before {
  /** The nearest word as written, or empty. */
  readonly word: string;
  readonly kind: UnitKind | 'tỉnh' | 'thị trấn' | 'thôn' | null;
  readonly isStreet: boolean;
  readonly isBearer: boolean;
  readonly isClub: boolean;
  readonly isPerson: boolean;
  readonly isActing: boolean;
  readonly isVenue: boolean;
}

type Sign = 'street' | 'notStreet' | 'bearer' | 'notBearer' | 'club' | 'person' | 'level' | 'acting' | 'venue';

const kindNames = z.union([unitKindSchema, z.enum(['tỉnh', 'thị trấn', 'thôn'])]);
const signs = phraseMap<Sign>([
  ['street', contexts.streets],
  ['notStreet', contexts.notStreets],
  ['bearer', contexts.bearers],
  ['notBearer', contexts.notBearers],
  ['club', contexts.clubs],
  ['person', contexts.persons],
  ['level', contexts.levels],
  ['acting', contexts.acting],
  ['venue', contexts.venues],
]);
const kinds = phraseMap(Object.entries(contexts.kinds).map(([kind, written]) => [kindNames.parse(kind), written]));
/** Words of the longest phrase. */
const REACH = Math.max(...[...signs.keys(), ...kinds.keys()].map((key) => key.split(' ').length));

/** Reads the words in front of the name that begins at `index`: phrases that end there. */
export function readBefore(text: string, index: number): Before {
  const before = wordsBefore(text, index, REACH);
  const words = before.map(wordKey);
  const phrases = words.map((_, from) => words.slice(from).join(' '));
  const found = new Set(phrases.flatMap((phrase) => signs.get(phrase) ?? []));
  return {
    word: before.at(-1) ?? '',
    kind: found.has('level') ? null : (phrases.flatMap((phrase) => kinds.get(phrase) ?? [])[0] ?? null),
    isStreet: found.has('street') && !found.has('notStreet'),
    isBearer: found.has('bearer') && !found.has('notBearer'),
    isClub: found.has('club'),
    isPerson: found.has('person'),
    isActing: found.has('acting'),
    isVenue: found.has('venue'),
  };
}

function phraseMap<T>(lists: readonly (readonly [T, readonly string[]])[]): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const [sign, phrases] of lists) {
    for (const phrase of phrases) map.set(nameKey(phrase), [...(map.get(nameKey(phrase)) ?? []), sign]);
  }
  return map;
}

const national = new RegExp(`(?<![\\p{L}\\p{N}])(?:${contexts.national.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** True when a text has a sign of national news: `cả nước`, `Thủ tướng`, `các bộ, ngành`. */
export function hasNationalSigns(text: string): boolean {
  return national.test(text);
}
