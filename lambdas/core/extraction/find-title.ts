import type { CheerioAPI } from 'cheerio/slim';
import { plainText } from '../listing/plain-text.ts';
import { fold } from '../vietnamese/fold.ts';
import type { PageFacts } from './page-facts.ts';
import { lookUp } from './page-index.ts';
import { select } from './select.ts';

/** What stands between a title and the name of the paper. */
const SITE_SEPARATOR = /\s+[|–—-]\s+|\s*[|»]\s*/;
/** A title shares at least this part of its words with what the page calls itself. */
const ALIKE = 0.5;

/** First headings looked at; a page has one, a wrong one a few. */
const MOST_HEADINGS = 20;

/** What is known about a page's title from elsewhere. */
export interface TitleHints {
  readonly selector: string | undefined;
  readonly facts: PageFacts;
  readonly listed: string | null;
}

/**
 * The title as printed on the page: by the paper's selector, else the `h1` that is most like what the page's head and the
 * listing call it, else the head's own title without the name of the paper. Null where there is none.
 */
export function findTitle($: CheerioAPI, { selector, facts, listed }: TitleHints): string | null {
  const chosen = selector === undefined ? '' : plainText(select($, selector).first().text());
  if (chosen !== '') return chosen;
  const claimed = [
    ...facts.titles,
    withoutSite(plainText($(lookUp($, 'title')).first().text()), facts),
    listed ?? '',
  ].filter((text) => text !== '');
  const headings = lookUp($, 'h1')
    .slice(0, MOST_HEADINGS)
    .map((heading) => plainText($(heading).text()))
    .filter((text) => text !== '');
  const ranked = headings
    .map((text) => ({ text, likeness: Math.max(0, ...claimed.map((claim) => likeness(text, claim))) }))
    .toSorted((a, b) => b.likeness - a.likeness);
  const [best] = ranked;
  const [claim] = claimed;
  if (best !== undefined && (best.likeness >= ALIKE || claimed.length === 0)) return withoutKicker(best.text, claim);
  return claim === undefined ? null : withoutSite(claim, facts);
}

/** How alike two titles are by their words without marks: 0 nothing shared, 1 the same words. */
export function likeness(a: string, b: string): number {
  const [wordsA, wordsB] = [a, b].map((text) => new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []));
  if (wordsA === undefined || wordsB === undefined || wordsA.size === 0 || wordsB.size === 0) return 0;
  const shared = [...wordsA].filter((word) => wordsB.has(word)).length;
  return (2 * shared) / (wordsA.size + wordsB.size);
}

/** `Kicker - Title` in the heading, `Title` in the head: the kicker is no part of it. */
function withoutKicker(heading: string, claim: string | undefined): string {
  if (claim === undefined || claim.length < 0.4 * heading.length) return heading;
  return fold(heading).endsWith(fold(claim)) ? claim : heading;
}

/** `Title | Paper` → `Title`: the last part goes when it is a name of the paper or short beside what stays. */
function withoutSite(title: string, facts: PageFacts): string {
  const parts = title.split(SITE_SEPARATOR);
  const last = parts.at(-1) ?? '';
  if (parts.length < 2) return title;
  const isSite = facts.siteNames.some((name) => likeness(name, last) >= 0.8);
  const kept = title.slice(0, title.length - last.length).replace(/[\s|»–—-]+$/, '');
  return isSite || (last.length <= 30 && kept.length >= 2 * last.length) ? kept : title;
}
