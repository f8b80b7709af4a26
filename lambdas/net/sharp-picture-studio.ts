import { type Sniffed, sniffPicture } from '../core/pictures/picture-kind.ts';
import { type Extent, extentFault, MAIL_BYTES, sizedTo } from '../core/pictures/picture-size.ts';
import type { DevelopOutcome, PictureFault, PictureStudio } from '../ports/picture-studio.ts';

type Sharp = Awaited<ReturnType<typeof loadSharp>>;

/** Decoded pixels, three bytes each, white where the picture was transparent. */
interface Pixels {
  readonly sharp: Sharp;
  readonly data: Uint8Array;
  readonly extent: Extent;
}

/** Seconds one picture may be decoded: an editor waits, and the desk has half a minute for the way there and all of it. */
const SECONDS = 5;
/** Twice the limit of the house, for the decoder's own check: the house's comes first and has a name. */
const DECODER_PIXELS = 100_000_000;
const WEB_QUALITY = 80;
const PRINT_QUALITY = 85;
/** Tried in order until the mail's picture is small enough; the last even for a picture of nothing but noise. */
const MAIL_QUALITIES = [78, 70, 62, 54, 46, 38, 30, 22, 14] as const;
/** The only decoders there are in this process; drawings, documents and camera formats have none. */
const DECODERS = ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadNsgif'];

/** A studio that decodes and encodes with sharp (libvips). The library is loaded with the first picture, not before. */
export function createPictureStudio(): PictureStudio {
  let loading: Promise<Sharp> | null = null;
  return {
    async develop(bytes) {
      const sniffed = sniffPicture(bytes);
      if (sniffed.kind === 'none' || sniffed.kind === 'foreign') return refusalOf(sniffed);
      loading ??= loadSharp();
      return develop(await loading, bytes);
    },
  };
}

async function loadSharp() {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: DECODERS });
  sharp.cache(false);
  sharp.concurrency(1);
  // Vector units differ between processors, and what was kept should come out again byte for byte.
  sharp.simd(false);
  return sharp;
}

async function develop(sharp: Sharp, bytes: Uint8Array): Promise<DevelopOutcome> {
  const decoded = await decode(sharp, bytes);
  if ('kind' in decoded) return decoded;
  const { extent } = decoded;
  const print = await encode(decoded, extent, PRINT_QUALITY);
  const web = await encode(decoded, sizedTo(extent, 'web'), WEB_QUALITY);
  return { kind: 'developed', extent, files: { mail: await encodeForMail(decoded), web, print } };
}

/** The first frame, upright, in print size: everything else is made of that, so hostile bytes are decoded once. */
async function decode(sharp: Sharp, bytes: Uint8Array): Promise<Pixels | DevelopOutcome> {
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: DECODER_PIXELS, sequentialRead: true, pages: 1 });
  try {
    const { autoOrient: upright } = await picture.metadata();
    const fault = extentFault(upright);
    if (fault !== null) return { kind: 'refused', why: fault, detail: `${upright.width} × ${upright.height}` };
    const extent = sizedTo(upright, 'print');
    const { data, info } = await picture
      .autoOrient()
      .resize({ ...extent, fit: 'fill' })
      .flatten({ background: '#fff' })
      .toColourspace('srgb')
      .timeout({ seconds: SECONDS })
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) return { kind: 'refused', why: 'damaged', detail: `${info.channels} channels` };
    return { sharp, data, extent };
  } catch (thrown) {
    return decoderRefusal(thrown);
  }
}

async function encodeForMail(pixels: Pixels): Promise<Uint8Array> {
  const extent = sizedTo(pixels.extent, 'mail');
  let file = new Uint8Array();
  for (const quality of MAIL_QUALITIES) {
    file = new Uint8Array(await encode(pixels, extent, quality));
    if (file.length <= MAIL_BYTES) return file;
  }
  return file;
}

/** sharp writes no metadata unless it is told to: no place, no camera, no colour profile, no thumbnail. */
async function encode({ sharp, data, extent: from }: Pixels, to: Extent, quality: number): Promise<Uint8Array> {
  const file = await sharp(data, { raw: { ...from, channels: 3 } })
    .resize({ ...to, fit: 'fill' })
    .jpeg({ quality, progressive: true, mozjpeg: true, chromaSubsampling: '4:2:0' })
    .toBuffer();
  return new Uint8Array(file);
}

function refusalOf(sniffed: Extract<Sniffed, { kind: 'none' | 'foreign' }>): DevelopOutcome {
  if (sniffed.kind === 'foreign') return { kind: 'refused', why: 'unsupported-kind', detail: sniffed.name };
  return { kind: 'refused', why: 'not-a-picture', detail: '' };
}

/** The decoder throws plain errors for everything; their first line is told to operators. */
function decoderRefusal(thrown: unknown): DevelopOutcome {
  const detail = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]?.slice(0, 200) ?? '';
  return { kind: 'refused', why: faultIn(detail), detail };
}

function faultIn(detail: string): PictureFault {
  if (/pixel limit/i.test(detail)) return 'too-many-pixels';
  return /timeout/i.test(detail) ? 'too-slow' : 'damaged';
}
