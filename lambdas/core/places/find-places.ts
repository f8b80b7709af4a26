import type { Day } from '../calendar/instant.ts';
import { normalise } from '../vietnamese/normalise.ts';
import { alignTones } from '../vietnamese/tone-placement.ts';
import { gazetteer, placeOn } from './gazetteer.ts';

/** A place named in a text. */
export interface PlaceHit {
  /** Id in the gazetteer, as named: not yet followed through a merger. */
  readonly place: string;
  /** As found in the text. */
  readonly name: string;
  /** `name`: the province itself or an alias; `town`: a town or district of it, weaker. */
  readonly via: 'name' | 'town';
  /** Where it begins in the normalised text. */
  readonly index: number;
  /** The word before it, lower case (`tại`, `tỉnh`), or empty. */
  readonly before: string;
}

type Meaning = Pick<PlaceHit, 'place' | 'via'> | null;

const meanings: ReadonlyMap<string, Meaning> = new Map(everyName());
const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives()})(?![\\p{L}\\p{N}])`, 'gu');
const WORD_BEFORE = /([\p{L}\p{M}]+)[ .]*$/u;
const personNames: ReadonlySet<string> = new Set(gazetteer.personNames);

/**
 * The provinces and cities a text names, in order. Longest name first, whole words, capitals required (`hòa bình` is
 * peace), either tone placement; a name behind a family name is a person and no place.
 */
export function findPlaces(text: string): PlaceHit[] {
  const plain = alignTones(normalise(text));
  return [...plain.matchAll(pattern)].flatMap((match): PlaceHit[] => {
    const meaning = meanings.get(keyOf(match[0])) ?? null;
    const before = WORD_BEFORE.exec(plain.slice(Math.max(0, match.index - 24), match.index))?.[1] ?? '';
    if (meaning === null || personNames.has(before)) return [];
    return [{ ...meaning, name: match[0], index: match.index, before: before.toLowerCase() }];
  });
}

/** True when `text` names the place `id`, or a province that is part of it on `day`; a town of it is not enough. */
export function namesPlace(text: string, id: string, day: Day): boolean {
  return findPlaces(text).some((hit) => hit.via === 'name' && placeOn(hit.place, day) === placeOn(id, day));
}

function everyName(): [string, Meaning][] {
  const named = gazetteer.provinces.flatMap((place): [string, Meaning][] =>
    [place.name, place.formerName ?? place.name, ...(gazetteer.aliases[place.id] ?? [])].map((name) => [
      keyOf(name),
      { place: place.id, via: 'name' },
    ]),
  );
  const towns = Object.entries(gazetteer.towns).flatMap(([place, names]): [string, Meaning][] =>
    names.map((name) => [keyOf(name), { place, via: 'town' }]),
  );
  const blocked = gazetteer.notPlaces.map((name): [string, Meaning] => [keyOf(name), null]);
  return [...towns, ...named, ...blocked];
}

function keyOf(name: string): string {
  return alignTones(name)
    .toLowerCase()
    .replace(/\s*[-–]\s*/g, '-');
}

function alternatives(): string {
  const spelled = [
    ...gazetteer.provinces.flatMap((place) => [place.name, place.formerName ?? place.name]),
    ...Object.values(gazetteer.aliases).flat(),
    ...Object.values(gazetteer.towns).flat(),
    ...gazetteer.notPlaces,
  ].map(alignTones);
  return [...new Set(spelled.flatMap((name) => [name, name.toUpperCase()]))]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replaceAll('.', '\\.').replace(/\s*-\s*/g, '\\s*[-–]\\s*'))
    .join('|');
}
