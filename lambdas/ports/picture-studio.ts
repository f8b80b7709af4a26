import type { Extent, PictureSize } from '../core/pictures/picture-size.ts';

/**
 * What is wrong with bytes that were to be a picture. `not-a-picture`: no kind anybody knows; `unsupported-kind`: a kind
 * the house does not decode; `too-many-pixels`: a bomb or a wall; `damaged`: cut off or broken; `too-slow`: decoding it
 * took too long.
 */
export type PictureFault =
  | 'not-a-picture'
  | 'unsupported-kind'
  | 'too-small'
  | 'too-many-pixels'
  | 'damaged'
  | 'too-slow';

/** The three sizes as progressive JPEG without metadata; `extent` is that of the print size. `detail` is for operators. */
export type DevelopOutcome =
  | { readonly kind: 'developed'; readonly extent: Extent; readonly files: Readonly<Record<PictureSize, Uint8Array>> }
  | { readonly kind: 'refused'; readonly why: PictureFault; readonly detail: string };

/** Makes printable pictures of hostile bytes. The same bytes give the same files. */
export interface PictureStudio {
  develop(bytes: Uint8Array): Promise<DevelopOutcome>;
}
