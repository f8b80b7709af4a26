import type { Issue } from '../../core/issue/issue.ts';
import { isDaily, type MonthlySnapshot } from '../../core/issue/snapshot.ts';
import { pictureKey } from '../../core/pictures/picture-size.ts';
import type { ZaloArticle } from '../../core/zalo/article.ts';
import { ZALO_LIMITS } from '../../core/zalo/limits.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { monthlyViewOf } from '../../rendering/monthly/monthly-view.ts';
import { type Address, homeOf, viewOf } from '../../rendering/view.ts';
import { dailyZaloArticle, monthlyZaloArticle } from '../../rendering/zalo/zalo-article.ts';
import { ZALO_COVER } from '../../rendering/zalo/zalo-cover.ts';
import { readPrintable } from '../publishing/withdrawal-files.ts';

/** The article of a published issue, as it may be shown now; null where the archive has no picture that Zalo would take. */
export async function zaloArticle(archive: ObjectStore, issue: Issue, address: Address): Promise<ZaloArticle | null> {
  if (issue.fingerprint === null) return null;
  const snapshot = await readPrintable(archive, issue.fingerprint);
  if (isDaily(snapshot)) {
    const cover = await coverOf(archive, [ZALO_COVER], address);
    return cover === null ? null : dailyZaloArticle(viewOf(snapshot, address), cover);
  }
  const cover = await coverOf(archive, [...facesOf(snapshot), ZALO_COVER], address);
  return cover === null ? null : monthlyZaloArticle(monthlyViewOf(snapshot, address), cover);
}

/** The first of these pictures that is there and small enough. */
async function coverOf(archive: ObjectStore, keys: readonly string[], address: Address): Promise<string | null> {
  for (const key of keys) {
    const kept = await archive.get(key);
    if (kept && kept.body.length <= ZALO_LIMITS.picture) return `${homeOf(address)}${key}`;
  }
  return null;
}

/** The first picture of a monthly, in the sizes of web and mail. */
function facesOf({ content }: MonthlySnapshot): string[] {
  const blocks = content.sections.flatMap(({ articles }) => articles.flatMap(({ body }) => body));
  const first = blocks.find((block) => block.kind === 'picture');
  return first?.kind === 'picture' ? [pictureKey(first.picture.id, 'web'), pictureKey(first.picture.id, 'mail')] : [];
}
