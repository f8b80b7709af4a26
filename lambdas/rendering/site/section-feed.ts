import type { CatalogueEntry } from '../../core/archive/catalogue.ts';
import { type Subject, subjectPath } from '../../core/archive/subjects.ts';
import { at } from '../../core/calendar/instant.ts';
import { issueFolder } from '../../core/issue/issue-path.ts';
import { formatDay } from '../../core/vietnamese/dates.ts';
import { NEVER, tagOf } from '../feed.ts';
import { printable } from '../printable.ts';
import { CONTENT_TYPES, type RenderedFile } from '../rendered-file.ts';
import { renderMarkup } from '../templates.ts';
import { type Address, homeOf } from '../view.ts';
import { siteMessages } from './site-messages.ts';

/** Clippings in the feed of a section, about two weeks. */
const ENTRIES = 40;
/** When an issue is out at the latest; the catalogue knows days, and the same entries must give the same bytes. */
const OUT_BY = '08:00';

/** Atom 1.0 of the newest clippings of a section: title and source, the text stays with the issue. */
export function renderSectionFeed(section: Subject, newest: readonly CatalogueEntry[], address: Address): RenderedFile {
  const home = homeOf(address);
  const path = subjectPath(section);
  const entries = newest.slice(0, ENTRIES).map((entry) => ({
    id: `${tagOf(home, entry)}/${entry.anchor}`,
    title: printable(entry.title).trim(),
    updated: at(entry.day, OUT_BY),
    address: `${home}${issueFolder(entry.edition, entry.issueKey)}#${entry.anchor}`,
    source: sourceOf(entry),
  }));
  const values = {
    home,
    self: `${home}${path}feed.xml`,
    page: `${home}${path}`,
    title: `${siteMessages().site} – ${printable(section.name).trim()}`,
    author: siteMessages().author,
    updated: entries[0]?.updated ?? NEVER,
    entries,
  };
  return {
    key: `${path}feed.xml`,
    body: renderMarkup('site/section-feed.xml', values),
    contentType: CONTENT_TYPES.atom,
  };
}

function sourceOf({ site, publishedOn }: CatalogueEntry): string {
  return [printable(site).trim(), publishedOn === null ? '' : formatDay(publishedOn)].filter(Boolean).join(' ');
}
