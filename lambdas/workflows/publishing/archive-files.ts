import { type Manifest, manifestSchema } from '../../core/archive/manifest.ts';
import { emptyManifest } from '../../core/archive/manifest-of.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { RenderedFile } from '../../rendering/rendered-file.ts';
import { readJson, writeJson } from '../stored-json.ts';

/**
 * Renderings under an address with a revision: their bytes never change but where something is withdrawn, and then nobody
 * is to be given the old ones for long. A browser asks again after an hour, the shared cache after five minutes.
 */
const RENDERINGS = 'public, max-age=3600, s-maxage=300';
/** Pages derived from the manifest are at most this stale. */
const ONE_MINUTE = 'public, max-age=60';

/** Writes renderings where nothing is: an address with a revision never changes a byte. */
export async function putRenderings(archive: ObjectStore, files: readonly RenderedFile[]): Promise<void> {
  await putAll(archive, files, { cacheControl: RENDERINGS, condition: { kind: 'none' } });
}

/** Writes renderings over what is there: the one exception, for what was withdrawn. */
export async function replaceRenderings(archive: ObjectStore, files: readonly RenderedFile[]): Promise<void> {
  await putAll(archive, files, { cacheControl: RENDERINGS, condition: { kind: 'any' } });
}

/** The manifest as it is stored; empty in a house that has published nothing. */
export async function readManifest(archive: ObjectStore): Promise<Manifest> {
  return (await readJson(archive, ARCHIVE_KEYS.manifest, manifestSchema))?.value ?? emptyManifest();
}

/** Changes the manifest by one conditional write, again and again where others write too; a change that is none writes nothing. */
export async function changeManifest(archive: ObjectStore, change: (before: Manifest) => Manifest): Promise<Manifest> {
  for (;;) {
    const stored = await readJson(archive, ARCHIVE_KEYS.manifest, manifestSchema);
    const before = stored?.value ?? emptyManifest();
    const after = change(before);
    if (JSON.stringify(after) === JSON.stringify(before)) return before;
    const condition = stored ? { kind: 'etag' as const, etag: stored.etag } : { kind: 'none' as const };
    const written = await writeJson(archive, ARCHIVE_KEYS.manifest, after, condition);
    if (written.kind === 'stored') return after;
  }
}

/** Writes derived files over what is there, `atOnce` at a time; one at a time they appear in the order given. */
export async function putDerived(archive: ObjectStore, files: readonly RenderedFile[], atOnce: number): Promise<void> {
  for (let from = 0; from < files.length; from += atOnce) {
    const some = files.slice(from, from + atOnce);
    await Promise.all(
      some.map((file) => putAll(archive, [file], { cacheControl: ONE_MINUTE, condition: { kind: 'any' } })),
    );
  }
}

async function putAll(
  archive: ObjectStore,
  files: readonly RenderedFile[],
  how: { readonly cacheControl: string; readonly condition: { readonly kind: 'none' | 'any' } },
): Promise<void> {
  for (const file of files) {
    const headers = { contentType: file.contentType, cacheControl: how.cacheControl };
    await archive.put(file.key, file.body, headers, how.condition);
  }
}
