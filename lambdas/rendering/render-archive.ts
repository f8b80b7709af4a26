import { renderArchiveIndex, renderNotFound } from './archive-pages.ts';
import { renderFeed, renderJsonFeed } from './feed.ts';
import { siteStyle } from './palette.ts';
import { CONTENT_TYPES, type RenderedFile } from './rendered-file.ts';
import { renderSearch } from './site/search-page.ts';
import type { SiteContents } from './site/site-contents.ts';
import { renderRobots, renderSitemaps } from './site/sitemap.ts';
import { renderSubjectLists, renderSubjects } from './site/subject-pages.ts';
import type { Address } from './view.ts';
import { zaloCover } from './zalo/zalo-cover.ts';

/**
 * Everything of the archive that is derived from manifest and catalogue but the pages of months and issues, for the years and
 * subjects in question. In the order it may be written in: a page comes after those it leads to.
 */
export function renderArchive(contents: SiteContents, address: Address): RenderedFile[] {
  const { manifest } = contents;
  return [
    ...renderSubjects(contents, address),
    ...renderSubjectLists(contents, address),
    { key: 'index.html', body: renderArchiveIndex(contents, address), contentType: CONTENT_TYPES.html },
    { key: 'feed.xml', body: renderFeed(manifest, address), contentType: CONTENT_TYPES.atom },
    { key: 'feed.json', body: renderJsonFeed(manifest, address), contentType: CONTENT_TYPES.jsonFeed },
    ...renderSitemaps(contents, address),
    ...(contents.isWhole ? renderFixed(address) : []),
  ];
}

/** What no issue changes. */
function renderFixed(address: Address): RenderedFile[] {
  return [
    { key: 'style.css', body: siteStyle(), contentType: CONTENT_TYPES.css },
    { key: '404.html', body: renderNotFound(address), contentType: CONTENT_TYPES.html },
    ...renderSearch(address),
    renderRobots(address),
    zaloCover(),
  ];
}
