import type { CheerioAPI } from 'cheerio/slim';
import { type AnyNode, type Element, hasChildren, isTag } from 'domhandler';
import { select } from './select.ts';

/** Elements by tag, class and itemprop, each in page order. */
interface PageIndex {
  readonly tags: Map<string, Element[]>;
  readonly classes: Map<string, Element[]>;
  readonly properties: Map<string, Element[]>;
}

/** `a[rel=author]`, `a[href*='/x/']`, `time[datetime]`. */
const ONE_ATTRIBUTE = /^[a-z][a-z\d]*\[(?<name>[\w-]+)(?:(?<part>\*?)='?(?<value>[^'\]]*)'?)?\]$/;

/** Of every page in use; the page goes, the index goes. */
const INDEXES = new WeakMap<CheerioAPI, PageIndex>();

/**
 * What a simple selector finds, in page order. The page is walked once for all signs: some hundred of them are looked
 * for on every page, and a selector engine walks the page for each. Nothing may be removed from the page after the first call.
 */
export function lookUp($: CheerioAPI, sign: string): Element[] {
  const candidates = candidatesFor(indexOf($), sign.split(/\s+/).at(-1) ?? '');
  if (candidates === null) return select($, sign).toArray().filter(isTag);
  if (candidates.length === 0 || /^(?:\.[\w-]+|[a-z][a-z\d]*)$/.test(sign)) return candidates;
  const wanted = ONE_ATTRIBUTE.exec(sign)?.groups;
  if (wanted === undefined) return $(candidates).filter(sign).toArray();
  const { name = '', part = '', value = '' } = wanted;
  return candidates.filter(({ attribs }) => {
    const own = attribs[name];
    return own !== undefined && (part === '' ? value === '' || own === value : own.includes(value));
  });
}

/** Null for a selector whose last part names no tag, class or itemprop. */
function candidatesFor({ tags, classes, properties }: PageIndex, last: string): Element[] | null {
  const className = /\.([\w-]+)/.exec(last)?.[1];
  if (className !== undefined) return classes.get(className) ?? [];
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
  const index: PageIndex = { tags: new Map(), classes: new Map(), properties: new Map() };
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

function enter({ tags, classes, properties }: PageIndex, element: Element): void {
  add(tags, element.name, element);
  const { class: names, itemprop } = element.attribs;
  if (names !== undefined) for (const name of new Set(names.split(/\s+/))) add(classes, name, element);
  if (itemprop !== undefined) for (const name of new Set(itemprop.split(/\s+/))) add(properties, name, element);
}

function add(map: Map<string, Element[]>, key: string, element: Element): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [element]);
  else known.push(element);
}
