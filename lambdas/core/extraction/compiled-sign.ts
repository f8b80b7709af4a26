import type { Element } from 'domhandler';

/** Tells whether an element passes one part of a selector. */
type Test = (element: Element) => boolean;

/** A simple selector, ready to be used: where its candidates are found, and what they must pass. */
export interface CompiledSign {
  /** Key of the candidates in the index of a page: `.name`, `#name`, `[class*=part]`, `[itemprop=name]`, `[data-role=name]`, a tag. */
  readonly key: string;
  /** One a part between spaces; a candidate passes the last, its ancestors the ones before. */
  readonly tests: readonly Test[];
  /** Every candidate passes. */
  readonly isExact: boolean;
}

/** A part of a selector between spaces: `a`, `.name`, `#name`, `p.name`, `a[rel=author]`, `a[href*='/x/']`. */
const COMPOUND = /^(?<tag>[a-z][a-z\d]*)?(?<rest>(?:[.#][\w-]+|\[[\w-]+(?:\*?='?[^'\]]*'?)?\])*)$/;
const CONDITION = /(?<sign>[.#])(?<word>[\w-]+)|\[(?<name>[\w-]+)(?:(?<part>\*?)='?(?<value>[^'\]]*)'?)?\]/g;
/** What is looked for in a part, the rarest first. */
const KEYS = [/\.[\w-]+/, /#[\w-]+/, /\[class\*=\w+\]/, /\[(?:itemprop|data-role)=\w+\]/, /^[a-z][a-z\d]*/] as const;

/** Throws on what is no simple selector: the house's own list is wrong. */
export function compileSign(sign: string): CompiledSign {
  const parts = sign.split(/\s+/);
  const last = parts.at(-1) ?? '';
  const key = KEYS.map((pattern) => pattern.exec(last)?.[0]).find((found) => found !== undefined);
  if (key === undefined) throw new Error(`no simple sign: ${sign}`);
  return { key, tests: parts.map(testFor), isExact: key === sign };
}

function testFor(part: string): Test {
  const { tag, rest } = COMPOUND.exec(part)?.groups ?? {};
  if (rest === undefined) throw new Error(`no simple sign: ${part}`);
  const tests = [...rest.matchAll(CONDITION)].map(({ groups = {} }): Test => {
    const { sign, word = '', name = '', part: within = '', value } = groups;
    if (sign === '.') return ({ attribs }) => hasWord(attribs.class, word);
    if (sign === '#') return ({ attribs }) => attribs.id === word;
    if (value === undefined) return ({ attribs }) => attribs[name] !== undefined;
    if (within !== '') return ({ attribs }) => attribs[name]?.includes(value) === true;
    return ({ attribs }) => (name === 'itemprop' ? hasWord(attribs[name], value) : attribs[name] === value);
  });
  return (element) => (tag === undefined || element.name === tag) && tests.every((test) => test(element));
}

function hasWord(names: string | undefined, word: string): boolean {
  return names === word || (names?.includes(word) === true && names.split(/\s+/).includes(word));
}

/** True when the element passes the last test, and its ancestors, from the nearest outwards, the ones before. */
export function passes(element: Element, tests: readonly Test[]): boolean {
  let left = tests.length - 1;
  if (tests[left]?.(element) !== true) return false;
  for (let above = element.parent; left > 0 && above !== null; above = above.parent)
    if (above.type === 'tag' && tests[left - 1]?.(above) === true) left -= 1;
  return left === 0;
}
