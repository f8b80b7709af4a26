import type { CheerioAPI } from 'cheerio/slim';
import { type Element, isTag } from 'domhandler';
import { type Measured, type Measures, measure } from './measure.ts';
import { isBlock, isReaders, looksLikeBody, looksLikeNoise, outermost } from './page-parts.ts';
import { select } from './select.ts';
import { UNIT } from './text-sum.ts';

/** The element that holds the article's text, and what is known of every element on the page. */
export interface Body {
  readonly element: Element;
  readonly measures: Measured;
  /** The paper's own selector found it. */
  readonly isChosen: boolean;
}

/** An element that looks like noise but holds this part of all running text is the article (a form around the page). */
const TOO_MUCH_FOR_NOISE = 0.4;
/** What readers wrote is often longer than the article. */
const TOO_MUCH_FOR_READERS = 0.85;
/** A parent that adds this part of running text … */
const WORTH_ADDING = 0.3;
/** … and whose addition is running text to this part, is the better body. */
const PURE_ENOUGH = 0.7;
/** … or what is added stands to this part in boxes made like the body's own, or in bare paragraphs. */
const MOSTLY_KIN = 0.9;
/** Of a text in one box, so large a part stands together. */
const TOGETHER = 0.5;
/** Beside a child that holds this part of the running text stands nothing of the text. */
const NEARLY_ALL = 0.92;
/** A name that promises text outweighs somewhat more text elsewhere. */
const NAME_BONUS = 1.4;
const ARTICLE_BODY_BONUS = 2;
/** Less text than this under the paper's own selector: the selector is out of date. */
const LEAST_TEXT = 120;

/** Finds the element that holds the article: by the paper's selector, else the densest running text. Null on a page without any. */
export function findBody($: CheerioAPI, selector: string | undefined): Body | null {
  const [root] = $.root().toArray();
  if (root === undefined) return null;
  const names = new Map<string, boolean>();
  const measures = measure(root, {
    looksLikeNoise: (element) => looksLikeNoise(element, names),
    mostNoise: (element) =>
      isReaders(element) && outermost(element, isTitle).length === 0 ? TOO_MUCH_FOR_READERS : TOO_MUCH_FOR_NOISE,
  });
  const chosen = selected($, selector, measures);
  const element = chosen ?? densest(measures);
  return element === null ? null : { element, measures, isChosen: chosen !== null };
}

function selected($: CheerioAPI, selector: string | undefined, measures: Measured): Element | null {
  if (selector === undefined) return null;
  const found = select($, selector)
    .toArray()
    .filter(isTag)
    .toSorted((a, b) => measures.fullText(b) - measures.fullText(a))[0];
  return found !== undefined && measures.fullText(found) >= LEAST_TEXT ? found : null;
}

function densest(measures: Measured): Element | null {
  let best: Element | null = null;
  let bestScore = 0;
  for (const element of measures.dense()) {
    const score = (measures.of(element)?.local ?? 0) * bonus(element);
    if (score > bestScore) [best, bestScore] = [element, score];
  }
  return best === null ? null : descend(ascend(best, measures), measures);
}

/** Goes up while that adds much running text and little else: texts cut into many boxes. From a caption, captions are text. */
function ascend(start: Element, measures: Measured): Element {
  let current = start;
  const tells = isCaptionBox(measures.of(start));
  const running = (part: Measures): number => part.mass + (tells ? part.captions : 0);
  for (let parent = start.parent; parent !== null && isTag(parent); parent = parent.parent) {
    const inner = measures.of(current);
    const outer = measures.of(parent);
    if (inner === undefined || outer === undefined) break;
    const added = running(outer) - running(inner);
    if (added <= 0 || added < PURE_ENOUGH * UNIT * (outer.text - inner.text)) continue;
    const isMuch = added >= WORTH_ADDING * running(inner);
    // Further up the same box is only farther away.
    if (isMuch && isScattered(parent, { current, added, measures })) break;
    if (isMuch || kinMass(parent, current, measures) >= MOSTLY_KIN * added) current = parent;
  }
  return current;
}

/** Running text in the boxes of a parent that are made like the one that holds `current`: pieces of one text. */
function kinMass(parent: Element, current: Element, measures: Measured): number {
  const branch = branchOf(parent, current);
  return parent.children.reduce((sum, child) => {
    if (!isTag(child) || child === branch || measures.isNoise(child)) return sum;
    const isKin = child.name === branch.name && child.attribs.class === branch.attribs.class;
    const isBare = child.name === 'p' && Object.keys(child.attribs).length === 0;
    return isKin || isBare ? sum + (measures.of(child)?.mass ?? 0) : sum;
  }, 0);
}

/** What a parent adds is one box of short pieces, each in a box of its own: readers' comments, teasers without a name. */
function isScattered(
  parent: Element,
  { current, added, measures }: { current: Element; added: number; measures: Measured },
): boolean {
  const branch = branchOf(parent, current);
  const box = parent.children.find(
    (child) => isTag(child) && child !== branch && (measures.of(child)?.mass ?? 0) >= MOSTLY_KIN * added,
  );
  return box !== undefined && isTag(box) && mostTogether(box, measures) < TOGETHER * (measures.of(box)?.mass ?? 0);
}

/** The most running text that stands in one element and its children. */
function mostTogether(box: Element, measures: Measured): number {
  return box.children.reduce(
    (most, child) => (isTag(child) ? Math.max(most, mostTogether(child, measures)) : most),
    measures.of(box)?.together ?? 0,
  );
}

/** The child of `parent` that holds `current`, or is it. */
function branchOf(parent: Element, current: Element): Element {
  let branch = current;
  while (branch.parent !== parent && branch.parent !== null && isTag(branch.parent)) branch = branch.parent;
  return branch;
}

/** Where the densest text of a page is a caption, the page is a photo story, or none. */
function isCaptionBox(box: Measures | undefined): boolean {
  return box !== undefined && box.captions > (UNIT * box.text) / 2;
}

/** Goes down where one child holds practically all: what stands beside it is title, lead, date. */
function descend(start: Element, measures: Measured): Element {
  let current = start;
  for (;;) {
    const limit = NEARLY_ALL * (measures.of(current)?.mass ?? 0);
    const child = current.children.find((each) => isTag(each) && (measures.of(each)?.mass ?? 0) >= limit);
    // A single paragraph is no body.
    if (child === undefined || !isTag(child) || child.children.every((each) => !isTag(each) || !isBlock(each)))
      return current;
    current = child;
  }
}

function isTitle({ name }: Element): boolean {
  return name === 'h1';
}

function bonus(element: Element): number {
  if (/articleBody/i.test(element.attribs.itemprop ?? '')) return ARTICLE_BODY_BONUS;
  return looksLikeBody(element) ? NAME_BONUS : 1;
}
