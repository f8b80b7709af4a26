import type { Manifest } from '../core/archive/manifest.ts';
import { latest } from '../core/calendar/instant.ts';
import { listedIssue } from './archive-view.ts';
import { renderMarkup } from './templates.ts';
import { type Address, homeOf } from './view.ts';

/** Entries of the feed, about six weeks. */
const ENTRIES = 30;

/** RFC 4287 asks for a time even of a feed without entries. */
const NEVER = '1970-01-01T00:00:00Z';

/**
 * Atom 1.0 (RFC 4287) of the newest issues. The id of an entry is a tag URI (RFC 4151) of edition and day, so that a
 * corrected revision updates the entry instead of adding one; `updated` is the time of publishing, so no clock is read.
 */
export function renderFeed(manifest: Manifest, address: Address): string {
  const home = homeOf(address);
  const issues = manifest.issues.filter(({ edition }) => edition === 'daily').slice(0, ENTRIES).map((stored) => {
    const issue = listedIssue(stored);
    const page = `${home}${issue.path}`;
    return {
      ...issue,
      address: page,
      id: `tag:${new URL(home).hostname},${issue.issueKey}:${stored.edition}`,
      content: renderMarkup('site/feed-content.html', { issue, address: page }).trim(),
    };
  });
  const updated = issues.map((issue) => issue.publishedAt).reduce((a, b) => latest(a, b), NEVER);
  return renderMarkup('site/feed.xml', { home, issues, updated });
}
