import { manifestSchema } from '../../core/archive/manifest.ts';
import { emptyManifest } from '../../core/archive/manifest-of.ts';
import { at, type Day } from '../../core/calendar/instant.ts';
import { blockTexts } from '../../core/extraction/article.ts';
import { type FrozenClipping, isDaily } from '../../core/issue/snapshot.ts';
import { articleId, canonicalUrl } from '../../core/listing/canonical-url.ts';
import type { Printed } from '../../core/stories/earlier.ts';
import { ARCHIVE_KEYS } from '../../names.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { readSnapshot } from '../publishing/snapshot-files.ts';
import { readJson } from '../stored-json.ts';

/** Issues looked back at. */
const ISSUES = 10;

/** `unread`: the archive could not be read, and why. */
export type PrintedOutcome =
  | { readonly kind: 'read'; readonly printed: readonly Printed[] }
  | { readonly kind: 'unread'; readonly problem: string };

/** What the ten dailies visible before `issueKey` printed, newest first; a damaged or absent archive is told, never thrown. */
export async function readPrinted(archive: ObjectStore, issueKey: Day | null): Promise<PrintedOutcome> {
  try {
    const manifest = (await readJson(archive, ARCHIVE_KEYS.manifest, manifestSchema))?.value ?? emptyManifest();
    const dailies = manifest.issues.filter(({ edition }) => edition === 'daily');
    const earlier = dailies.filter((issue) => issueKey === null || issue.issueKey < issueKey).slice(0, ISSUES);
    const snapshots = await Promise.all(earlier.map((issue) => readSnapshot(archive, issue.fingerprint)));
    const printed = snapshots
      .filter(isDaily)
      .flatMap(({ content }) =>
        content.sections.flatMap(({ clippings }) => clippings.map((clipping) => printedOf(clipping, content.issueKey))),
      );
    return { kind: 'read', printed };
  } catch (error) {
    return { kind: 'unread', problem: error instanceof Error ? error.message : String(error) };
  }
}

function printedOf(clipping: FrozenClipping, issueKey: Day): Printed {
  const { id, title, body, citation, url, others } = clipping;
  return {
    issueKey,
    title,
    text: blockTexts(body).join('\n'),
    articleIds: [
      id,
      ...(url === null ? [] : [articleId(canonicalUrl(url) ?? url)]),
      ...others.map((other) => other.articleId),
    ],
    site: citation.site,
    publishedAt: citation.day === null ? null : at(citation.day, '12:00'),
  };
}
