import { type Manifest, manifestSchema } from '../core/archive/manifest.ts';
import { emptyManifest } from '../core/archive/manifest-of.ts';
import { ARCHIVE_KEYS } from '../names.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { renderArchive } from '../rendering/render-archive.ts';
import type { RenderedFile } from '../rendering/rendered-file.ts';
import type { Address } from '../rendering/view.ts';
import { readJson, writeJson } from './stored-json.ts';

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

/**
 * Makes everything anew that is derived from the manifest; may be repeated at any time. Once more where the manifest moved
 * meanwhile: of two publishers the slower must not leave the pages of its older manifest behind.
 */
export async function refreshDerived(archive: ObjectStore, address: Address): Promise<Manifest> {
  let manifest = await readManifest(archive);
  for (;;) {
    await putAll(archive, renderArchive(manifest, address), { cacheControl: ONE_MINUTE, condition: { kind: 'any' } });
    const after = await readManifest(archive);
    if (JSON.stringify(after) === JSON.stringify(manifest)) return manifest;
    manifest = after;
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
