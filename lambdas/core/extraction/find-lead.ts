import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import { type AnyNode, type Element, isTag } from 'domhandler';
import { fold } from '../vietnamese/fold.ts';
import { normalise } from '../vietnamese/normalise.ts';
import { withoutAgencyPrefix } from './agency-prefix.ts';
import { type Block, runsText } from './article.ts';
import type { Body } from './find-body.ts';
import { likeness } from './find-title.ts';
import type { PageFacts } from './page-facts.ts';
import { lookUp } from './page-index.ts';
import signs from './page-signs.json' with { type: 'json' };
import { runsBelow, tidyRuns } from './runs.ts';
import { select } from './select.ts';

const SHORTEST = 30;
const LONGEST = 900;
/** With more than this, white space and all, no box is a lead. */
const MOST_TEXT = 3 * LONGEST;
/** Boxes before the body, or before one of its ancestors, that are looked at. */
const MOST_NEAR = 6;
const LEAD_TAGS: ReadonlySet<string> = new Set(['h2', 'p', 'div', 'strong']);
/** A paragraph shares this part of its words with the page's description when it is the lead. */
const ALIKE = 0.7;

/** The lead is said again among so many first blocks, or nowhere. */
const MOST_BEFORE = 4;

/** What helps to find the lead. */
export interface LeadHints {
  readonly selector: string | undefined;
  readonly facts: PageFacts;
  readonly body: Body;
  readonly blocks: readonly Block[];
  readonly title: string;
}

/** The lead and the blocks without it. */
export interface Led {
  readonly lead: string | null;
  readonly blocks: Block[];
}

/**
 * Parts the lead (*sapo*) from the body: the paper's selector, else an element named so, else a paragraph or heading right
 * before the body that is like the page's description, else a first paragraph that is all bold. Never printed twice.
 */
export function partLead($: CheerioAPI, hints: LeadHints): Led {
  const named = namedLead($, hints) ?? leadBefore($, hints);
  const lead = named === null ? null : withoutAgencyPrefix(named);
  const texts = hints.blocks.filter(isText);
  const first = texts[0];
  if (lead !== null) {
    const again = new Set(texts.slice(0, MOST_BEFORE).filter((block) => isSame(block, lead)));
    return { lead, blocks: hints.blocks.filter((block) => !again.has(block)) };
  }
  if (first?.kind === 'paragraph' && isBoldLead(first)) {
    return { lead: withoutAgencyPrefix(runsText(first.runs)), blocks: hints.blocks.filter((block) => block !== first) };
  }
  return { lead: null, blocks: [...hints.blocks] };
}

function namedLead($: CheerioAPI, { selector, facts, body, title }: LeadHints): string | null {
  const chosen = selector === undefined ? '' : leadAt($, select($, selector).toArray(), body);
  if (isLead(chosen, title)) return chosen;
  for (const sign of signs.lead) {
    const text = leadAt($, lookUp($, sign), body);
    if (isLead(text, title)) return text;
  }
  // `.lead`, `.description`: names that other parts of a page have too.
  const perhaps = signs.leadPerhaps
    .map((sign) => leadAt($, lookUp($, sign), body))
    .filter((text) => isLead(text, title));
  return perhaps.find((text) => facts.descriptions.some((told) => likeness(told, text) >= ALIKE)) ?? null;
}

/** The text of the first of the elements that stands in no related or other noise. */
function leadAt($: CheerioAPI, found: readonly AnyNode[], { measures: { isNoise } }: Body): string {
  const element = found.find((each) => !standsIn(each, isNoise));
  return element === undefined ? '' : textOf($(element));
}

function standsIn(node: AnyNode, isNoise: Body['measures']['isNoise']): boolean {
  for (let above = node.parent; above !== null; above = above.parent) if (isTag(above) && isNoise(above)) return true;
  return false;
}

/** A block just before the body, inside one of its nearer ancestors, that says what the page's description says. */
function leadBefore($: CheerioAPI, { facts, body, title }: LeadHints): string | null {
  if (facts.descriptions.length === 0) return null;
  const near: AnyNode[] = [body.element, ...$(body.element).parents().toArray().slice(0, 3)];
  const isTold = (text: string): boolean => facts.descriptions.some((told) => likeness(told, text) >= ALIKE);
  for (const element of near) {
    for (const each of textsBefore(element)) {
      if ((body.measures.of(each)?.text ?? 0) > MOST_TEXT) continue;
      const text = textOf($(each));
      if (isLead(text, title) && isTold(text)) return text;
    }
  }
  return null;
}

/** The nearest elements before it, nearest first, that may hold a lead. */
function textsBefore(element: AnyNode): Element[] {
  const found: Element[] = [];
  for (let before = element.prev; before !== null && found.length < MOST_NEAR; before = before.prev)
    if (isTag(before) && LEAD_TAGS.has(before.name)) found.push(before);
  return found;
}

function isLead(text: string, title: string): boolean {
  return text.length >= SHORTEST && text.length <= LONGEST && fold(text) !== fold(title);
}

function isBoldLead(block: Extract<Block, { kind: 'paragraph' }>): boolean {
  const text = runsText(block.runs);
  return (
    text.length >= 80 &&
    text.length <= LONGEST &&
    block.runs.every((run) => run.bold === true || run.text.trim().length < 3)
  );
}

function isText(block: Block): boolean {
  return block.kind !== 'picture';
}

/** The block says the lead again, perhaps with the prefix the lead lost. */
function isSame(block: Block, lead: string): boolean {
  if (block.kind !== 'paragraph' && block.kind !== 'heading') return false;
  return fold(withoutAgencyPrefix(runsText(block.runs))) === fold(lead);
}

function textOf(found: Cheerio<AnyNode>): string {
  const [node] = found.toArray();
  if (node === undefined) return '';
  return normalise(
    tidyRuns(runsBelow(node, () => false))
      .map((run) => run.text)
      .join(''),
  );
}
