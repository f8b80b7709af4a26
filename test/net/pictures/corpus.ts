import { gzipSync } from 'node:zlib';
import type { PictureFault } from '../../../lambdas/ports/picture-studio.ts';
import { claiming, field, flatPng, noise, photo, withComment, withFrames } from './make.ts';

/** Bytes that somebody's server may send in place of a picture, and what becomes of them. */
export interface Specimen {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly outcome: 'developed' | PictureFault;
}

/** What stands in the hidden parts of some specimens and may stand in nothing that is kept. */
export const PAYLOAD = '<script>alert("x")</script>';

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">${PAYLOAD}<rect width="800" height="600"/></svg>`;
const HTML = `<!doctype html><html><body>${PAYLOAD}<img src="x"></body></html>`;

/** What is no picture at all, or none the house decodes. */
export function strangers(jpeg: Buffer): Specimen[] {
  const box = (brand: string) =>
    Buffer.concat([Buffer.from(`\0\0\0\x20ftyp${brand}\0\0\0\0mif1`, 'latin1'), Buffer.alloc(400)]);
  const text = (name: string, words: string, outcome: PictureFault): Specimen => {
    return { name, bytes: Buffer.from(words, 'latin1'), outcome };
  };
  return [
    { name: 'nothing', bytes: new Uint8Array(), outcome: 'not-a-picture' },
    text('a page', HTML, 'not-a-picture'),
    text('a challenge page', '<html><title>Just a moment...</title></html>', 'not-a-picture'),
    text('an answer in JSON', '{"error":"forbidden"}', 'not-a-picture'),
    text('a script', 'location="https://xau.example.vn/"', 'not-a-picture'),
    text('a page that mentions GIF89a', `<!-- GIF89a -->${HTML}`, 'not-a-picture'),
    text('a drawing with a script', SVG, 'unsupported-kind'),
    text('a drawing behind a declaration', `<?xml version="1.0"?>\n<!DOCTYPE svg>\n${SVG}`, 'unsupported-kind'),
    { name: 'a drawing in UTF-16', bytes: Buffer.from(`\ufeff${SVG}`, 'utf16le'), outcome: 'unsupported-kind' },
    { name: 'a compressed drawing', bytes: gzipSync(SVG), outcome: 'not-a-picture' },
    text('a PDF', '%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj', 'unsupported-kind'),
    text('PostScript', '%!PS-Adobe-3.0 EPSF-3.0\n(%pipe%id) (r) file', 'unsupported-kind'),
    text('a TIFF', `II*\0${'\0'.repeat(300)}`, 'unsupported-kind'),
    text('a bitmap', `BM${'\0'.repeat(300)}`, 'unsupported-kind'),
    text('an icon', `\0\0\x01\0\x01\0${'\0'.repeat(300)}`, 'unsupported-kind'),
    { name: 'a HEIC of a phone', bytes: box('heic'), outcome: 'unsupported-kind' },
    { name: 'an AVIF', bytes: box('avif'), outcome: 'unsupported-kind' },
    {
      name: 'a picture behind other bytes',
      bytes: Buffer.concat([Buffer.from('\n\n'), jpeg]),
      outcome: 'not-a-picture',
    },
    { name: 'an archive', bytes: Buffer.from('PK\x03\x04rest of it', 'latin1'), outcome: 'not-a-picture' },
  ];
}

/** Pictures that are broken. */
export async function broken(jpeg: Buffer): Promise<Specimen[]> {
  const png = await photo(300, 220).png().toBuffer();
  const webp = await photo(300, 220).webp().toBuffer();
  const torn = Buffer.from(png);
  torn.fill(0x55, 200, 4_000);
  const damaged = (name: string, bytes: Uint8Array): Specimen => ({ name, bytes, outcome: 'damaged' });
  return [
    damaged('a JPEG cut in the middle', jpeg.subarray(0, jpeg.length / 2)),
    damaged('a JPEG of a head alone', jpeg.subarray(0, 30)),
    damaged('three bytes', Buffer.from([0xff, 0xd8, 0xff])),
    damaged('a PNG cut in the middle', png.subarray(0, png.length / 2)),
    damaged('a PNG with other bytes in it', torn),
    damaged('a WebP cut in the middle', webp.subarray(0, webp.length / 2)),
    damaged('a GIF that is a script', Buffer.from(`GIF89a/*${'\0'.repeat(40)}*/=1;${PAYLOAD}`, 'latin1')),
    damaged('a page behind the signature of a JPEG', Buffer.from(`\xff\xd8\xff\xe0${HTML}`, 'latin1')),
    damaged('a PNG that claims the largest size there is', flatPng(8, 8, { width: 2 ** 31 - 1, height: 2 ** 31 - 1 })),
    damaged('a PNG that claims more rows than it has', flatPng(400, 300, { width: 4_000, height: 3_000 })),
  ];
}

/** Pictures too large or too small. */
export async function immoderate(jpeg: Buffer): Promise<Specimen[]> {
  const bomb = (name: string, bytes: Uint8Array): Specimen => ({ name, bytes, outcome: 'too-many-pixels' });
  const small = (name: string, bytes: Uint8Array): Specimen => ({ name, bytes, outcome: 'too-small' });
  return [
    bomb('a PNG of 144 million pixels in 18 KB', flatPng(12_000, 12_000)),
    bomb('a PNG that claims 19,000 × 19,000', flatPng(8, 8, { width: 19_000, height: 19_000 })),
    bomb('a JPEG that claims 65,500 × 65,500', claiming(jpeg, 65_500, 65_500)),
    bomb('one line of 30,000', flatPng(30_000, 1)),
    small('the pixel of a counter', await field(1, 1).gif().toBuffer()),
    small('the pixel of a counter as PNG', flatPng(1, 1)),
    small('an icon of a button', await field(64, 64).png().toBuffer()),
    small('a banner', await field(728, 90).jpeg().toBuffer()),
    small('a ruler', await field(1_500, 60).png().toBuffer()),
    small('a thread: too thin once it is as long as the paper', await field(120, 4_000).png().toBuffer()),
  ];
}

/** Pictures that are taken, some with things in them that are not. */
export async function welcome(jpeg: Buffer): Promise<Specimen[]> {
  const good = (name: string, bytes: Uint8Array): Specimen => ({ name, bytes, outcome: 'developed' });
  const gif = await photo(300, 200).gif().toBuffer();
  const wide = Buffer.from(gif);
  wide.writeUInt16LE(65_535, 6);
  wide.writeUInt16LE(65_535, 8);
  const exif = { IFD0: { Artist: PAYLOAD }, IFD3: { GPSLatitude: '10/1 2/1 3/1', GPSLatitudeRef: 'N' } };
  return [
    good('a JPEG', jpeg),
    good('a JPEG with a page behind it', Buffer.concat([jpeg, Buffer.from(HTML)])),
    good('a JPEG that is an archive too', Buffer.concat([jpeg, Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)])),
    good('a JPEG with a script in a comment', withComment(jpeg, PAYLOAD)),
    good('a JPEG with a place and a name in it', await photo(300, 220).withExif(exif).jpeg().toBuffer()),
    good('a JPEG turned on its side', await photo(400, 250).withMetadata({ orientation: 6 }).jpeg().toBuffer()),
    good('a JPEG in the colours of a press', await photo(300, 220).toColourspace('cmyk').jpeg().toBuffer()),
    good('a JPEG in grey', await photo(300, 220).greyscale().jpeg().toBuffer()),
    good('a progressive JPEG', await photo(300, 220).jpeg({ progressive: true }).toBuffer()),
    good('a PNG one can see through', await photo(300, 220).ensureAlpha(0).png().toBuffer()),
    good('a PNG of sixteen bits', await photo(300, 220).toColourspace('rgb16').png().toBuffer()),
    good('a PNG with a palette', await photo(300, 220).png({ palette: true }).toBuffer()),
    good('a GIF of 1,001 frames', withFrames(gif, 1_000)),
    good('a GIF that claims a canvas far larger than its frame', wide),
    good('a WebP', await photo(300, 220).webp().toBuffer()),
    good('a WebP with transparency', await photo(300, 220).ensureAlpha(0.5).webp().toBuffer()),
    good('noise', await noise(900, 700).jpeg({ quality: 95 }).toBuffer()),
    good('a large one', await field(3_600, 2_400).jpeg().toBuffer()),
    good('a tall one', await photo(360, 1_800).png().toBuffer()),
  ];
}
