import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type { KeptPicture } from '../../lambdas/core/monthly/monthly-content.ts';

/** A kept picture with the bytes of its print size. */
export interface SamplePicture {
  readonly kept: KeptPicture;
  readonly print: Uint8Array;
}

/** An invented scene as JPEG: a sky, a ground, a house with a door; `hue` 0…360 tells scenes apart. */
export async function samplePicture(width: number, height: number, hue: number): Promise<SamplePicture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 100" preserveAspectRatio="none" width="${width}" height="${height}">
<linearGradient id="s" x2="0" y2="1"><stop stop-color="hsl(${hue} 55% 62%)"/><stop offset="1" stop-color="hsl(${hue} 40% 90%)"/></linearGradient>
<rect width="160" height="100" fill="url(#s)"/><rect y="72" width="160" height="28" fill="hsl(${hue + 90} 25% 45%)"/>
<rect x="45" y="38" width="70" height="40" fill="hsl(${hue + 180} 20% 88%)"/><path d="M40 38L80 18L120 38z" fill="hsl(${hue + 180} 45% 35%)"/>
<rect x="74" y="56" width="12" height="22" fill="hsl(${hue} 30% 30%)"/></svg>`;
  const print = new Uint8Array(await sharp(Buffer.from(svg)).jpeg({ quality: 80, progressive: true }).toBuffer());
  return { kept: { id: createHash('sha256').update(svg).digest('hex'), width, height }, print };
}
