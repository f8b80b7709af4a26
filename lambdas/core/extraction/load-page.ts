import { type CheerioAPI, load } from 'cheerio/slim';
import { type AnyNode, type ChildNode, DomHandler, Element, hasChildren, type ParentNode } from 'domhandler';
import { Parser } from 'htmlparser2';
import { decodeAttribute, decodeText } from './decode-entities.ts';

/** No paper nests deeper than about 60; a hostile page does so that whoever walks it by recursion falls over. */
const DEEPEST = 400;
/** Where reading stops: the parser's own cost of an element grows with its depth. */
const DEEPEST_READ = 1_000;
/** The heaviest front pages have some 20,000 elements and texts. */
const MOST_NODES = 60_000;
/** A page has one element at the top, with a word and a comment beside it. */
const MOST_ROOTS = 20;

/**
 * Parses a page with the fast, forgiving parser and cuts it to a size and depth that can be walked safely: what a paper
 * sends is never cut, what is made to be walked for minutes always.
 */
export function loadPage(html: string): CheerioAPI {
  const { root, isWalkable } = read(html);
  if (!isWalkable) cut(root);
  if (root.children.length > MOST_ROOTS) gather(root);
  return load(root);
}

/** The page up to the element that is one too many or one too deep. */
function read(html: string): { root: ParentNode; isWalkable: boolean } {
  const tree = new PageHandler();
  // Told not to, the parser does not look at every letter of a text for an entity: most texts have none.
  const parser = new Parser(tree, { decodeEntities: false });
  parser.write(html);
  parser.end();
  return { root: tree.root, isWalkable: tree.isWalkable };
}

/** Builds the tree, decodes what holds an entity, and stops the parser where a page is too much. */
class PageHandler extends DomHandler {
  private open = 0;
  private deepest = 0;
  private elements = 0;
  private texts = 0;
  private hasEntity = false;
  private parserOf: Parser | null = null;

  /** The page need not be cut. */
  get isWalkable(): boolean {
    return this.deepest < DEEPEST && this.elements + this.texts < MOST_NODES;
  }

  override onparserinit(parser: Parser): void {
    this.parserOf = parser;
    super.onparserinit(parser);
  }

  onattribute(_name: string, value: string): void {
    if (value.includes('&')) this.hasEntity = true;
  }

  override onopentag(name: string, attribs: Record<string, string>): void {
    if (this.hasEntity) decodeAttributes(attribs);
    this.hasEntity = false;
    super.onopentag(name, attribs);
    this.open += 1;
    this.elements += 1;
    if (this.open > this.deepest) this.deepest = this.open;
    if (this.open > DEEPEST_READ || this.elements > MOST_NODES) this.parserOf?.pause();
  }

  override onclosetag(): void {
    this.open -= 1;
    super.onclosetag();
  }

  override ontext(text: string): void {
    this.texts += 1;
    super.ontext(text.includes('&') && !this.isCode() ? decodeText(text) : text);
  }

  override oncomment(text: string): void {
    this.texts += 1;
    super.oncomment(text);
  }

  private isCode(): boolean {
    const name = this.tagStack.at(-1);
    return name instanceof Element && (name.name === 'script' || name.name === 'style');
  }
}

function decodeAttributes(attribs: Record<string, string>): void {
  for (const [name, value] of Object.entries(attribs)) if (value.includes('&')) attribs[name] = decodeAttribute(value);
}

/** Walks in page order, so that the end goes first. */
function cut(root: ParentNode): void {
  const open: { node: AnyNode; depth: number }[] = [{ node: root, depth: 0 }];
  let nodes = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (!hasChildren(node)) continue;
    const room = depth >= DEEPEST ? 0 : MOST_NODES - nodes;
    if (node.children.length > room) truncate(node, room);
    nodes += node.children.length;
    for (let i = node.children.length - 1; i >= 0; i--) {
      const child = node.children[i];
      if (child !== undefined && hasChildren(child)) open.push({ node: child, depth: depth + 1 });
    }
  }
}

function truncate(node: ParentNode, length: number): void {
  node.children = node.children.slice(0, length);
  const last = node.children.at(-1);
  if (last !== undefined) last.next = null;
}

/** Puts everything into one element: selecting compares the top elements with one another, each with each. */
function gather(root: ParentNode): void {
  const box: ChildNode = new Element('div', {}, root.children);
  for (const child of root.children) child.parent = box;
  root.children = [box];
  box.parent = root;
}
