import type { Manifest } from '../../core/archive/manifest.ts';
import { issueFolder } from '../../core/issue/issue-path.ts';
import { isDaily, type Snapshot } from '../../core/issue/snapshot.ts';
import { renderIssuePage } from '../issue-page.ts';
import { renderMonthlyPage } from '../monthly/monthly-page.ts';
import { monthlyViewOf } from '../monthly/monthly-view.ts';
import { CONTENT_TYPES, type RenderedFile } from '../rendered-file.ts';
import { type Address, viewOf } from '../view.ts';
import { currentFrame, latestFrame, type PageFrame } from './page-frame.ts';

/** Folders of the newest issue of each edition, under addresses that never change. */
export const LATEST_FOLDERS = { daily: 'latest/', monthly: 'latest/monthly/' } as const;
/** The outputs that are copied beside the page of the newest issue. */
export const LATEST_COPIES = ['issue.pdf', 'issue.docx', 'issue.json', 'email.txt'] as const;

/** The page of an issue whatever its revision, `daily/2026/11/23/index.html`. */
export function renderCurrentPage(snapshot: Snapshot, manifest: Manifest, address: Address): RenderedFile {
  const issue = { ...snapshot.content, revision: snapshot.revision };
  const key = `${issueFolder(issue.edition, issue.issueKey)}index.html`;
  return pageOf({ snapshot, key, frame: currentFrame(manifest, issue, address) }, address);
}

/** `latest/index.html`: the newest issue itself, and not a redirection, which a mirror or a cache would keep. */
export function renderLatestPage(snapshot: Snapshot, manifest: Manifest, address: Address): RenderedFile {
  const issue = { ...snapshot.content, revision: snapshot.revision };
  const folder = LATEST_FOLDERS[issue.edition];
  return pageOf(
    { snapshot, key: `${folder}index.html`, frame: latestFrame(folder, { manifest, issue }, address) },
    address,
  );
}

interface FramedPage {
  readonly snapshot: Snapshot;
  readonly key: string;
  readonly frame: PageFrame;
}

function pageOf({ snapshot, key, frame }: FramedPage, address: Address): RenderedFile {
  const body = isDaily(snapshot)
    ? renderIssuePage(viewOf(snapshot, address), frame)
    : renderMonthlyPage(monthlyViewOf(snapshot, address), frame);
  return { key, body, contentType: CONTENT_TYPES.html };
}
