import { isTag, type ParentNode } from 'domhandler';
import { isBlock } from './page-parts.ts';

/** Shorter paragraphs are as likely labels as text. */
const SHORTEST_PARAGRAPH = 40;
/** A paragraph with a larger part of its text in links is a list of links. */
const MOST_LINKED = 0.4;
/** Running text is counted in tenths of a character: whole numbers, and the engine keeps them as such. */
export const UNIT = 10;
/** Captions count little: an article has them, but so have a hundred boxes around it. Headings are no running text. */
const WEIGHTS: Readonly<Record<string, number>> = {
  figcaption: 3,
  h1: 0,
  h2: 0,
  h3: 0,
  h4: 0,
  h5: 0,
  h6: 0,
  li: 7,
};

/** What has been counted of an element so far; lengths in characters, masses in tenths of one. */
export interface Sum {
  text: number;
  linked: number;
  mass: number;
  captions: number;
  /** Text and linked text in line with the parent, not in a block of its own. */
  inline: number;
  inlineLinked: number;
  /** Mass of the element's own paragraph, its children's, its grandchildren's; the three, and the first two, together. */
  own: number;
  children: number;
  grandchildren: number;
  local: number;
  together: number;
}

/** Nothing counted yet. */
export function emptySum(): Sum {
  return {
    text: 0,
    linked: 0,
    mass: 0,
    captions: 0,
    inline: 0,
    inlineLinked: 0,
    own: 0,
    children: 0,
    grandchildren: 0,
    local: 0,
    together: 0,
  };
}

/** Adds a child's sum to its parent's; a child that is no block stands in line. */
export function addPart(sum: Sum, part: Sum, isBlockPart: boolean): void {
  sum.text += part.text;
  sum.linked += part.linked;
  sum.mass += part.mass;
  sum.captions += part.captions;
  sum.children += part.own;
  sum.grandchildren += part.children;
  if (isBlockPart) return;
  sum.inline += part.inline;
  sum.inlineLinked += part.inlineLinked;
}

/** Ends an element's own paragraph: enough text with few links is running text. */
export function closeParagraph(sum: Sum, element: ParentNode): void {
  if (!isTag(element) || isBlock(element)) addOwn(sum, isTag(element) ? element.name : '');
  sum.together = sum.own + sum.children;
  sum.local = sum.together + sum.grandchildren;
}

function addOwn(sum: Sum, name: string): void {
  if (sum.inline < SHORTEST_PARAGRAPH || sum.inlineLinked > MOST_LINKED * sum.inline) return;
  const running = sum.inline - sum.inlineLinked;
  const mass = running * (WEIGHTS[name] ?? UNIT);
  sum.mass += mass;
  sum.own += mass;
  if (name === 'figcaption') sum.captions += running * UNIT - mass;
}

/** Characters, runs of white space as one. */
export function lengthOf(text: string): number {
  let length = text.length;
  let wasSpace = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const isSpace = code <= 32 || code === 0xa0;
    if (isSpace && wasSpace) length -= 1;
    wasSpace = isSpace;
  }
  return length;
}
