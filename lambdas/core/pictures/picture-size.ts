/** The sizes a picture is kept in, longest side in pixels: for a mail, for a screen, for paper. */
export const PICTURE_SIZES = { mail: 560, web: 1_200, print: 1_600 } as const;

/** A size's name, as its file is called. */
export type PictureSize = keyof typeof PICTURE_SIZES;

/** A kept picture's mail size is at most this long, bytes: a mail carries several and may not be clipped. */
export const MAIL_BYTES = 60 * 1024;

/** Width and height in pixels. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** More is a decompression bomb or a scan of a wall; a camera has 50 million. */
const MOST_PIXELS = 50_000_000;
/** A side no camera has. */
const LONGEST_SIDE = 20_000;
/** On paper a shorter one is a sign or a line; a longest side below the other a thumbnail or the spy of a counter. */
const SHORTEST_SIDE = 100;
const SMALLEST = 200;

/** The extent of a picture at a size: inside the square, proportions kept, never enlarged. */
export function sizedTo({ width, height }: Extent, size: PictureSize): Extent {
  const scale = Math.min(1, PICTURE_SIZES[size] / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Why a picture of this extent is not taken; null for one that is. */
export function extentFault(extent: Extent): 'too-many-pixels' | 'too-small' | null {
  const { width, height } = extent;
  if (width * height > MOST_PIXELS || Math.max(width, height) > LONGEST_SIDE) return 'too-many-pixels';
  const printed = sizedTo(extent, 'print');
  const isLarge = Math.max(width, height) >= SMALLEST && Math.min(printed.width, printed.height) >= SHORTEST_SIDE;
  return isLarge ? null : 'too-small';
}

/** Key of a kept picture in the archive bucket, and its path below the public address: `pictures/<id>/mail.jpg`. */
export function pictureKey(id: string, size: PictureSize): string {
  return `pictures/${id}/${size}.jpg`;
}
