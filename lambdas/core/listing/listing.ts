import { identityOf, isPlain } from './address-identity.ts';
import type { Entry } from './entry.ts';

/** What a feed or a section page came to: its entries in its own order (perhaps none), or why it is neither. */
export type ListingOutcome =
  | { readonly kind: 'listing'; readonly entries: Entry[] }
  | { readonly kind: 'not-a-listing'; readonly detail: string };

/** The entries without those whose article came before; of several dresses of one page the plain one is kept. */
export function withoutRepeats(entries: readonly Entry[], hosts: readonly string[] = []): Entry[] {
  const first = new Map<string, Entry>();
  for (const entry of entries) {
    const identity = identityOf(entry.url, hosts);
    const known = first.get(identity);
    if (known === undefined) first.set(identity, entry);
    else if (!isPlain(known.url) && isPlain(entry.url)) first.set(identity, { ...known, url: entry.url });
  }
  return [...first.values()];
}
