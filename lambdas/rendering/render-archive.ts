import type { Manifest } from '../core/archive/manifest.ts';
import { renderArchiveIndex, renderLatest, renderNotFound } from './archive-pages.ts';
import { renderFeed } from './feed.ts';
import { siteStyle } from './palette.ts';
import { CONTENT_TYPES, type RenderedFile } from './rendered-file.ts';
import type { Address } from './view.ts';

/** Everything of the archive that is derived from the manifest alone; made anew at every publishing. */
export function renderArchive(manifest: Manifest, address: Address): RenderedFile[] {
  return [
    { key: 'index.html', body: renderArchiveIndex(manifest, address), contentType: CONTENT_TYPES.html },
    { key: 'latest/index.html', body: renderLatest(manifest, address), contentType: CONTENT_TYPES.html },
    { key: 'feed.xml', body: renderFeed(manifest, address), contentType: CONTENT_TYPES.atom },
    { key: 'style.css', body: siteStyle(), contentType: CONTENT_TYPES.css },
    { key: '404.html', body: renderNotFound(address), contentType: CONTENT_TYPES.html },
  ];
}
