import type { Extent } from '../../core/pictures/picture-size.ts';
import type { ViewPicture } from './article-view.ts';

/** The kept print size of a picture; throws where it is missing, as nothing may be printed without what was approved. */
export type Bytes = (picture: ViewPicture) => Uint8Array;

/** Pictures by id, as {@link Bytes}. */
export function bytesFrom(pictures: ReadonlyMap<string, Uint8Array>): Bytes {
  return (picture) => {
    const bytes = pictures.get(picture.id);
    if (bytes === undefined) throw new Error(`the picture ${picture.id} is not in hand`);
    return bytes;
  };
}

/** What stands under a picture: a caption that ends without a sign gets its full stop before the credit. */
export function captionText({ caption, credit }: Pick<ViewPicture, 'caption' | 'credit'>): string {
  if (caption === null || credit === null) return caption ?? credit ?? '';
  return `${caption}${/[.!?…:;]["”’)]*$/u.test(caption) ? '' : '.'} ${credit}`;
}

/** A picture is printed at no fewer pixels an inch, so that a small one stays small and sharp. */
const LEAST_DENSITY = 110;

/** Size of a picture on paper, in points: as wide as the room unless it would be too tall or too coarse. */
export function onPaper({ width, height }: Extent, room: Extent): Extent {
  const finest = (width / LEAST_DENSITY) * 72;
  const scale = Math.min(room.width / width, room.height / height, finest / width);
  return { width: width * scale, height: height * scale };
}
