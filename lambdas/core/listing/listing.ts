import type { Entry } from './entry.ts';

/** What a feed or a section page came to: its entries in its own order (perhaps none), or why it is neither. */
export type ListingOutcome =
  | { readonly kind: 'listing'; readonly entries: Entry[] }
  | { readonly kind: 'not-a-listing'; readonly detail: string };

/** The entries without those whose address came before. */
export function withoutRepeats(entries: readonly Entry[]): Entry[] {
  const first = new Map<string, Entry>();
  for (const entry of entries) if (!first.has(entry.url)) first.set(entry.url, entry);
  return [...first.values()];
}
