import { type CheerioAPI, load } from 'cheerio/slim';
import { type AnyNode, type Element, hasChildren, isComment, isTag, isText } from 'domhandler';
import { inventCode, inventText } from './invented-words.ts';

const GONE: ReadonlySet<string> = new Set([
  'style',
  'svg',
  'noscript',
  'template',
  'link',
  'source',
  'canvas',
  'option',
]);
const KEPT_ATTRIBUTES =
  /^(?:class|id|itemprop|itemtype|itemscope|rel|role|type|name|property|data-role|data-source|data-placeholder|lang|width|height|hidden|charset|http-equiv|align)$/;
const ADDRESSES = /^(?:href|src|data-src|data-original)$/;
const TOLD =
  /^(?:og:|twitter:|article:|pubdate|date|publish|dc\.|dable:|parsely|author|description|application-name|headline)/i;
/** A list of more entries shows nothing new. */
const MOST_ALIKE = 15;
/** Names in JSON-LD that are no prose. */
const NO_PROSE = /^@(?:type|context)$/;

/** The skeleton of a page as it was, with nothing in it that a reader could recognise: prose, names, addresses invented. */
export function disguisePage(html: string): string {
  const $ = load(html);
  const open: AnyNode[] = $.root().toArray();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isComment(node)) {
      $(node).remove();
    } else if (isText(node)) {
      const isCode = node.parent !== null && isTag(node.parent) && node.parent.name === 'script';
      if (!isCode)
        node.data = inventText(node.data)
          .replace(/[^\S\n]+/g, ' ')
          .replace(/\s*\n\s*/g, '\n');
    } else if (!isTag(node) || disguiseElement($, node)) {
      if (hasChildren(node)) open.push(...node.children);
    }
  }
  return $.html();
}

/** False when the element went. */
function disguiseElement($: CheerioAPI, element: Element): boolean {
  const isFacts = element.attribs.type === 'application/ld+json';
  if (GONE.has(element.name) || (element.name === 'script' && !isFacts) || isSurplus(element)) {
    $(element).remove();
    return false;
  }
  if (element.name === 'meta' && !isTold(element)) {
    $(element).remove();
    return false;
  }
  if (isFacts) $(element).text(disguiseFacts($(element).text()));
  disguiseAttributes(element);
  return true;
}

function isTold({ attribs }: Element): boolean {
  const name = attribs.property ?? attribs.name ?? attribs.itemprop ?? '';
  return 'charset' in attribs || 'http-equiv' in attribs || TOLD.test(name);
}

/** One of many alike in a list of links. */
function isSurplus(element: Element): boolean {
  if (!/^(?:li|article|div|a)$/.test(element.name)) return false;
  let before = 0;
  for (let other = element.prev; other !== null && before <= MOST_ALIKE; other = other.prev) {
    if (isTag(other) && other.name === element.name && other.attribs.class === element.attribs.class) before += 1;
  }
  return before > MOST_ALIKE;
}

function disguiseAttributes(element: Element): void {
  for (const [name, value] of Object.entries(element.attribs)) {
    if (KEPT_ATTRIBUTES.test(name)) continue;
    const changed = changedAttribute(name, value);
    if (changed === null) delete element.attribs[name];
    else element.attribs[name] = changed;
  }
}

function changedAttribute(name: string, value: string): string | null {
  if (name === 'style') return /display\s*:\s*none/i.test(value) ? 'display:none' : null;
  if (name === 'datetime' || name === 'content') return /^https?:/.test(value) ? addressFor(value) : inventText(value);
  if (!ADDRESSES.test(name)) return null;
  return addressFor(value);
}

/** Another address of the same kind: pictures stay pictures, pages of authors stay pages of authors. */
function addressFor(address: string): string {
  if (address.startsWith('#') || address === '/') return address;
  if (address.startsWith('data:')) return 'data:image/gif;base64,';
  const kind =
    /\.(?:svg|ico|png|gif)\b/i.exec(address)?.[0] ?? (/\.(?:jpe?g|webp|avif)\b/i.test(address) ? '.jpg' : '.htm');
  return `${/\/tac-gia\//.test(address) ? '/tac-gia' : ''}/${inventCode(address)}${kind.toLowerCase()}`;
}

function disguiseFacts(json: string): string {
  try {
    const value: unknown = JSON.parse(json.replace(/[\r\n\t]+/g, ' '));
    return JSON.stringify(value, (key, inner: unknown) => {
      if (typeof inner !== 'string' || NO_PROSE.test(key)) return inner;
      return /^https?:|^\//.test(inner) ? addressFor(inner) : inventText(inner);
    });
  } catch {
    return '';
  }
}
