import type { CheerioAPI } from 'cheerio/slim';
import { type AnyNode, type Element, isTag } from 'domhandler';
import { plainText } from '../listing/plain-text.ts';
import { fold } from '../vietnamese/fold.ts';
import { lookUp } from './page-index.ts';
import { outermost } from './page-parts.ts';
import phrases from './phrases.json' with { type: 'json' };

/** Fields looked at on one page. */
const MOST_FIELDS = 10;
/** What is longer, or has a title, is no box. */
const LONGEST = 300;

/**
 * The boxes in which a paper asks for the reader's address, found by the field for it, for few are named: the largest
 * element around the field that says little, and speaks of a newsletter.
 */
export function letterBoxes($: CheerioAPI): ReadonlySet<AnyNode> {
  const fields = lookUp($, 'input').filter(isForAddress).slice(0, MOST_FIELDS);
  return new Set(fields.flatMap((field) => boxAround($, field)));
}

function isForAddress({ attribs: { type, name = '', placeholder = '' } }: Element): boolean {
  return type === 'email' || /e-?mail/i.test(`${name} ${placeholder}`);
}

function boxAround($: CheerioAPI, field: Element): Element[] {
  let box: Element | null = null;
  for (let above = field.parent; above !== null && isTag(above) && above.name !== 'body'; above = above.parent) {
    const isSmall = $(above).text().trim().length <= LONGEST;
    if (!isSmall || outermost(above, ({ name }) => name === 'h1').length > 0) break;
    box = above;
  }
  const said = box === null ? '' : fold(plainText($(box).text()));
  return box !== null && phrases.newsletter.some((phrase) => said.includes(phrase)) ? [box] : [];
}
