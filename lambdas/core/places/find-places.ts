import type { Day } from '../calendar/instant.ts';
import { normalise } from '../vietnamese/normalise.ts';
import { type Before, contexts, readBefore } from './contexts.ts';
import { gazetteer, placeOn } from './gazetteer.ts';
import { findNames, type NameTable, nameKey, nameTable } from './name-table.ts';
import { allUnits, type Unit, units } from './units.ts';

/** A place named in a text. */
export interface PlaceHit {
  /** Id in the gazetteer, as named: not yet followed through a merger. */
  readonly place: string;
  /** As found in the text. */
  readonly name: string;
  /**
   * `name`: the province itself or an alias; `town`: a town, district or ward of it, weaker; `bearer`: a paper, school
   * or firm that bears the name, or somebody's home, weakest.
   */
  readonly via: 'name' | 'town' | 'bearer';
  /** Where it begins in the normalised text. */
  readonly index: number;
  /** The word before it, lower case (`tại`, `tỉnh`), or empty. */
  readonly before: string;
  /** True behind a body that acts for the province: `UBND tỉnh`, `Tỉnh ủy`. */
  readonly acting: boolean;
  /** True where only people met or an office stands: `sáng 5/9, tại Hà Nội`. */
  readonly venue: boolean;
}

/** All that a name may mean: a province, towns without a kind, units with one. `null`: something else altogether. */
type Meaning = {
  readonly province: string | null;
  readonly town: string | null;
  readonly units: readonly Unit[];
} | null;

const table: NameTable<Meaning> = nameTable(everyName());
const personNames: ReadonlySet<string> = new Set(gazetteer.personNames);
const personLike: ReadonlySet<string> = new Set(contexts.personLike);
const needsKind: ReadonlySet<string> = new Set(units.needsKind.map(nameKey));

/**
 * The provinces and cities a text names, in order. Longest name first, whole words, capitals required (`hòa bình` is
 * peace), either tone placement; persons, streets and clubs of the same name are no places, and a name that several
 * provinces have counts only with a kind that tells them apart (`quận Tân Phú`, `huyện Tân Phú`).
 */
export function findPlaces(text: string): PlaceHit[] {
  const plain = text.split('\n').map(normalise).join('\n');
  return findNames(plain, table).flatMap(({ meaning, index, end }): PlaceHit[] => {
    const before = readBefore(plain, index);
    if (meaning === null || before.isStreet || before.isClub) return [];
    const found = meant(meaning, before, plain.slice(index, end));
    if (found === null || (personLike.has(found.place) && (before.isPerson || personNames.has(before.word)))) return [];
    const via = before.isBearer && found.via === 'name' ? 'bearer' : found.via;
    const hit = { place: found.place, via, name: plain.slice(index, end), index };
    return [{ ...hit, before: before.word.toLowerCase(), acting: before.isActing, venue: before.isVenue }];
  });
}

/**
 * True when `text` names the place `id`, or a province that is part of it on `day`; a town of it is not enough, a
 * hospital or school of that name is.
 */
export function namesPlace(text: string, id: string, day: Day): boolean {
  return findPlaces(text).some((hit) => hit.via !== 'town' && placeOn(hit.place, day) === placeOn(id, day));
}

const BELOW_PROVINCE: ReadonlySet<Before['kind']> = new Set([
  'quận',
  'huyện',
  'thị xã',
  'phường',
  'xã',
  'đặc khu',
  'thị trấn',
  'thôn',
]);

function meant(
  { province, town, units: known }: NonNullable<Meaning>,
  { kind }: Before,
  name: string,
): Pick<PlaceHit, 'place' | 'via'> | null {
  const isBelow = BELOW_PROVINCE.has(kind);
  if (province !== null && !isBelow) return { place: province, via: 'name' };
  const ofKind = isBelow || kind === 'thành phố' ? unitsOfKind(known, kind) : bareUnits(known, name);
  const places = new Set([...ofKind.map((unit) => unit.place), ...(town === null || isBelow ? [] : [town])]);
  const [place] = places;
  return place !== undefined && places.size === 1 ? { place, via: 'town' } : null;
}

/** Units of that kind; a ward or commune of today may also bear the name of the district it was made of. */
function unitsOfKind(known: readonly Unit[], kind: Before['kind']): readonly Unit[] {
  const same = known.filter((unit) => unit.kind === kind);
  if (same.length > 0 || kind === 'thôn' || kind === 'thị trấn') return same;
  return known.filter((unit) => unit.isDistrict && !isFigure(unit.name));
}

function bareUnits(known: readonly Unit[], name: string): readonly Unit[] {
  return isFigure(name) || needsKind.has(nameKey(name)) ? [] : known.filter((unit) => unit.isDistrict);
}

/** `Quận 1` has a figure for a name: it says nothing without its kind. */
function isFigure(name: string): boolean {
  return /^\d/.test(name);
}

function everyName(): [string, Meaning][] {
  const known = new Map<string, { readonly forms: string[]; meaning: Meaning }>();
  const add = (name: string, more: Partial<NonNullable<Meaning>> | null): void => {
    const entry = known.get(nameKey(name)) ?? { forms: [], meaning: { province: null, town: null, units: [] } };
    entry.forms.push(name);
    const both = [...(entry.meaning?.units ?? []), ...(more?.units ?? [])];
    entry.meaning = more === null || entry.meaning === null ? null : { ...entry.meaning, ...more, units: both };
    known.set(nameKey(name), entry);
  };
  for (const unit of allUnits()) add(unit.name, { units: [unit] });
  for (const [town, names] of Object.entries(gazetteer.towns)) for (const name of names) add(name, { town });
  for (const { id, name, formerName } of gazetteer.provinces) {
    for (const each of [name, formerName ?? name, ...(gazetteer.aliases[id] ?? [])]) add(each, { province: id });
  }
  for (const name of contexts.notPlaces) add(name, null);
  return [...known.values()].flatMap(({ forms, meaning }) => forms.map((form): [string, Meaning] => [form, meaning]));
}
