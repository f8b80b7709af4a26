import type { Manifest, ManifestIssue } from '../core/archive/manifest.ts';
import { latest } from '../core/calendar/instant.ts';
import { type ListedIssue, listedIssue } from './archive-view.ts';
import { filled, siteMessages } from './site/site-messages.ts';
import { renderMarkup } from './templates.ts';
import { type Address, homeOf } from './view.ts';

/** Entries of the feeds of all issues, about six weeks. */
const ENTRIES = 30;

/** RFC 4287 asks for a time even of a feed without entries. */
export const NEVER = '1970-01-01T00:00:00Z';

/** An issue as both feeds have it. */
interface FedIssue extends ListedIssue {
  readonly id: string;
  readonly address: string;
  readonly title: string;
  /** Its contents as HTML. */
  readonly content: string;
}

/**
 * Tag URI (RFC 4151) of edition and day or month: whatever its revision, an issue is one entry. RFC 4151 lets a month stand
 * for its first day.
 */
export function tagOf(home: string, { edition, issueKey }: Pick<ManifestIssue, 'edition' | 'issueKey'>): string {
  return `tag:${new URL(home).hostname},${issueKey}:${edition}`;
}

/** Atom 1.0 (RFC 4287) of the newest issues of both editions; `updated` is the time of publishing, so no clock is read. */
export function renderFeed(manifest: Manifest, address: Address): string {
  const home = homeOf(address);
  const issues = fedIssues(manifest, home);
  const updated = issues.map((issue) => issue.publishedAt).reduce((a, b) => latest(a, b), NEVER);
  return renderMarkup('site/feed.xml', { home, issues, updated, words: siteMessages() });
}

/** JSON Feed 1.1 of the same issues. */
export function renderJsonFeed(manifest: Manifest, address: Address): string {
  const home = homeOf(address);
  const { site, author, feedSubtitle } = siteMessages();
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: site,
    description: feedSubtitle,
    home_page_url: home,
    feed_url: `${home}feed.json`,
    language: 'vi',
    authors: [{ name: author, url: home }],
    items: fedIssues(manifest, home).map((issue) => ({
      id: issue.id,
      url: issue.address,
      title: issue.title,
      content_html: issue.content,
      date_published: issue.publishedAt,
      tags: [issue.edition],
    })),
  };
  return `${JSON.stringify(feed, null, 1)}\n`;
}

/** What was read in from printed bulletins is old, and no news to a subscriber. */
function fedIssues(manifest: Manifest, home: string): FedIssue[] {
  const newest = manifest.issues.filter((issue) => issue.imported !== true).slice(0, ENTRIES);
  return newest.map((stored) => {
    const issue = listedIssue(stored);
    const address = `${home}${issue.path}`;
    const title = issue.edition === 'daily' ? filled('{0} – {1}', siteMessages().site, issue.name) : issue.name;
    const content = renderMarkup('site/feed-content.html', { issue, address }).trim();
    return { ...issue, id: tagOf(home, stored), address, title, content };
  });
}
