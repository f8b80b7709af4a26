import { type AnyNode, type Element, isTag, isText, type ParentNode } from 'domhandler';
import { isBlock, isUnread } from './page-parts.ts';

/** How much an element holds; lengths in characters, white space counted once. */
export interface Measures {
  readonly text: number;
  readonly linked: number;
  /** Running text: paragraphs of some length with few links. */
  readonly mass: number;
  /** What captions would add to {@link mass} if they counted in full. */
  readonly captions: number;
  /** The part of {@link mass} that stands in the element itself, its children and grandchildren. */
  readonly local: number;
}

/** Measures by element. */
export type MeasureMap = ReadonlyMap<AnyNode, Measures>;

/** Shorter paragraphs are as likely labels as text. */
const SHORTEST_PARAGRAPH = 40;
/** A paragraph with a larger part of its text in links is a list of links. */
const MOST_LINKED = 0.4;
/** Captions count little: an article has them, but so have a hundred boxes around it. Headings are no running text. */
const WEIGHTS: Readonly<Record<string, number>> = {
  figcaption: 0.3,
  h1: 0,
  h2: 0,
  h3: 0,
  h4: 0,
  h5: 0,
  h6: 0,
  li: 0.7,
};

interface Sum {
  text: number;
  linked: number;
  mass: number;
  captions: number;
  /** Text and linked text in line with the parent, not in a block of its own. */
  inline: number;
  inlineLinked: number;
  /** Mass of the element's own paragraph, its children's, its grandchildren's. */
  levels: [number, number, number];
  local: number;
}

/** Measures every element below `root`; what `skip` accepts counts nothing. */
export function measure(root: ParentNode, skip: (element: Element) => boolean): MeasureMap {
  const measures = new Map<AnyNode, Measures>();
  visit(root, { skip, measures, inLink: false });
  return measures;
}

interface Context {
  readonly skip: (element: Element) => boolean;
  readonly measures: Map<AnyNode, Measures>;
  readonly inLink: boolean;
}

function visit(parent: ParentNode, context: Context): Sum {
  const sum: Sum = {
    text: 0,
    linked: 0,
    mass: 0,
    captions: 0,
    inline: 0,
    inlineLinked: 0,
    levels: [0, 0, 0],
    local: 0,
  };
  for (const child of parent.children) addChild(sum, child, context);
  if (isTag(parent) ? isBlock(parent) : true) closeParagraph(sum, isTag(parent) ? parent.name : '');
  const [own, children, grandchildren] = sum.levels;
  sum.local = own + children + grandchildren;
  context.measures.set(parent, sum);
  return sum;
}

function addChild(sum: Sum, child: AnyNode, context: Context): void {
  if (isText(child)) {
    const length = lengthOf(child.data);
    sum.text += length;
    sum.inline += length;
    if (context.inLink) sum.linked += length;
    if (context.inLink) sum.inlineLinked += length;
    return;
  }
  if (!isTag(child) || isUnread(child) || context.skip(child)) return;
  const inner = visit(child, child.name === 'a' ? { ...context, inLink: true } : context);
  sum.text += inner.text;
  sum.linked += inner.linked;
  sum.mass += inner.mass;
  sum.captions += inner.captions;
  if (!isBlock(child)) {
    sum.inline += inner.inline;
    sum.inlineLinked += inner.inlineLinked;
  }
  sum.levels[1] += inner.levels[0];
  sum.levels[2] += inner.levels[1];
}

/** Characters, runs of white space as one. */
export function lengthOf(text: string): number {
  return /\s\s/.test(text) ? text.replace(/\s+/g, ' ').length : text.length;
}

function closeParagraph(sum: Sum, name: string): void {
  const linkedShare = sum.inline === 0 ? 1 : sum.inlineLinked / sum.inline;
  if (sum.inline < SHORTEST_PARAGRAPH || linkedShare > MOST_LINKED) return;
  const running = sum.inline - sum.inlineLinked;
  const mass = running * (WEIGHTS[name] ?? 1);
  sum.mass += mass;
  if (name === 'figcaption') sum.captions += running - mass;
  sum.levels[0] += mass;
}
