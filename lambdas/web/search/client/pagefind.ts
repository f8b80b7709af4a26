/** What of Pagefind's browser interface is used (https://pagefind.app/docs/api/); it is loaded from the index itself. */
export interface Pagefind {
  createInstance(options: EngineOptions): Promise<Engine>;
}

/** A searchable index, maybe of several years merged. */
export interface Engine {
  search(term: string | null, options?: SearchOptions): Promise<{ readonly results: readonly Hit[] }>;
  /** Clippings by filter and value; loads the filters where they are not. */
  filters(): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>;
  mergeIndex(path: string, options: EngineOptions): Promise<void>;
}

/** Filters by name and value; one sort key. */
export interface SearchOptions {
  readonly filters?: Readonly<Record<string, string>>;
  readonly sort?: Readonly<Record<string, 'asc' | 'desc'>>;
}

/** One clipping found; `data` loads its title, its address and the stretch of its text with the words. */
export interface Hit {
  readonly id: string;
  readonly score: number;
  data(): Promise<HitData>;
}

/** See {@link Hit}; `excerpt` is text with `<`, `>` escaped and `<mark>` around words found. */
export interface HitData {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/** See https://pagefind.app/docs/search-config/. */
export interface EngineOptions {
  readonly basePath?: string;
  readonly baseUrl: string;
  readonly exactDiacritics: boolean;
  readonly excerptLength: number;
  readonly excerptEllipsis: string;
  /** Asked for by the build's own name, so that a browser may keep it. */
  readonly metaCacheTag: string;
  readonly mergeFilter: Readonly<Record<string, string>>;
  readonly ranking: Readonly<Record<string, unknown>>;
}

/** One year of `search/years.json` that has an index. */
export interface Year {
  readonly year: string;
  readonly build: string;
}

/** Name of the filter that tells years apart in a merged index. */
export const YEAR_FILTER = 'year';
/** Syllables of text shown with a hit. */
const EXCERPT = 36;

/** Folder of a year's index. */
export function folderOf({ year, build }: Year): string {
  return `/search/${year}/${build}/`;
}

/** Opens an index of these years, the newest first; the program comes out of the newest. Throws where it cannot be loaded. */
export async function openEngine(years: readonly Year[], exactDiacritics: boolean): Promise<Engine> {
  const [first, ...others] = years;
  if (first === undefined) throw new Error('no year to search');
  const program: Pagefind = await import(`${folderOf(first)}pagefind.js`);
  const engine = await program.createInstance({ ...optionsOf(first, exactDiacritics), basePath: folderOf(first) });
  for (const year of others) await engine.mergeIndex(folderOf(year), optionsOf(year, exactDiacritics));
  return engine;
}

function optionsOf({ year, build }: Year, exactDiacritics: boolean): EngineOptions {
  return {
    baseUrl: '/',
    exactDiacritics,
    excerptLength: EXCERPT,
    excerptEllipsis: '…',
    metaCacheTag: build,
    mergeFilter: { [YEAR_FILTER]: year },
    // The day is stored to be shown, not to be found; long clippings must not win by their length.
    ranking: { metaWeights: { title: 5, day: 0 } },
  };
}
