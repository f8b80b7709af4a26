import type { CheerioAPI } from 'cheerio/slim';
import { type Element, isTag } from 'domhandler';
import { loadPage } from '../extraction/load-page.ts';
import { outermost } from '../extraction/page-parts.ts';
import { canonicalUrl } from './canonical-url.ts';
import type { Entry } from './entry.ts';
import { type ListingOutcome, withoutRepeats } from './listing.ts';
import { plainText } from './plain-text.ts';

/** Links a section page may have. */
const MOST_LINKS = 1_000;

/**
 * The links `page.links` (a CSS selector) finds on a section page, in page order, each address once, with their text as
 * title. Links without a text (a picture's) are left out unless another to the same address has one.
 */
export function parseListingPage(html: string, page: { url: string; links: string }): ListingOutcome {
  const $ = loadPage(html);
  const links = select($, page.links);
  if (links === null) return { kind: 'not-a-listing', detail: `the selector is broken: ${page.links}` };
  const entries = links.slice(0, MOST_LINKS).flatMap((link): Entry[] => {
    const url = canonicalUrl(link.attribs.href ?? '', page.url);
    const title = titleOf($, link);
    return url === null || title === '' ? [] : [{ url, title, summary: null, publishedAt: null, problems: [] }];
  });
  return { kind: 'listing', entries: withoutRepeats(entries) };
}

function select($: CheerioAPI, selector: string): Element[] | null {
  try {
    return $(selector).toArray().filter(isTag);
  } catch {
    return null;
  }
}

/** A heading inside the link, else the link's text, else what its `title` attribute or picture says. */
function titleOf($: CheerioAPI, link: Element): string {
  const [heading] = outermost(link, ({ name }) => /^h[1-4]$/.test(name));
  const [image] = outermost(link, ({ name }) => name === 'img');
  const candidates = [
    heading === undefined ? '' : $(heading).text(),
    $(link).text(),
    link.attribs.title ?? '',
    image?.attribs.alt ?? '',
  ];
  return candidates.map(plainText).find((text) => text !== '') ?? '';
}
