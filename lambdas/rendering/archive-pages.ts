import { countedSubjects } from '../core/archive/overview.ts';
import { subjectPath } from '../core/archive/subjects.ts';
import { listedIssue } from './archive-view.ts';
import { siteStyle } from './palette.ts';
import { printable } from './printable.ts';
import { yearsOf } from './site/month-pages.ts';
import type { SiteContents } from './site/site-contents.ts';
import { renderMarkup } from './templates.ts';
import { type Address, homeOf, subscriptionsOf } from './view.ts';

/** Dailies listed with their titles on the first page, and monthlies. */
const TITLED = { daily: 5, monthly: 1 } as const;

/** The first page: the newest issues with their titles, then the ways into the archive; it stays small for ever. */
export function renderArchiveIndex({ manifest, overview }: SiteContents, address: Address): string {
  const newest = (edition: 'daily' | 'monthly') =>
    manifest.issues
      .filter((issue) => issue.edition === edition)
      .slice(0, TITLED[edition])
      .map(listedIssue);
  return renderMarkup('site/archive.html', {
    dailies: newest('daily'),
    monthlies: newest('monthly'),
    years: yearsOf(manifest),
    sections: countedSubjects(overview)
      .filter(({ kind }) => kind === 'section')
      .map((section) => ({ name: printable(section.name).trim(), folder: subjectPath(section) })),
    address: homeOf(address),
    subscriptions: subscriptionsOf(homeOf(address)),
    style: siteStyle(),
  });
}

/** `latest/index.html` and `latest/monthly/index.html` of a house that has no issue of the edition yet. */
export function renderNoLatest(folder: string, address: Address): string {
  return renderMarkup('site/no-latest.html', {
    address: `${homeOf(address)}${folder}`,
    root: '../'.repeat(folder.split('/').length - 1),
    subscriptions: subscriptionsOf(homeOf(address)),
    style: siteStyle(),
  });
}

/** `404.html`; served under any path, so its links are absolute. */
export function renderNotFound(address: Address): string {
  return renderMarkup('site/not-found.html', { root: homeOf(address), style: siteStyle() });
}
