import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { MAIL_BYTES, PICTURE_SIZES } from '../../../lambdas/core/pictures/picture-size.ts';
import { createPictureStudio } from '../../../lambdas/net/sharp-picture-studio.ts';
import type { DevelopOutcome, PictureStudio } from '../../../lambdas/ports/picture-studio.ts';
import { broken, immoderate, PAYLOAD, type Specimen, strangers, welcome } from './corpus.ts';
import { photo, segments } from './make.ts';

const studio = createPictureStudio();
let corpus: Specimen[];
let developed: Map<string, DevelopOutcome>;

beforeAll(async () => {
  const jpeg = await photo().jpeg().toBuffer();
  corpus = [...strangers(jpeg), ...(await broken(jpeg)), ...(await immoderate(jpeg)), ...(await welcome(jpeg))];
  developed = await outcomes(studio);
});

async function outcomes(of: PictureStudio, some = corpus): Promise<Map<string, DevelopOutcome>> {
  const all = new Map<string, DevelopOutcome>();
  for (const { name, bytes } of some) all.set(name, await of.develop(bytes));
  return all;
}

function surprises(all: ReadonlyMap<string, DevelopOutcome>): string[] {
  return corpus.flatMap(({ name, outcome }) => {
    const came = all.get(name);
    const told = came?.kind === 'refused' ? came.why : came?.kind;
    return told === outcome ? [] : [`${name}: ${told} in place of ${outcome}`];
  });
}

function filesOf(name: string) {
  const outcome = developed.get(name);
  if (outcome?.kind !== 'developed') throw new Error(`${name}: ${JSON.stringify(outcome)}`);
  return outcome;
}

/** Red, green, blue at a place of a file, as a reader's machine shows them. */
async function colourAt(file: Uint8Array, left: number, top: number): Promise<number[]> {
  return [...(await sharp(file).extract({ left, top, width: 1, height: 1 }).raw().toBuffer())];
}

/** What in a file should not be there: other segments than a plain progressive JPEG has, words of the payload, a wrong size. */
function blemishes(file: Uint8Array, longest: number): string[] {
  const plain = new Set([0xe0, 0xdb, 0xc2, 0xc4, 0xda]);
  const found = segments(file);
  const start = found.find(({ marker }) => marker === 0xc2);
  const view = Buffer.from(file);
  const sides = start ? [view.readUInt16BE(start.at + 5), view.readUInt16BE(start.at + 7)] : [];
  return [
    ...found.filter(({ marker }) => !plain.has(marker)).map(({ marker }) => `segment ${marker.toString(16)}`),
    ...(start ? [] : ['not progressive']),
    ...(view.includes('script') ? ['payload'] : []),
    ...(sides.every((side) => side > 0 && side <= longest) ? [] : [`sides ${sides.join(' × ')}`]),
  ];
}

describe('the studio', () => {
  it('takes pictures, refuses everything else, and names the reason', () => {
    expect(corpus.length).toBeGreaterThan(50);
    expect(surprises(developed)).toEqual([]);
  });

  it('would be seen taking what it must not (control: one without sniffing, limits and blocked decoders)', async () => {
    sharp.unblock({ operation: ['VipsForeignLoad'] });
    const careless: PictureStudio = {
      develop: async (bytes) => {
        try {
          const made = sharp(bytes, { failOn: 'none', limitInputPixels: 150_000_000 }).resize(100).jpeg();
          const file = new Uint8Array(await made.toBuffer());
          return { kind: 'developed', extent: { width: 1, height: 1 }, files: { mail: file, web: file, print: file } };
        } catch {
          return { kind: 'refused', why: 'damaged', detail: '' };
        }
      },
    };
    const refused = new Set<string>(['a drawing with a script', 'a JPEG cut in the middle', 'the pixel of a counter']);
    const all = await outcomes(
      careless,
      [...corpus].filter(({ name }) => refused.has(name) || /18 KB/.test(name)),
    );
    sharp.block({ operation: ['VipsForeignLoad'] });
    sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng'] });

    expect([...all.values()].map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'developed'));
  });

  it('makes plain progressive JPEG in three sizes with nothing of what else was in the file', () => {
    const wrong = corpus
      .filter(({ outcome }) => outcome === 'developed')
      .flatMap(({ name }) => {
        const { files } = filesOf(name);
        return (['mail', 'web', 'print'] as const).flatMap((size) =>
          blemishes(files[size], PICTURE_SIZES[size]).map((what) => `${name}, ${size}: ${what}`),
        );
      });

    expect(wrong).toEqual([]);
  });

  it('would be seen keeping what was in the file (control: the file as it came)', () => {
    const asItCame = (name: string) =>
      blemishes(corpus.find((each) => each.name === name)?.bytes ?? new Uint8Array(), 560);

    expect(asItCame('a JPEG with a script in a comment')).toContain('payload');
    expect(asItCame('a JPEG with a place and a name in it')).toContain('segment e1');
    expect(asItCame('a JPEG')).toEqual(expect.arrayContaining(['not progressive']));
    expect(Buffer.from(PAYLOAD).includes('script')).toBe(true);
  });

  it('keeps the picture of a mail below 60 KiB, even one of noise', () => {
    const lengths = corpus
      .filter(({ outcome }) => outcome === 'developed')
      .map(({ name }) => filesOf(name).files.mail.length);

    expect(Math.max(...lengths)).toBeLessThanOrEqual(MAIL_BYTES);
    expect(filesOf('noise').files.web.length).toBeGreaterThan(MAIL_BYTES);
  });

  it('stands a picture upright and tells the size on paper', () => {
    expect(filesOf('a JPEG turned on its side').extent).toEqual({ width: 250, height: 400 });
    expect(filesOf('a large one').extent).toEqual({ width: 1_600, height: 1_067 });
    expect(filesOf('a JPEG').extent).toEqual({ width: 800, height: 600 });
    expect(filesOf('a tall one').extent).toEqual({ width: 320, height: 1_600 });
  });

  it('puts white behind what one can see through, and red stays red in the colours of a press', async () => {
    const clear = await colourAt(filesOf('a PNG one can see through').files.web, 50, 50);
    const [red = 0, green = 255, blue = 255] = await colourAt(
      filesOf('a JPEG in the colours of a press').files.web,
      290,
      4,
    );

    expect(Math.min(...clear)).toBeGreaterThan(250);
    expect(red).toBeGreaterThan(green + 60);
    expect(blue).toBeLessThan(256);
  });

  it('gives the same bytes for the same bytes', async () => {
    const { bytes = new Uint8Array() } = corpus.find(({ name }) => name === 'a WebP') ?? {};

    expect(await createPictureStudio().develop(bytes)).toEqual(developed.get('a WebP'));
  });
});
