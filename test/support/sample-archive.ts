import {
  catalogueYear,
  emptyCatalogue,
  visibleEntries,
  withIssueEntries,
} from '../../lambdas/core/archive/catalogue-of.ts';
import type { Manifest } from '../../lambdas/core/archive/manifest.ts';
import { emptyManifest, manifestIssueOf, withIssue } from '../../lambdas/core/archive/manifest-of.ts';
import { countedSubjects, emptyOverview, withYear } from '../../lambdas/core/archive/overview.ts';
import type { Snapshot } from '../../lambdas/core/issue/snapshot.ts';
import { renderArchive } from '../../lambdas/rendering/render-archive.ts';
import type { RenderedFile } from '../../lambdas/rendering/rendered-file.ts';
import { renderMonths, yearsOf } from '../../lambdas/rendering/site/month-pages.ts';
import type { SiteContents } from '../../lambdas/rendering/site/site-contents.ts';
import { SAMPLE_ADDRESS } from './sample-snapshot.ts';

/** The manifest of an archive that shows these issues, each made visible the morning of its day. */
export function manifestOf(snapshots: readonly Snapshot[]): Manifest {
  return snapshots
    .map((snapshot) => manifestIssueOf(snapshot, `${`${snapshot.content.issueKey}-01`.slice(0, 10)}T07:31:00+07:00`))
    .reduce(withIssue, emptyManifest());
}

/** What every derived page of such an archive is made of. */
export function contentsOf(snapshots: readonly Snapshot[], manifest: Manifest = manifestOf(snapshots)): SiteContents {
  const byYear = Map.groupBy(snapshots, (snapshot) => catalogueYear(snapshot.content.issueKey));
  const years = new Map(
    [...byYear].map(([year, all]) => {
      const catalogue = all.reduce(withIssueEntries, emptyCatalogue(year));
      return [year, visibleEntries(catalogue, manifest.issues)] as const;
    }),
  );
  const overview = [...years].reduce((counted, [year, entries]) => withYear(counted, year, entries), emptyOverview());
  const months = yearsOf(manifest).flatMap((year) => year.months.map(({ month }) => month));
  const subjects = countedSubjects(overview).map((subject) => ({
    ...subject,
    wanted: subject.years.map(({ year }) => year),
  }));
  return { isWhole: true, changed: null, manifest, overview, years, subjects, months };
}

/** Every derived file of such an archive but the pages of its issues. */
export function archiveFilesOf(contents: SiteContents): RenderedFile[] {
  return [
    ...renderMonths(contents.manifest, contents.months, SAMPLE_ADDRESS),
    ...renderArchive(contents, SAMPLE_ADDRESS),
  ];
}
