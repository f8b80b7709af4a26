import { isDaily, type MonthlySnapshot, type Snapshot } from '../../core/issue/snapshot.ts';
import { type PictureSize, pictureKey } from '../../core/pictures/picture-size.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import { renderMonthly } from '../../rendering/monthly/render-monthly.ts';
import { type RenderedFile, renderIssue } from '../../rendering/render-issue.ts';
import type { Address } from '../../rendering/view.ts';

/**
 * Every output of an issue of either edition, under its own path; the same snapshot and address give the same bytes. The
 * pictures of a monthly are those the archive keeps, never the papers' own; throws where one of them is not there.
 */
export async function renderingsOf(
  archive: ObjectStore,
  snapshot: Snapshot,
  address: Address,
): Promise<RenderedFile[]> {
  if (isDaily(snapshot)) return renderIssue(snapshot, address);
  return renderMonthly(snapshot, { ...address, pictures: await readPictures(archive, snapshot) });
}

/** Every picture of a monthly in the size of print, or another, by its id. */
export async function readPictures(
  archive: ObjectStore,
  { content }: Pick<MonthlySnapshot, 'content'>,
  size: PictureSize = 'print',
): Promise<ReadonlyMap<string, Uint8Array>> {
  const blocks = content.sections.flatMap(({ articles }) => articles.flatMap(({ body }) => body));
  const ids = new Set(blocks.flatMap((block) => (block.kind === 'picture' ? [block.picture.id] : [])));
  const pictures = new Map<string, Uint8Array>();
  for (const id of ids) {
    const kept = await archive.get(pictureKey(id, size));
    if (kept === null) throw new Error(`monthly ${content.issueKey}: picture ${id} is not in the archive`);
    pictures.set(id, kept.body);
  }
  return pictures;
}
