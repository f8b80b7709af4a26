import type { CheerioAPI } from 'cheerio/slim';
import { type AnyNode, type Element, hasChildren, isTag } from 'domhandler';
import { type CompiledSign, compileSign, passes } from './compiled-sign.ts';
import signs from './page-signs.json' with { type: 'json' };

/** Elements by the keys of {@link CompiledSign}, each list in page order. */
type PageIndex = ReadonlyMap<string, Element[]>;

/** Everything that is ever looked up; a page is read for these and for nothing else. */
const SIGNS: ReadonlyMap<string, CompiledSign> = new Map(
  [
    ...['html', 'title', 'meta', 'script', 'h1', 'input', '[itemprop=datePublished]'],
    ...[...signs.lead, ...signs.leadPerhaps, ...signs.author, ...signs.published],
  ].map((sign) => [sign, compileSign(sign)]),
);
const WANTED: ReadonlySet<string> = new Set([...SIGNS.values()].map(({ key }) => key));
const CLASSES: ReadonlySet<string> = new Set(
  [...WANTED].filter((key) => key.startsWith('.')).map((key) => key.slice(1)),
);
const PARTS: readonly string[] = [...WANTED].flatMap((key) => /^\[class\*=(\w+)\]$/.exec(key)?.[1] ?? []);

/** Of every page in use; the page goes, the index goes. */
const INDEXES = new WeakMap<CheerioAPI, PageIndex>();

/**
 * What a sign of the house's own list finds, in page order. The page is walked once for all signs: some hundred of them
 * are looked for on every page, and a selector engine walks the page for each. Nothing may be removed from the page
 * after the first call. Throws on a sign that is not in the list.
 */
export function lookUp($: CheerioAPI, sign: string): Element[] {
  const compiled = SIGNS.get(sign);
  if (compiled === undefined) throw new Error(`${sign} is not among the signs pages are read for`);
  const candidates = indexOf($).get(compiled.key) ?? [];
  return compiled.isExact ? candidates : candidates.filter((element) => passes(element, compiled.tests));
}

function indexOf($: CheerioAPI): PageIndex {
  const known = INDEXES.get($);
  if (known !== undefined) return known;
  const index = new Map<string, Element[]>();
  const [root] = $.root().toArray();
  if (root !== undefined) walk(root, { index, classes: new Map() });
  INDEXES.set($, index);
  return index;
}

interface Walk {
  readonly index: Map<string, Element[]>;
  /** Wanted keys by `class` attribute: a page says few, many times. */
  readonly classes: Map<string, readonly string[]>;
}

function walk(node: AnyNode, into: Walk): void {
  if (!hasChildren(node)) return;
  if (isTag(node)) enter(node, into);
  for (const child of node.children) if (child.type !== 'text') walk(child, into);
}

function enter(element: Element, { index, classes }: Walk): void {
  const { class: names, id, itemprop, 'data-role': role } = element.attribs;
  if (WANTED.has(element.name)) add(index, element.name, element);
  if (names !== undefined) {
    const keys = classes.get(names) ?? classKeys(names);
    classes.set(names, keys);
    for (const key of keys) add(index, key, element);
  }
  if (id !== undefined) addWanted(index, `#${id}`, element);
  if (role !== undefined) addWanted(index, `[data-role=${role}]`, element);
  if (itemprop === undefined) return;
  for (const word of new Set(itemprop.split(/\s+/))) addWanted(index, `[itemprop=${word}]`, element);
}

/** Keys of a `class` attribute that are wanted, each once. */
function classKeys(names: string): readonly string[] {
  const words = /[\t\n\f\r]/.test(names) ? names.split(/\s+/) : names.split(' ');
  const found = words.filter((name) => CLASSES.has(name)).map((name) => `.${name}`);
  const within = PARTS.filter((part) => names.includes(part)).map((part) => `[class*=${part}]`);
  return found.length > 1 ? [...new Set([...found, ...within])] : [...found, ...within];
}

function addWanted(index: Map<string, Element[]>, key: string, element: Element): void {
  if (WANTED.has(key)) add(index, key, element);
}

function add(map: Map<string, Element[]>, key: string, element: Element): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [element]);
  else known.push(element);
}
