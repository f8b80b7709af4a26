import { canonicalUrl } from '../core/listing/canonical-url.ts';
import { isOfSource, sourceAt } from '../core/sources/hosts.ts';
import { seedRegistry } from '../core/sources/registry.ts';
import { type Source, sourceRegistrySchema } from '../core/sources/source.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { settingKey } from './house.ts';
import { readJson, writeJson } from './stored-json.ts';

/** `known`: the house has a source of that id or host. `unfit`: an address in it is not of its own hosts. `busy`: others were always faster. */
export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'known'; readonly sourceId: string }
  | { readonly kind: 'unfit'; readonly url: string }
  | { readonly kind: 'busy' };

/** Two people who save at once both succeed; more than this many in one second do not happen. */
const TRIES = 4;

/** Adds a source to `settings/sources.json` (the seed, where the house has none yet) by conditional writes: nobody's addition is lost. */
export async function saveSource(newsroom: ObjectStore, source: Source): Promise<SaveOutcome> {
  const { feeds, pages, sitemaps = [] } = source.listing;
  const addresses = [...feeds, ...pages.map(({ url }) => url), ...sitemaps];
  const foreign = addresses.find((url) => canonicalUrl(url) === null || !isOfSource(url, source));
  if (foreign !== undefined) return { kind: 'unfit', url: foreign };
  for (let tries = 0; tries < TRIES; tries++) {
    const stored = await readJson(newsroom, settingKey('sources'), sourceRegistrySchema);
    const registry = stored?.value ?? seedRegistry();
    const known = knownAs(source, registry.sources);
    if (known !== null) return { kind: 'known', sourceId: known.id };
    const sources = [...registry.sources, source].toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const condition = stored ? ({ kind: 'etag', etag: stored.etag } as const) : ({ kind: 'none' } as const);
    const written = await writeJson(newsroom, settingKey('sources'), { ...registry, sources }, condition);
    if (written.kind === 'stored') return { kind: 'saved' };
  }
  return { kind: 'busy' };
}

function knownAs(source: Source, sources: readonly Source[]): Source | null {
  const sameHost = source.hosts.map((host) => sourceAt(`https://${host}/`, sources)).find((found) => found !== null);
  return sources.find(({ id }) => id === source.id) ?? sameHost ?? null;
}
