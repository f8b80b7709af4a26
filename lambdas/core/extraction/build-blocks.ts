import { type AnyNode, type Element, isTag, isText } from 'domhandler';
import { fold } from '../vietnamese/fold.ts';
import type { Block, Run } from './article.ts';
import { runsText } from './article.ts';
import { buildPicture, captionOf, isPictureBox } from './build-picture.ts';
import { buildTable } from './build-table.ts';
import { isCard, isLinkLine, isNoiseLine, linkedShare } from './noise-lines.ts';
import { isBlock, isUnread } from './page-parts.ts';
import { type Marks, marksInside, PLAIN, run, runsBelow, tidyRuns } from './runs.ts';

/** The longest decree printed by a paper has some hundreds; what follows after so many is no reading matter. */
const MOST_BLOCKS = 3_000;

const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** No title is longer; folding is dear. */
const LONGEST_TITLE = 300;

/** What a walk through a body is told. */
export interface BodyWalk {
  /** Address of the page, to resolve those of its pictures. */
  readonly url: string;
  /** Parts that are not the article. */
  readonly isNoise: (element: Element) => boolean;
  readonly isSmall: (element: Element) => boolean;
  /** Titles already printed above, folded: a heading that repeats one is left out. */
  readonly printed: ReadonlySet<string>;
}

/** A block, or a caption whose picture has no usable address. */
export type RawBlock = Block | { readonly kind: 'caption'; readonly text: string };

/** The body's typed blocks in reading order; nothing in them is markup. */
export function buildBlocks(body: Element, walk: BodyWalk): RawBlock[] {
  const builder = new Builder(walk);
  for (const child of body.children) builder.visit(child, PLAIN);
  builder.flush();
  return builder.blocks;
}

/** Walks the tree, collecting runs until a block ends. */
class Builder {
  readonly blocks: RawBlock[] = [];
  private runs: Run[] = [];
  private readonly walk: BodyWalk;

  constructor(walk: BodyWalk) {
    this.walk = walk;
  }

  visit(node: AnyNode, marks: Marks): void {
    if (this.blocks.length >= MOST_BLOCKS) return;
    if (isText(node)) {
      this.runs.push(run(node.data, marks));
      return;
    }
    if (!isTag(node)) return;
    if (node.name === 'br' || node.name === 'hr') {
      this.flush();
      return;
    }
    if (node.name === 'img') {
      this.addPicture(node);
      return;
    }
    if (isUnread(node) || this.walk.isNoise(node)) return;
    if (isBlock(node)) this.visitBlock(node, marks);
    else for (const child of node.children) this.visit(child, marksInside(node.name, marks));
  }

  /** Ends the paragraph under way. */
  flush(): void {
    const runs = tidyRuns(this.runs);
    this.runs = [];
    const text = runsText(runs);
    if (text === '' || isNoiseLine(text) || this.isPrinted(text)) return;
    this.blocks.push({ kind: 'paragraph', runs });
  }

  private isPrinted(text: string): boolean {
    return text.length <= LONGEST_TITLE && this.walk.printed.has(fold(text));
  }

  private visitBlock(node: Element, marks: Marks): void {
    this.flush();
    if ((this.walk.isSmall(node) && isCard(node)) || isLinkLine(node)) return;
    if (isPictureBox(node)) this.addPicture(node);
    else if (HEADINGS.has(node.name)) this.addHeading(node);
    else if (node.name === 'ul' || node.name === 'ol') this.addList(node);
    else if (node.name === 'table') this.addTable(node, marks);
    else for (const child of node.children) this.visit(child, marks);
    this.flush();
  }

  private addHeading(node: Element): void {
    const runs = this.tidy(node);
    const text = runsText(runs);
    if (text === '' || this.isPrinted(text) || linkedShare(node) > 0.9 || isNoiseLine(text)) return;
    this.blocks.push({ kind: 'heading', runs: runs.map((item) => ({ text: item.text })) });
  }

  private addList(node: Element): void {
    if (linkedShare(node) > 0.6) return;
    const items = node.children
      .filter(isTag)
      .map((item) => this.tidy(item))
      .filter((runs) => runs.length > 0);
    if (items.length > 0) this.blocks.push({ kind: 'list', ordered: node.name === 'ol', items });
  }

  private addTable(node: Element, marks: Marks): void {
    const table = buildTable(node, (element) => this.walk.isNoise(element));
    if (table !== null) this.blocks.push(table);
    else for (const child of node.children) this.visit(child, marks);
  }

  private addPicture(box: Element): void {
    const picture = buildPicture(box, this.walk.url);
    if (picture !== null) {
      if (box.name === 'img') this.flush();
      this.blocks.push(picture);
      return;
    }
    const text = box.name === 'img' ? null : captionOf(box).caption;
    if (text !== null) this.blocks.push({ kind: 'caption', text });
  }

  private tidy(node: Element): Run[] {
    return tidyRuns(runsBelow(node, (inner) => inner !== node && isTag(inner) && this.walk.isNoise(inner)));
  }
}
