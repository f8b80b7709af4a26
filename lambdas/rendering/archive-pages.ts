import type { Manifest } from '../core/archive/manifest.ts';
import { listedIssue, monthsOf } from './archive-view.ts';
import { siteStyle } from './palette.ts';
import { renderMarkup } from './templates.ts';
import { type Address, homeOf, subscriptionsOf } from './view.ts';

/** Issues listed with their titles on the index. */
const TITLED_ISSUES = 10;

/** All issues by month, newest first. */
export function renderArchiveIndex(manifest: Manifest, address: Address): string {
  return renderMarkup('site/archive.html', {
    months: monthsOf(manifest, TITLED_ISSUES),
    address: homeOf(address),
    subscriptions: subscriptionsOf(homeOf(address)),
    style: siteStyle(),
  });
}

/** `latest/index.html`: the newest issue's contents under an address that never changes; no redirect. */
export function renderLatest(manifest: Manifest, address: Address): string {
  const newest = manifest.issues.find(({ edition }) => edition === 'daily');
  return renderMarkup('site/latest.html', {
    issue: newest === undefined ? null : listedIssue(newest),
    address: `${homeOf(address)}latest/`,
    subscriptions: subscriptionsOf(homeOf(address)),
    style: siteStyle(),
  });
}

/** `404.html`; served under any path, so its links are absolute. */
export function renderNotFound(address: Address): string {
  return renderMarkup('site/not-found.html', { root: homeOf(address), style: siteStyle() });
}
