import type { CheerioAPI } from 'cheerio/slim';
import type { AnyNode } from 'domhandler';
import { plainText } from '../listing/plain-text.ts';
import { fold } from '../vietnamese/fold.ts';
import { type Block, type Byline, blockTexts } from './article.ts';
import type { PageFacts } from './page-facts.ts';
import { lookUp } from './page-index.ts';
import signs from './page-signs.json' with { type: 'json' };
import { parseByline } from './parse-byline.ts';
import { select } from './select.ts';

/** A line at the end of a text that is a name has at most this many words. */
const MOST_WORDS = 12;

/** Where a byline may be looked for. */
export interface BylineHints {
  readonly selector: string | undefined;
  readonly facts: PageFacts;
  readonly url: string;
  readonly blocks: readonly Block[];
}

/**
 * Who wrote it: by the paper's selector, else what the page tells machines, else an element named so, else the last line
 * of the text. The paper's own name, an address or an empty string is nobody.
 */
export function findByline($: CheerioAPI, { selector, facts, url, blocks }: BylineHints): Byline | null {
  const isPaper = paperTest(facts, url);
  const places = [
    () => (selector === undefined ? [] : textsOf($, select($, selector).toArray())),
    () => joinedAuthors(facts.authors.filter((name) => !isPaper(name))),
    ...signs.author.map((sign) => () => textsOf($, lookUp($, sign))),
    () => lastLine(blocks),
  ];
  for (const place of places) {
    const found = place()
      .filter((text) => !isPaper(text))
      .map(parseByline)
      .find((byline) => byline !== null && !byline.authors.some(isPaper));
    if (found !== undefined && found !== null) return found;
  }
  return null;
}

/** JSON-LD has one object an author; they are one byline. */
function joinedAuthors(names: readonly string[]): string[] {
  const persons = [...new Set(names)].filter((name) => parseByline(name) !== null);
  return persons.length > 1 && persons.length <= 5 ? [persons.join(' - '), ...persons] : persons;
}

function textsOf($: CheerioAPI, elements: readonly AnyNode[]): string[] {
  return elements.slice(0, 3).map((element) => plainText($(element).text()));
}

function lastLine(blocks: readonly Block[]): string[] {
  const text = blockTexts(blocks.filter((block) => block.kind === 'paragraph').slice(-1))[0] ?? '';
  const words = text.split(' ');
  const isLine =
    words.length <= MOST_WORDS &&
    !/[.!?…:]$/.test(text) &&
    words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length / 2;
  return isLine || /^(?:theo|bài|tin|nguồn)\b[^.]{2,60}$/iu.test(text) ? [text] : [];
}

/** Tells whether a name is the paper's own: of its site, its publisher or its host. */
function paperTest(facts: PageFacts, url: string): (name: string) => boolean {
  const host = new URL(url).hostname.replace(/^www\./, '');
  const label = host.split('.')[0] ?? '';
  const names = new Set([...facts.siteNames, host, label].map(squeezed));
  return (name) =>
    names.has(squeezed(name)) || names.has(squeezed(name.replace(/^báo\s+/i, ''))) || squeezed(name) === `bao${label}`;
}

function squeezed(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}]/gu, '');
}
