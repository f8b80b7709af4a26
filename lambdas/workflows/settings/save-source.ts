import type { Instant } from '../../core/calendar/instant.ts';
import { canonicalUrl } from '../../core/listing/canonical-url.ts';
import { isOfSource, sourceAt } from '../../core/sources/hosts.ts';
import type { GatheringPlace, Source, SourcePause, SourceRegistry } from '../../core/sources/source.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { presentSetting, saveSetting } from './save-setting.ts';
import { SETTINGS } from './setting-table.ts';

/** `known`: the house has a source of that id or host. `unfit`: an address in it is not of its own hosts. `busy`: others were always faster. */
export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'known'; readonly sourceId: string }
  | { readonly kind: 'unfit'; readonly url: string }
  | { readonly kind: 'busy' };

/** `no-source`: the house has none of that id. */
export type SourceOutcome = { readonly kind: 'saved' | 'same' | 'no-source' | 'busy' };

/** Who changes the list of sources, when and why: told in its versions. */
export interface SourceKeeper {
  readonly by: string;
  readonly at: Instant;
  readonly why: string;
}

/** Two people who save at once both succeed; more than this many in one second do not happen. */
const TRIES = 4;

/** Adds a source to `settings/sources.json` (the seed, where the house has none yet) by conditional writes: nobody's addition is lost. */
export async function saveSource(newsroom: ObjectStore, source: Source, keeper: SourceKeeper): Promise<SaveOutcome> {
  const { feeds, pages, sitemaps = [] } = source.listing;
  const addresses = [...feeds, ...pages.map(({ url }) => url), ...sitemaps];
  const foreign = addresses.find((url) => canonicalUrl(url) === null || !isOfSource(url, source));
  if (foreign !== undefined) return { kind: 'unfit', url: foreign };
  let known: Source | null = null;
  const kind = await changeRegistry(newsroom, keeper, ({ sources }) => {
    known = knownAs(source, sources);
    return known === null ? [...sources, source].toSorted((a, b) => (a.id < b.id ? -1 : 1)) : null;
  });
  if (kind === 'none') return { kind: 'known', sourceId: idOf(known) };
  return { kind: kind === 'busy' ? 'busy' : 'saved' };
}

/** Pauses a source, or (null) has it read again; the others stay as they are. */
export async function pauseSource(
  newsroom: ObjectStore,
  { id, pause }: { readonly id: string; readonly pause: SourcePause | null },
  keeper: SourceKeeper,
): Promise<SourceOutcome> {
  return changeSource(newsroom, id, { keeper, change: (source) => withPause(source, pause) });
}

/** Has a source read from a computer of the office, or again from the cloud; the others stay as they are. */
export async function placeSource(
  newsroom: ObjectStore,
  { id, place }: { readonly id: string; readonly place: GatheringPlace },
  keeper: SourceKeeper,
): Promise<SourceOutcome> {
  return changeSource(newsroom, id, { keeper, change: (source) => withPlace(source, place) });
}

async function changeSource(
  newsroom: ObjectStore,
  id: string,
  how: { readonly keeper: SourceKeeper; readonly change: (source: Source) => Source },
): Promise<SourceOutcome> {
  const kind = await changeRegistry(newsroom, how.keeper, ({ sources }) => {
    if (!sources.some((source) => source.id === id)) return null;
    return sources.map((source) => (source.id === id ? how.change(source) : source));
  });
  return { kind: kind === 'none' ? 'no-source' : kind };
}

/** `none`: there is nothing to change. */
async function changeRegistry(
  newsroom: ObjectStore,
  keeper: SourceKeeper,
  change: (registry: SourceRegistry) => Source[] | null,
): Promise<'saved' | 'same' | 'none' | 'busy'> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { value, etag } = await presentSetting(newsroom, SETTINGS.sources);
    const sources = change(value);
    if (sources === null) return 'none';
    const saved = await saveSetting(newsroom, SETTINGS.sources, { ...keeper, etag, value: { ...value, sources } });
    if (saved.kind === 'saved' || saved.kind === 'same') return saved.kind;
    if (saved.kind === 'unfit') throw new Error(`sources: ${saved.problem}`);
  }
  return 'busy';
}

function withPause(source: Source, pause: SourcePause | null): Source {
  const { pause: _before, ...rest } = source;
  return pause === null ? rest : { ...rest, pause };
}

function withPlace(source: Source, place: GatheringPlace): Source {
  const { from: _before, ...rest } = source;
  return place === 'cloud' ? rest : { ...rest, from: place };
}

function idOf(source: Source | null): string {
  return source?.id ?? '';
}

function knownAs(source: Source, sources: readonly Source[]): Source | null {
  const sameHost = source.hosts.map((host) => sourceAt(`https://${host}/`, sources)).find((found) => found !== null);
  return sources.find(({ id }) => id === source.id) ?? sameHost ?? null;
}
