import { type CheerioAPI, load } from 'cheerio/slim';
import { type AnyNode, hasChildren, type ParentNode } from 'domhandler';

/** No paper nests deeper than about 60; a hostile page does so that whoever walks it by recursion falls over. */
const DEEPEST = 400;

/** Parses a page with the fast, forgiving parser and cuts off what is nested too deep to be walked safely. */
export function loadPage(html: string): CheerioAPI {
  const $ = load(html);
  const [root] = $.root().toArray();
  if (root !== undefined) cutBelow(root, DEEPEST);
  return $;
}

function cutBelow(root: ParentNode, limit: number): void {
  const open: { node: AnyNode; depth: number }[] = [{ node: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, depth } = next;
    if (!hasChildren(node)) continue;
    if (depth >= limit) node.children = [];
    for (const child of node.children) open.push({ node: child, depth: depth + 1 });
  }
}
