import { type AnyNode, type Element, hasChildren, isTag, isText } from 'domhandler';
import { parsePressDate } from '../listing/parse-date.ts';
import { fold } from '../vietnamese/fold.ts';
import { isUnread, outermost } from './page-parts.ts';
import phrases from './phrases.json' with { type: 'json' };
import { lengthOf } from './text-sum.ts';

const EXACT: ReadonlySet<string> = new Set(phrases.exact);
/** Longer lines are sentences, whatever they begin with. */
const LONGEST_LABEL = 160;
/** The part in links from which a line is the title of another article, perhaps with `[VIDEO]` after it. */
const MOSTLY = 0.85;
const LONGEST_DATE = 80;
/** The longest title of another article. */
const LONGEST_LINK_LINE = 250;
const CARDS: ReadonlySet<string> = new Set(['article', 'div', 'li', 'section', 'aside']);
const HEADINGS: ReadonlySet<string> = new Set(['h2', 'h3', 'h4', 'h5', 'h6']);
const DATE_WORDS = /^(?:updated|published|posted|last updated|cap nhat|ngay dang|dang luc|xuat ban)\b/;
/** An encrypted body (baophutho.vn, baothanhhoa.vn) shows as lines without a space. */
const NO_WORDS = /^[\w+/=]{80,}$/;

/** True for a line that belongs to the page, not to the article: `Xem thêm: …`, `Chia sẻ`, a line of code. */
export function isNoiseLine(text: string): boolean {
  if (NO_WORDS.test(text) || !/[\p{L}\p{N}]/u.test(text)) return true;
  if (text.length > LONGEST_LABEL) return false;
  const folded = fold(text).replace(/^[>»•*\s-]+/, '');
  if (EXACT.has(folded) || isAddress(text) || isDateLine(text)) return true;
  return phrases.noise.some((phrase) => folded.startsWith(phrase));
}

/** True for a line after which a page shows other articles. */
export function isTrailer(text: string): boolean {
  if (text.length > LONGEST_LABEL) return false;
  const folded = fold(text);
  return phrases.trailers.some((phrase) => folded.startsWith(phrase));
}

function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/.test(text);
}

/** `Cập nhật lúc 08:00 …`, `Updated 10:01 pm CST, Tuesday …`: when, but nothing that happened. */
function isDateLine(text: string): boolean {
  if (text.length > LONGEST_DATE || !/\d/.test(text)) return false;
  return DATE_WORDS.test(fold(text)) || parsePressDate(text).instant !== null;
}

/** The part of a node's text that stands in links, 0–1. */
export function linkedShare(node: Element): number {
  const { text, linked } = lengths(node);
  return text === 0 ? 0 : linked / text;
}

/** True for a paragraph that is one link and nothing else: the title of another article. */
export function isLinkLine(node: Element): boolean {
  if (node.name !== 'p' && node.name !== 'div' && node.name !== 'li') return false;
  const { text, linked } = lengths(node, LONGEST_LINK_LINE);
  return text >= 20 && text <= LONGEST_LINK_LINE && linked >= MOSTLY * text;
}

/** True for a box that shows another article: headings that are links, with little text beside them. */
export function isCard(node: Element): boolean {
  if (!CARDS.has(node.name)) return false;
  const headings = outermost(node, ({ name }) => HEADINGS.has(name));
  if (headings.length === 0 || headings.some((heading) => linkedShare(heading) < 0.9)) return false;
  return lengths(node).text <= headings.length * 600;
}

interface Lengths {
  text: number;
  linked: number;
  readonly limit: number;
}

/** Goes on until there is more text than `limit`. */
function lengths(node: AnyNode, limit = Number.POSITIVE_INFINITY): Lengths {
  const sum = { text: 0, linked: 0, limit };
  addLengths(sum, node, false);
  return sum;
}

function addLengths(sum: Lengths, node: AnyNode, inLink: boolean): void {
  if (isText(node)) {
    const length = lengthOf(node.data.trim());
    sum.text += length;
    if (inLink) sum.linked += length;
    return;
  }
  if (!hasChildren(node) || isUnread(node)) return;
  const inside = inLink || (isTag(node) && node.name === 'a');
  for (const child of node.children) {
    if (sum.text > sum.limit) return;
    addLengths(sum, child, inside);
  }
}
