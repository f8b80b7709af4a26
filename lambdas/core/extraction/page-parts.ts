import { type AnyNode, type Element, isTag, type ParentNode } from 'domhandler';
import signs from './page-signs.json' with { type: 'json' };

const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
/** With what holds nothing to read. */
const UNREAD: ReadonlySet<string> = new Set([...signs.unread, 'meta', 'link']);
const AROUND: ReadonlySet<string> = new Set(signs.around);
const ROLES: ReadonlySet<string> = new Set(signs.roles);
const NOISE: ReadonlySet<string> = new Set(signs.noise);
const NOISE_PHRASES = anyOf(signs.noisePhrases);
const BODY_PHRASES = anyOf(signs.body);
const READERS = /(?:^|[^a-z])(?:comments?|disqus|replies|respond)(?:[^a-z]|$)/i;
/** Said of an article: whether readers may write. */
const ABOUT_READERS = /comments?[-_]?(?:open|closed|count|enabled|disabled|on|off)\b|(?:no|has|with)[-_]?comments?\b/gi;
const WORDS: ReadonlySet<string> = new Set(['a', 'abbr', 'b', 'em', 'font', 'i', 'mark', 'strong', 'sub', 'sup', 'u']);

/** True for an element that starts a new line. */
export function isBlock(node: AnyNode): boolean {
  return isTag(node) && BLOCKS.has(node.name);
}

/** True for an element whose text a reader never sees: scripts, controls, pictures' parts. */
export function isUnread(node: AnyNode): boolean {
  if (isTag(node)) return UNREAD.has(node.name);
  return node.type === 'comment' || node.type === 'directive';
}

/**
 * True for an element that by its tag, role, name or style looks like no part of the article: navigation, related news,
 * share bars, comments, advertising, what is hidden. Names lie; the caller keeps what holds much of the page's text.
 * `known` remembers what the page's names came to: a page has few, said many times.
 */
export function looksLikeNoise(element: Element, known: Map<string, boolean>): boolean {
  const { role = '', style = '' } = element.attribs;
  // `<a class="cms-relate">` inside a sentence is a word of it.
  if (WORDS.has(element.name)) return false;
  if (AROUND.has(element.name) || ROLES.has(role)) return true;
  if ('hidden' in element.attribs || /display\s*:\s*none/i.test(style)) return true;
  const raw = rawNamesOf(element);
  if (raw === '') return false;
  const noisy = known.get(raw) ?? isNoiseName(wordsIn(raw));
  known.set(raw, noisy);
  return noisy;
}

function isNoiseName(names: string): boolean {
  return names.split(' ').some((name) => NOISE.has(name)) || NOISE_PHRASES.test(names);
}

/** True for an element that by its name holds what readers wrote. */
export function isReaders({ attribs }: Element): boolean {
  const names = `${attribs.class ?? ''} ${attribs.id ?? ''}`.replace(ABOUT_READERS, ' ');
  return READERS.test(names);
}

/** True for an element that by its name holds the text of an article. */
export function looksLikeBody(element: Element): boolean {
  const raw = rawNamesOf(element);
  return raw !== '' && BODY_PHRASES.test(wordsIn(raw));
}

/** Class, id and the attributes some papers mark boxes with. */
function rawNamesOf({ attribs }: Element): string {
  const { class: className = '', id = '', 'data-source': source = '', type = '' } = attribs;
  if (className === '' && id === '' && source === '' && type === '') return '';
  return `${className} ${id} ${source} ${type}`;
}

/** Lower-case words: `RelatedNewsBox` → `related news box`. */
function wordsIn(raw: string): string {
  return raw
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .join(' ');
}

/** One pattern for all: an element's names are held against each of them. */
function anyOf(phrases: readonly string[]): RegExp {
  return new RegExp(`(?<![a-z\\d])(?:${phrases.join('|')})(?![a-z\\d])`);
}

/**
 * The outermost elements below `node` that `accept` takes, in page order. Walks once; the selector engine compares the
 * children of its context with one another, each with each, which a hostile page makes cost minutes.
 */
export function outermost(node: ParentNode, accept: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  gather(node, accept, found);
  return found;
}

function gather(node: ParentNode, accept: (element: Element) => boolean, found: Element[]): void {
  for (const child of node.children) {
    if (!isTag(child)) continue;
    if (accept(child)) found.push(child);
    else gather(child, accept, found);
  }
}
