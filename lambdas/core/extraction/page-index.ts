import type { CheerioAPI } from 'cheerio/slim';
import { type AnyNode, type Element, hasChildren, isTag } from 'domhandler';
import { select } from './select.ts';

/** Elements by tag, class, itemprop and id, each in page order. */
interface PageIndex {
  readonly tags: Map<string, Element[]>;
  readonly classes: Map<string, Element[]>;
  readonly properties: Map<string, Element[]>;
  readonly ids: Map<string, Element[]>;
}

/** A part of a selector between spaces: `a`, `.name`, `#name`, `p.name`, `a[rel=author]`, `a[href*='/x/']`. */
const COMPOUND = /^(?<tag>[a-z][a-z\d]*)?(?<rest>(?:[.#][\w-]+|\[[\w-]+(?:\*?='?[^'\]]*'?)?\])*)$/;
const CONDITION = /(?<sign>[.#])(?<word>[\w-]+)|\[(?<name>[\w-]+)(?:(?<part>\*?)='?(?<value>[^'\]]*)'?)?\]/g;

type Test = (element: Element) => boolean;
const TESTS = new Map<string, readonly (Test | null)[]>();

/** Of every page in use; the page goes, the index goes. */
const INDEXES = new WeakMap<CheerioAPI, PageIndex>();

/**
 * What a simple selector finds, in page order. The page is walked once for all signs: some hundred of them are looked
 * for on every page, and a selector engine walks the page for each. Nothing may be removed from the page after the first call.
 */
export function lookUp($: CheerioAPI, sign: string): Element[] {
  const parts = sign.split(/\s+/);
  const candidates = candidatesFor(indexOf($), parts.at(-1) ?? '');
  if (candidates === null) return select($, sign).toArray().filter(isTag);
  if (candidates.length === 0 || /^(?:[.#][\w-]+|[a-z][a-z\d]*|\[class\*=\w+\])$/.test(sign)) return candidates;
  const tests = testsFor(sign, parts);
  const known = tests.filter((test) => test !== null);
  if (known.length < tests.length) return $(candidates).filter(sign).toArray();
  return candidates.filter((element) => matches(element, known));
}

/** The element passes the last test, and its ancestors, from the nearest outwards, the ones before. */
function matches(element: Element, tests: readonly Test[]): boolean {
  let left = tests.length - 1;
  if (tests[left]?.(element) !== true) return false;
  for (let above = element.parent; left > 0 && above !== null; above = above.parent)
    if (isTag(above) && tests[left - 1]?.(above) === true) left -= 1;
  return left === 0;
}

function hasWord(names: string | undefined, word: string): boolean {
  return names === word || (names?.includes(word) === true && names.split(/\s+/).includes(word));
}

/** Compiled once; the signs are those of the house's own list. */
function testsFor(sign: string, parts: readonly string[]): readonly (Test | null)[] {
  const tests = TESTS.get(sign) ?? parts.map(testFor);
  TESTS.set(sign, tests);
  return tests;
}

/** Null for a part that says more than a tag, names and attributes. */
function testFor(part: string): Test | null {
  const { tag, rest } = COMPOUND.exec(part)?.groups ?? {};
  if (rest === undefined) return null;
  const tests = [...rest.matchAll(CONDITION)].map(({ groups = {} }): Test => {
    const { sign, word = '', name = '', part: within = '', value } = groups;
    if (sign === '.') return ({ attribs }) => hasWord(attribs.class, word);
    if (sign === '#') return ({ attribs }) => attribs.id === word;
    if (value === undefined) return ({ attribs }) => attribs[name] !== undefined;
    return ({ attribs }) => (within === '' ? attribs[name] === value : attribs[name]?.includes(value) === true);
  });
  return (element) => (tag === undefined || element.name === tag) && tests.every((test) => test(element));
}

/** Null for a selector whose last part names no tag, class, itemprop or id. */
function candidatesFor({ tags, classes, properties, ids }: PageIndex, last: string): Element[] | null {
  const className = /\.([\w-]+)/.exec(last)?.[1];
  if (className !== undefined) return classes.get(className) ?? [];
  const id = /#([\w-]+)/.exec(last)?.[1];
  if (id !== undefined) return ids.get(id) ?? [];
  const part = /^\[class\*=(\w+)\]$/.exec(last)?.[1];
  if (part !== undefined) return [...new Set([...classes].flatMap(([name, all]) => (name.includes(part) ? all : [])))];
  const property = /\[itemprop=(\w+)\]/.exec(last)?.[1];
  if (property !== undefined) return properties.get(property) ?? [];
  const tag = /^[a-z][a-z\d]*/.exec(last)?.[0];
  return tag === undefined ? null : (tags.get(tag) ?? []);
}

function indexOf($: CheerioAPI): PageIndex {
  const known = INDEXES.get($);
  if (known !== undefined) return known;
  const index: PageIndex = { tags: new Map(), classes: new Map(), properties: new Map(), ids: new Map() };
  const open: AnyNode[] = $.root().toArray();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isTag(node)) enter(index, node);
    if (!hasChildren(node)) continue;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined && hasChildren(child)) open.push(child);
    }
  }
  INDEXES.set($, index);
  return index;
}

function enter({ tags, classes, properties, ids }: PageIndex, element: Element): void {
  add(tags, element.name, element);
  const { class: names, itemprop, id } = element.attribs;
  if (id !== undefined) add(ids, id, element);
  if (names !== undefined) for (const name of wordsOf(names)) add(classes, name, element);
  if (itemprop !== undefined) for (const name of wordsOf(itemprop)) add(properties, name, element);
}

function wordsOf(names: string): Iterable<string> {
  return /\s/.test(names) ? new Set(names.split(/\s+/)) : [names];
}

function add(map: Map<string, Element[]>, key: string, element: Element): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [element]);
  else known.push(element);
}
