import type { CheerioAPI } from 'cheerio/slim';
import { loadPage } from '../extraction/load-page.ts';
import { bareHostOf } from '../listing/address-identity.ts';
import { canonicalUrl } from '../listing/canonical-url.ts';
import { plainText } from '../listing/plain-text.ts';

/** What a paper's page says of itself and of the ways in to it. */
export interface Discovered {
  /** Name of the paper, or null. */
  readonly name: string | null;
  /** Feeds the page names, its own first; canonical, each once. */
  readonly feeds: string[];
}

const FEED_TYPES = /^application\/(?:rss|atom|rdf)\+xml|^application\/feed\+json/i;
const FEED_LIKE = /(?:\.rss|\/rss\/|\/rss$|\/feed\/?$|rss\.xml|feed\.xml|atom\.xml)/i;
const MOST_FEEDS = 12;

/** Where papers keep their feeds when their pages do not say; tried in this order. */
export const USUAL_FEEDS = ['/rss/home.rss', '/rss', '/rss.xml', '/feed', '/rss/trang-chu.rss', '/home.rss'] as const;
/** Where papers keep their sitemaps when robots.txt does not say. */
export const USUAL_SITEMAPS = ['/sitemap-news.xml', '/news-sitemap.xml', '/sitemap.xml'] as const;

/** Reads a page for `link rel=alternate` and links that look like feeds on the same paper's hosts. */
export function discover(html: string, url: string): Discovered {
  const $ = loadPage(html);
  const named = $('link[rel~="alternate"]')
    .toArray()
    .filter(({ attribs }) => FEED_TYPES.test(attribs.type ?? ''))
    .map(({ attribs }) => attribs.href ?? '');
  const linked = $('a[href]')
    .toArray()
    .map(({ attribs }) => attribs.href ?? '')
    .filter((href) => FEED_LIKE.test(href));
  const host = bareHostOf(new URL(url).hostname);
  const feeds = [...named, ...linked].flatMap((href): string[] => {
    const found = canonicalUrl(href, url);
    return found !== null && bareHostOf(new URL(found).hostname) === host ? [found] : [];
  });
  return { name: nameOf($), feeds: [...new Set(feeds)].slice(0, MOST_FEEDS) };
}

/** The sitemaps robots.txt names (`Sitemap:` lines count for everybody), those for news first. */
export function sitemapsOf(robots: string, url: string): string[] {
  const named = [...robots.matchAll(/^\s*sitemap\s*:\s*(\S+)/gim)].flatMap((match): string[] => {
    const found = canonicalUrl(match[1] ?? '', url);
    return found === null ? [] : [found];
  });
  const unique = [...new Set(named)].slice(0, MOST_FEEDS);
  return [...unique.filter((each) => /news/i.test(each)), ...unique.filter((each) => !/news/i.test(each))];
}

function nameOf($: CheerioAPI): string | null {
  const candidates = [
    $('meta[property="og:site_name"]').attr('content') ?? '',
    $('meta[name="application-name"]').attr('content') ?? '',
    $('title')
      .first()
      .text()
      .split(/\s[|–-]\s/u)
      .at(0) ?? '',
  ];
  return candidates.map(plainText).find((text) => text !== '' && text.length <= 120) ?? null;
}
