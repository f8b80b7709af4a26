/** Kinds of pictures the house takes in. */
export type PictureKind = 'jpeg' | 'png' | 'gif' | 'webp';

/**
 * What bytes are by their own first letters; what a server, a file name or a header calls them says nothing. `foreign` is
 * a picture or document the house does not decode (drawings with script, scans, camera formats), named; `none` anything else.
 */
export type Sniffed =
  | { readonly kind: PictureKind }
  | { readonly kind: 'foreign'; readonly name: string }
  | { readonly kind: 'none' };

/** A signature: these bytes at this place; letters are Latin-1. */
interface Sign {
  readonly at: number;
  readonly bytes: string;
}

const TAKEN: readonly { readonly kind: PictureKind; readonly signs: readonly Sign[] }[] = [
  { kind: 'gif', signs: [{ at: 0, bytes: 'GIF87a' }] },
  { kind: 'gif', signs: [{ at: 0, bytes: 'GIF89a' }] },
  { kind: 'jpeg', signs: [{ at: 0, bytes: '\xff\xd8\xff' }] },
  { kind: 'png', signs: [{ at: 0, bytes: '\x89PNG\r\n\x1a\n' }] },
  {
    kind: 'webp',
    signs: [
      { at: 0, bytes: 'RIFF' },
      { at: 8, bytes: 'WEBP' },
    ],
  },
];

const FOREIGN: readonly (Sign & { readonly name: string })[] = [
  { at: 0, bytes: 'BM', name: 'BMP' },
  { at: 0, bytes: '%PDF-', name: 'PDF' },
  { at: 0, bytes: '%!PS', name: 'PostScript' },
  { at: 0, bytes: '8BPS', name: 'Photoshop' },
  { at: 0, bytes: 'II*\0', name: 'TIFF' },
  { at: 0, bytes: 'MM\0*', name: 'TIFF' },
  { at: 0, bytes: '\0\0\x01\0', name: 'ICO' },
  { at: 0, bytes: '\xff\x0a', name: 'JPEG XL' },
  { at: 4, bytes: 'JXL ', name: 'JPEG XL' },
  { at: 4, bytes: 'jP  ', name: 'JPEG 2000' },
  { at: 4, bytes: 'ftypavif', name: 'AVIF' },
  { at: 4, bytes: 'ftyp', name: 'HEIC' },
];

/** How far a drawing's first tag is looked for: behind a declaration, a comment, a document type. */
const HEAD = 1_024;

/** Tells the kind of a file from its bytes. */
export function sniffPicture(bytes: Uint8Array): Sniffed {
  const head = latin1(bytes.subarray(0, HEAD));
  const has = ({ at, bytes: sign }: Sign): boolean => head.startsWith(sign, at);
  const taken = TAKEN.find(({ signs }) => signs.every(has));
  if (taken !== undefined) return { kind: taken.kind };
  const foreign = FOREIGN.find(has)?.name ?? (/<svg[\s>]/i.test(head.replaceAll('\0', '')) ? 'SVG' : null);
  return foreign === null ? { kind: 'none' } : { kind: 'foreign', name: foreign };
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
