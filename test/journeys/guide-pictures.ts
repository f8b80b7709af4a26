import { join } from 'node:path';
import sharp from 'sharp';

const GUIDE = join(import.meta.dirname, '../../templates/desk/guide');

/** What the editors' guide shows, by the name of its picture, and how wide. */
const SHOWN = {
  desk: 900,
  'desk-phone': 390,
  rewrite: 900,
  preview: 900,
  'mail-phone': 390,
  mailing: 900,
  'monthly-cover': 390,
  today: 900,
} as const;

/** Small copies of the pictures, 64 colours each, for the guide in the desk. */
export async function copyForGuide(pictures: string): Promise<void> {
  for (const [name, width] of Object.entries(SHOWN)) {
    const small = sharp(join(pictures, `${name}.png`)).resize({ width, withoutEnlargement: true });
    await small.png({ palette: true, colours: 64, dither: 0, compressionLevel: 9 }).toFile(join(GUIDE, `${name}.png`));
  }
}
