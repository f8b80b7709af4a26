import { type CheerioAPI, load } from 'cheerio/slim';
import { type AnyNode, type ChildNode, DomHandler, Element, hasChildren, type ParentNode } from 'domhandler';
import { Parser } from 'htmlparser2';

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
  const root = read(html);
  cut(root);
  if (root.children.length > MOST_ROOTS) gather(root);
  return load(root);
}

/** The page up to the element that is one too many or one too deep. */
function read(html: string): ParentNode {
  let open = 0;
  let nodes = 0;
  const tree = new DomHandler();
  const parser = new Parser({
    onparserinit: (self) => tree.onparserinit(self),
    onopentag(name, attribs) {
      tree.onopentag(name, attribs);
      open += 1;
      nodes += 2;
      if (open > DEEPEST_READ || nodes > 2 * MOST_NODES) parser.pause();
    },
    onclosetag() {
      open -= 1;
      tree.onclosetag();
    },
    ontext: (text) => tree.ontext(text),
    oncomment: (text) => tree.oncomment(text),
    oncommentend: () => tree.oncommentend(),
    oncdatastart: () => tree.oncdatastart(),
    oncdataend: () => tree.oncdataend(),
    onprocessinginstruction: (name, data) => tree.onprocessinginstruction(name, data),
  });
  parser.write(html);
  parser.end();
  return tree.root;
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
