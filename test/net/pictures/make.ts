import { deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** An invented picture: a field of colour with a gradient, so that nothing about it is one value. */
export function photo(width = 800, height = 600) {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0, y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      data[at++] = (x * 255) / width;
      data[at++] = (y * 255) / height;
      data[at++] = (x ^ y) & 255;
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** One colour. */
export function field(width: number, height: number, background = '#a02020') {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** Nothing but noise: what no encoder makes small. The same every time. */
export function noise(width: number, height: number) {
  const data = Buffer.alloc(width * height * 3);
  for (let at = 0, seed = 1; at < data.length; at++) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    data[at] = seed >>> 16;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** A PNG of one bit a pixel, all black; `claimed` stands in its header in place of the real size. */
export function flatPng(width: number, height: number, claimed = { width, height }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(claimed.width, 0);
  header.writeUInt32BE(claimed.height, 4);
  header.writeUInt8(1, 8);
  const rows = Buffer.alloc((Math.ceil(width / 8) + 1) * height);
  const chunks = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes: Buffer): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0);
  }
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

/** A GIF with further frames of one pixel behind its first. */
export function withFrames(gif: Buffer, frames: number): Buffer {
  const frame = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
  return Buffer.concat([gif.subarray(0, -1), ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])]);
}

/** A JPEG that says it has another size than it has. */
export function claiming(jpeg: Buffer, width: number, height: number): Buffer {
  const copy = Buffer.from(jpeg);
  const start = segments(copy).find(({ marker }) => marker === 0xc0 || marker === 0xc2)?.at ?? 0;
  copy.writeUInt16BE(height, start + 5);
  copy.writeUInt16BE(width, start + 7);
  return copy;
}

/** The segments of a JPEG before its first scan: marker and place. */
export function segments(jpeg: Uint8Array): { readonly marker: number; readonly at: number }[] {
  const bytes = Buffer.from(jpeg);
  const found = [];
  for (let at = 2; at + 4 < bytes.length && bytes[at] === 0xff; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes.readUInt8(at + 1);
    found.push({ marker, at });
    if (marker === 0xda) break;
  }
  return found;
}

/** A JPEG with a comment in its head. */
export function withComment(jpeg: Buffer, text: string): Buffer {
  const comment = Buffer.from(text);
  const head = Buffer.from([0xff, 0xfe, (comment.length + 2) >> 8, (comment.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}
