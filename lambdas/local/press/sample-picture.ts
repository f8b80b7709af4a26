import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 960;
const HEIGHT = 600;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Height of the horizon, and of the river's far bank. */
const HORIZON = 330;

type Colour = readonly [number, number, number];
const SKY_ABOVE: Colour = [86, 148, 206];
const SKY_BELOW: Colour = [236, 224, 196];
const FIELD: Colour = [104, 146, 74];
const WATER_ABOVE: Colour = [196, 172, 128];
const WATER_BELOW: Colour = [120, 100, 72];
const BOAT: Colour = [92, 58, 40];
const ROOF: Colour = [178, 60, 48];
const SUN: Colour = [255, 240, 190];

const made = new Map<number, Uint8Array>();

/** An invented picture, PNG: a boat on a river; `seed` places boat and sun. The same seed gives the same bytes. */
export function samplePicture(seed: number): Uint8Array {
  const known = made.get(seed) ?? png(seed);
  made.set(seed, known);
  return known;
}

function png(seed: number): Uint8Array {
  const rows = Buffer.alloc(HEIGHT * (WIDTH * 3 + 1));
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) rows.set(colourAt(x, y, seed), y * (WIDTH * 3 + 1) + 1 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  // Eight bits a channel, red, green, blue.
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

function colourAt(x: number, y: number, seed: number): Colour {
  const boat = 240 + ((seed * 173) % 480);
  const sun = 120 + ((seed * 311) % 720);
  if (y > 400 && y < 440 && Math.abs(x - boat) < 150 - (y - 400)) return BOAT;
  if (y > 350 && y <= 400 && Math.abs(x - boat) < 70 + (y - 350) * 0.4) return y < 372 ? ROOF : BOAT;
  if (y < HORIZON) {
    const near = Math.hypot(x - sun, y - 140) < 46;
    return near ? SUN : between(SKY_ABOVE, SKY_BELOW, y / HORIZON);
  }
  const bank = HORIZON + 18 + Math.round(8 * Math.sin(x / 70 + seed));
  if (y < bank) return FIELD;
  return between(WATER_ABOVE, WATER_BELOW, (y - HORIZON) / (HEIGHT - HORIZON));
}

function between(a: Colour, b: Colour, share: number): Colour {
  const mix = (index: 0 | 1 | 2): number => Math.round(a[index] + (b[index] - a[index]) * share);
  return [mix(0), mix(1), mix(2)];
}
