import { bareHostOf } from '../listing/address-identity.ts';
import type { Source } from './source.ts';

/** True when the address is on one of the source's hosts; `www.`, mobile and AMP hosts of them count too. */
export function isOfSource(url: string, source: Pick<Source, 'hosts'>): boolean {
  const host = bareHostOf(new URL(url).hostname);
  return source.hosts.some((each) => bareHostOf(each) === host);
}

/** The source an address belongs to, or null. */
export function sourceAt(url: string, sources: readonly Source[]): Source | null {
  return sources.find((source) => isOfSource(url, source)) ?? null;
}
