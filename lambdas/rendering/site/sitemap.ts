import type { Manifest } from '../../core/archive/manifest.ts';
import { countedSubjects } from '../../core/archive/overview.ts';
import { SUBJECT_FOLDERS, subjectPath } from '../../core/archive/subjects.ts';
import { latest } from '../../core/calendar/instant.ts';
import { issueFolder } from '../../core/issue/issue-path.ts';
import { CONTENT_TYPES, type RenderedFile } from '../rendered-file.ts';
import { renderMarkup, renderText } from '../templates.ts';
import { type Address, homeOf } from '../view.ts';
import { yearsOf } from './month-pages.ts';
import type { SiteContents } from './site-contents.ts';

/** Key of the sitemap of a year. */
const yearKey = (year: string): string => `sitemap-${year}.xml`;

/**
 * `sitemap.xml` leads to one file a year (its issues and months) and one of the lists and subjects; only the years of the
 * months in question are made anew. Protocol 0.9: an address and, where it is known, its last change.
 */
export function renderSitemaps(contents: SiteContents, address: Address): RenderedFile[] {
  const { manifest, months } = contents;
  const home = homeOf(address);
  const inQuestion = [...new Set(months.map((month) => month.slice(0, 4)))];
  const years = inQuestion.map((year) => urlFile(yearKey(year), yearUrls(manifest, year, home)));
  const parts = yearsOf(manifest).map(({ year }) => ({
    address: `${home}${yearKey(year)}`,
    changed: lastChange(manifest, year),
  }));
  const index = renderMarkup('site/sitemap-index.xml', {
    parts: [{ address: `${home}sitemap-pages.xml`, changed: null }, ...parts],
  });
  return [
    ...years,
    urlFile('sitemap-pages.xml', pageUrls(contents, home)),
    { key: 'sitemap.xml', body: index, contentType: CONTENT_TYPES.xml },
  ];
}

/** `robots.txt`: everything but desk and subscriptions, and where the sitemap is. */
export function renderRobots(address: Address): RenderedFile {
  const body = renderText('site/robots.txt', { home: homeOf(address) });
  return { key: 'robots.txt', body, contentType: CONTENT_TYPES.text };
}

interface Url {
  readonly address: string;
  readonly changed: string | null;
}

function urlFile(key: string, urls: readonly Url[]): RenderedFile {
  return { key, body: renderMarkup('site/sitemap.xml', { urls }), contentType: CONTENT_TYPES.xml };
}

function yearUrls(manifest: Manifest, year: string, home: string): Url[] {
  const months = yearsOf(manifest).find((each) => each.year === year)?.months ?? [];
  return [
    ...manifest.issues
      .filter((issue) => issue.issueKey.startsWith(year))
      .map(({ edition, issueKey, publishedAt }) => ({
        address: `${home}${issueFolder(edition, issueKey)}`,
        changed: publishedAt,
      })),
    ...months.map(({ folder }) => ({ address: `${home}${folder}`, changed: null })),
  ];
}

function pageUrls({ manifest, overview }: SiteContents, home: string): Url[] {
  const paths = [
    '',
    ...Object.values(SUBJECT_FOLDERS),
    ...yearsOf(manifest).map(({ folder }) => folder),
    ...countedSubjects(overview).map(subjectPath),
  ];
  return paths.map((path) => ({ address: `${home}${path}`, changed: null }));
}

function lastChange(manifest: Manifest, year: string): string | null {
  const times = manifest.issues.filter((issue) => issue.issueKey.startsWith(year)).map((issue) => issue.publishedAt);
  return times.length === 0 ? null : times.reduce(latest);
}
