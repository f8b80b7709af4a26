import type { Day } from '../../calendar/instant.ts';
import { bodyChanges } from '../../places/bodies.ts';
import type { Rules } from '../rules.ts';
import { type Check, escaped, perRules } from './check.ts';

interface Names {
  readonly pattern: RegExp;
  /** The right name by any spelling in lower case. */
  readonly nameOf: ReadonlyMap<string, string>;
  /** Spellings that are left alone. */
  readonly right: ReadonlySet<string>;
}

const namesOf = perRules(({ names }: Rules): Names => {
  const spellings = names.flatMap(({ name, wrong = [] }) => [name, ...wrong].map((spelling) => ({ spelling, name })));
  const sorted = [...spellings].sort((a, b) => b.spelling.length - a.spelling.length);
  const alternatives = [...new Set(sorted.map(({ spelling }) => escaped(spelling)))].join('|');
  return {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{M}\\p{N}./@_-])(?:${alternatives})(?![\\p{L}\\p{M}\\p{N}@_/-]|\\.\\p{Ll})`,
      'giu',
    ),
    nameOf: new Map(spellings.map(({ spelling, name }) => [spelling.toLowerCase(), name])),
    right: new Set(names.flatMap(({ name, accepted = [] }) => [name, ...accepted])),
  };
});

/** Names that are spelt otherwise: `VneID`, `Bộ nội vụ`; not inside addresses, and not where all is in capitals. */
export const nameCheck: Check = (text, { rules }) => {
  const { pattern, nameOf, right } = namesOf(rules);
  return [...text.matchAll(pattern)].flatMap((match) => {
    const found = match[0].replaceAll(/\s/g, ' ');
    const name = nameOf.get(found.toLowerCase());
    const start = match.index;
    const end = start + match[0].length;
    if (name === undefined || right.has(found) || isShouted(text, start, end)) return [];
    // `bộ nội vụ` in small letters may be any such body; `Bộ nội vụ` is the ministry.
    if (name.includes(' ') && found.charAt(0) !== name.charAt(0)) return [];
    return [{ rule: 'name-spelling', start, end, fix: name, values: [name] }];
  });
};

const WORD_BEFORE = /(\p{L}+) $/u;
const WORD_BEHIND = /^ (\p{L}+)/u;
const LETTERS_AROUND = 16;

/** True where the name stands in a line of capitals: then its own small letters cannot be seen. */
function isShouted(text: string, start: number, end: number): boolean {
  const before = WORD_BEFORE.exec(text.slice(Math.max(0, start - LETTERS_AROUND), start))?.[1];
  const behind = WORD_BEHIND.exec(text.slice(end, end + LETTERS_AROUND))?.[1];
  const words = [before, text.slice(start, end), behind].filter((word) => word !== undefined);
  return words.length > 1 && words.every((word) => word === word.toUpperCase() && word.length > 1);
}

interface Former {
  readonly spelling: string;
  readonly was: string;
  readonly now: string;
  readonly on: Day;
}

/** Every spelling of a former body, the longest first. */
const former: readonly Former[] = bodyChanges
  .flatMap(({ on, agencies }) =>
    agencies.flatMap(({ was, now, short }) => [was, ...short].map((spelling) => ({ spelling, was, now, on }))),
  )
  .sort((a, b) => b.spelling.length - a.spelling.length);
const formerByLetters: ReadonlyMap<string, Former> = new Map(former.map((each) => [lettersOf(each.spelling), each]));
const formerPattern = new RegExp(
  `(?<![\\p{L}\\p{M}\\p{N}])(?:${former.map(({ spelling }) => widened(spelling)).join('|')})(?![\\p{L}\\p{M}\\p{N}])`,
  'gu',
);

/** A dash may be any dash, with or without spaces. */
function widened(name: string): string {
  return name.split(' - ').map(escaped).join('[\\s]?[-–,][\\s]?');
}

function lettersOf(name: string): string {
  return name.replaceAll(/[^\p{L}]/gu, '');
}

/** What a renamed or merged ministry was called, and what it is now. */
export function findFormerAgencies(text: string) {
  return [...text.matchAll(formerPattern)].flatMap((match) => {
    const agency = formerByLetters.get(lettersOf(match[0]));
    return agency === undefined ? [] : [{ ...agency, start: match.index, end: match.index + match[0].length }];
  });
}
