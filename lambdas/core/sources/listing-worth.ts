import { type Instant, isBefore, latest } from '../calendar/instant.ts';
import type { Entry } from '../listing/entry.ts';
import { isOfSource } from './hosts.ts';
import type { Source } from './source.ts';

/** What a listing that can be read is worth to the house; every kind but `usable` is told to a person. */
export type ListingWorth =
  | { readonly kind: 'usable' }
  /** Nothing in it is younger than the house's news; `newest` is its newest entry. */
  | { readonly kind: 'stale'; readonly newest: Instant }
  /** Nothing in it is the paper's own: an address that somebody else has now. */
  | { readonly kind: 'stranger'; readonly detail: string }
  /** Hardly a title is Vietnamese: a paper's edition for others, or somebody else at its address. */
  | { readonly kind: 'foreign-language'; readonly detail: string };

/** Fewer titles say nothing of a paper's language. */
const LEAST_TITLES = 3;
/** One Vietnamese title in so many is a Vietnamese paper. */
const ONE_IN = 10;
/** Marks hardly another language has: breve, horn, hook above, dot below, a tone on a circumflex. */
const VIETNAMESE = /đ|\u0306|\u031b|\u0309|\u0323|\u0302[\u0300\u0301\u0303]/;

/** Looks at all entries of a source; `oldest`: nothing published before is news. No entries at all are `usable`. */
export function listingWorth(
  entries: readonly Entry[],
  about: { readonly source: Pick<Source, 'hosts'>; readonly oldest: Instant },
): ListingWorth {
  if (entries.length === 0) return { kind: 'usable' };
  const own = entries.filter(({ url }) => isOfSource(url, about.source));
  if (own.length === 0) {
    const hosts = new Set(entries.map(({ url }) => new URL(url).hostname));
    return { kind: 'stranger', detail: [...hosts].slice(0, 3).join(', ') };
  }
  const titles = own.map(({ title }) => title).filter((title) => /\p{L}/u.test(title));
  const vietnamese = titles.filter(isVietnamese).length;
  if (titles.length >= LEAST_TITLES && vietnamese * ONE_IN < titles.length) {
    return { kind: 'foreign-language', detail: titles[0] ?? '' };
  }
  const newest = newestOf(own);
  return newest !== null && isBefore(newest, about.oldest) ? { kind: 'stale', newest } : { kind: 'usable' };
}

function isVietnamese(title: string): boolean {
  return VIETNAMESE.test(title.toLowerCase().normalize('NFD'));
}

/** Null when one has no date: it may be of today. */
function newestOf(entries: readonly Entry[]): Instant | null {
  let newest: Instant | null = null;
  for (const { publishedAt } of entries) {
    if (publishedAt === null) return null;
    newest = newest === null ? publishedAt : latest(newest, publishedAt);
  }
  return newest;
}
