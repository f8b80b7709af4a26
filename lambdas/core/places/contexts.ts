import { z } from 'zod';
import data from './contexts.json' with { type: 'json' };
import { type UnitKind, unitKindSchema } from './units.ts';

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
  readonly kind: UnitKind | 'tỉnh' | 'thị trấn' | 'thôn' | null;
  readonly isStreet: boolean;
  readonly isBearer: boolean;
  readonly isClub: boolean;
  readonly isPerson: boolean;
  readonly isActing: boolean;
  readonly isVenue: boolean;
}

/** So much text in front of a name is looked at. */
const REACH = 44;
const kindNames = z.union([unitKindSchema, z.enum(['tỉnh', 'thị trấn', 'thôn'])]);
const kindTests = Object.entries(contexts.kinds).map(([kind, written]) => ({
  kind: kindNames.parse(kind),
  test: ending(written),
}));
const tests = {
  street: ending(contexts.streets),
  notStreet: ending(contexts.notStreets),
  bearer: ending(contexts.bearers),
  notBearer: ending(contexts.notBearers),
  club: ending(contexts.clubs),
  person: ending(contexts.persons),
  acting: ending(contexts.acting),
  venue: ending(contexts.venues),
};

/** Reads the words in front of the name that begins at `index`. */
export function readBefore(text: string, index: number): Before {
  const before = text.slice(Math.max(0, index - REACH), index).toLowerCase();
  if (before === '' || !/[ .]$/.test(before)) return NOTHING;
  return {
    kind: kindTests.find(({ test }) => test.test(before))?.kind ?? null,
    isStreet: tests.street.test(before) && !tests.notStreet.test(before),
    isBearer: tests.bearer.test(before) && !tests.notBearer.test(before),
    isClub: tests.club.test(before),
    isPerson: tests.person.test(before),
    isActing: tests.acting.test(before),
    isVenue: tests.venue.test(before),
  };
}

const NOTHING: Before = {
  kind: null,
  isStreet: false,
  isBearer: false,
  isClub: false,
  isPerson: false,
  isActing: false,
  isVenue: false,
};

/** Matches a text that ends with one of these words or phrases, whole. */
function ending(list: readonly string[]): RegExp {
  const escaped = [...list].sort((a, b) => b.length - a.length).map((word) => word.replaceAll('.', '\\.'));
  const [words, others] = [
    escaped.filter((word) => /^\p{L}/u.test(word)),
    escaped.filter((word) => !/^\p{L}/u.test(word)),
  ];
  return new RegExp(
    `(?:(?<![\\p{L}\\p{M}\\p{N}])(?:${words.join('|')})${others.map((word) => `|${word}`).join('')}) ?$`,
    'u',
  );
}

const national = new RegExp(`(?<![\\p{L}\\p{N}])(?:${contexts.national.join('|')})(?![\\p{L}\\p{N}])`, 'iu');

/** True when a text has a sign of national news: `cả nước`, `Thủ tướng`, `các bộ, ngành`. */
export function hasNationalSigns(text: string): boolean {
  return national.test(text);
}
