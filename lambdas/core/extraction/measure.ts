import { type AnyNode, type Element, isTag, isText, type ParentNode } from 'domhandler';
import { isBlock, isUnread } from './page-parts.ts';
import { addPart, closeParagraph, emptySum, lengthOf, type Sum } from './text-sum.ts';

/** How much an element holds without what was told to be left out; lengths in characters, white space counted once. */
export interface Measures {
  readonly text: number;
  readonly linked: number;
  /** Running text: paragraphs of some length with few links; in tenths of a character, as what follows. */
  readonly mass: number;
  /** What captions would add to {@link mass} if they counted in full. */
  readonly captions: number;
  /** The part of {@link mass} that stands in the element itself and its children. */
  readonly together: number;
  /** The same with its grandchildren. */
  readonly local: number;
}

/** What a page's elements hold, and which of them are left out. */
export interface Measured {
  /** Nothing for an element that was never reached: unread, or inside one that is left out. */
  readonly of: (node: AnyNode) => Measures | undefined;
  /** The same with everything that was left out. */
  readonly fullMass: (node: AnyNode) => number;
  readonly fullText: (node: AnyNode) => number;
  /** Left out: it looks like noise and holds no more than a part of the page's running text. */
  readonly isNoise: (element: Element) => boolean;
  /** No more than that. */
  readonly isSmall: (element: Element) => boolean;
  /** Elements with running text of their own that are not left out, inner ones first. */
  readonly dense: () => Element[];
}

/** What is measured with. */
export interface Measuring {
  readonly looksLikeNoise: (element: Element) => boolean;
  /** An element that looks like noise but holds more than this part of all running text is none. */
  readonly mostNoise: (element: Element) => number;
}

/** A node in two states: with all it holds, and without what is left out. */
interface Entry {
  readonly full: Sum;
  settled: Sum;
  /** Known only of elements that stand in no other that looks like noise. */
  looksLikeNoise: boolean | null;
  /** Nothing inside looks like noise: {@link full} is settled. */
  isClean: boolean;
}

/**
 * Measures every element below `root`. The text is gone through once; what is left out is then taken off only along the
 * branches that hold some, for how much is too much to be noise is known when everything has been measured.
 */
export function measure(root: ParentNode, measuring: Measuring): Measured {
  const survey = new Survey(measuring);
  survey.visit(root, { inLink: false, inNoise: false });
  return survey.settled(root);
}

interface Place {
  readonly inLink: boolean;
  readonly inNoise: boolean;
}

class Survey {
  private readonly entries = new Map<AnyNode, Entry>();
  private readonly measuring: Measuring;
  private total = 0;

  constructor(measuring: Measuring) {
    this.measuring = measuring;
  }

  visit(parent: ParentNode, place: Place): Entry {
    const full = emptySum();
    let isClean = !place.inNoise;
    for (const child of parent.children) {
      if (isText(child)) addText(full, child.data, place.inLink);
      else if (isTag(child) && !isUnread(child)) {
        const looksLikeNoise = place.inNoise ? null : this.measuring.looksLikeNoise(child);
        const entry = this.visit(child, placeIn(child, place, looksLikeNoise === true));
        entry.looksLikeNoise = looksLikeNoise;
        if (looksLikeNoise !== false || !entry.isClean) isClean = false;
        addPart(full, entry.full, isBlock(child));
      }
    }
    closeParagraph(full, parent);
    const entry: Entry = { full, settled: full, looksLikeNoise: null, isClean };
    this.entries.set(parent, entry);
    return entry;
  }

  settled(root: ParentNode): Measured {
    this.total = this.entries.get(root)?.full.mass ?? 0;
    this.settle(root, false);
    return {
      of: (node) => this.entries.get(node)?.settled,
      fullMass: (node) => this.entries.get(node)?.full.mass ?? 0,
      fullText: (node) => this.entries.get(node)?.full.text ?? 0,
      isNoise: (element) => this.isNoise(element),
      isSmall: (element) => this.isSmall(element),
      dense: () => this.dense(),
    };
  }

  private isNoise(element: Element): boolean {
    const entry = this.entries.get(element);
    // Scripts, pictures and controls were never reached.
    if (entry === undefined) return this.measuring.looksLikeNoise(element);
    entry.looksLikeNoise ??= this.measuring.looksLikeNoise(element);
    return entry.looksLikeNoise && this.isSmall(element);
  }

  private isSmall(element: Element): boolean {
    return (this.entries.get(element)?.full.mass ?? 0) <= this.measuring.mostNoise(element) * this.total;
  }

  /** Takes off what is left out. */
  private settle(parent: ParentNode, inLink: boolean): Entry | undefined {
    const entry = this.entries.get(parent);
    if (entry === undefined || entry.isClean) return entry;
    const sum = emptySum();
    for (const child of parent.children) {
      if (isText(child)) addText(sum, child.data, inLink);
      else if (isTag(child) && !isUnread(child) && !this.isNoise(child)) {
        const inner = this.settle(child, inLink || child.name === 'a');
        if (inner !== undefined) addPart(sum, inner.settled, isBlock(child));
      }
    }
    closeParagraph(sum, parent);
    entry.settled = sum;
    return entry;
  }

  private dense(): Element[] {
    const found: Element[] = [];
    for (const [node, { settled }] of this.entries)
      if (settled.local > 0 && isTag(node) && !this.standsInNoise(node)) found.push(node);
    return found;
  }

  private standsInNoise(element: Element): boolean {
    for (let node: AnyNode | null = element; node !== null; node = node.parent)
      if (isTag(node) && this.isNoise(node)) return true;
    return false;
  }
}

function placeIn(element: Element, place: Place, isNoise: boolean): Place {
  if (element.name !== 'a' && !isNoise) return place;
  return { inLink: place.inLink || element.name === 'a', inNoise: place.inNoise || isNoise };
}

function addText(sum: Sum, text: string, inLink: boolean): void {
  const length = lengthOf(text);
  sum.text += length;
  sum.inline += length;
  if (!inLink) return;
  sum.linked += length;
  sum.inlineLinked += length;
}
