import type { Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FetchFailure } from './fetch-failure.ts';

/** Ends without complaint where a server forgot the trailer, as browsers do. */
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH };

/** How much of a body is read, in bytes, and what becomes of a longer one: refused, or read that far and left there. */
export interface BodyLimit {
  readonly bytes: number;
  readonly beyond: 'refuse' | 'cut';
}

/**
 * Reads a response's body to the end or the limit, decoded, never holding more than the limit of it in either form: a
 * bomb is cut off as it unfolds. Rejects with `too-large`, with `server-error` for an encoding nobody asked for or a
 * broken one.
 */
export async function readBody(response: Readable, encoding: string, limit: BodyLimit): Promise<Uint8Array> {
  const raw = limited(response, limit);
  const decoded = await decode(raw, encoding.trim().toLowerCase(), limit);
  return Buffer.concat(decoded);
}

async function decode(raw: AsyncIterable<Buffer>, encoding: string, limit: BodyLimit): Promise<Buffer[]> {
  switch (encoding) {
    case '':
    case 'identity':
      return collected(raw);
    case 'gzip':
    case 'x-gzip':
      return through(raw, createGunzip(LENIENT), limit);
    case 'br':
      return through(raw, createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }), limit);
    case 'deflate':
      return inflated(raw, limit);
    default:
      throw new FetchFailure('server-error', `unknown content encoding ${encoding.slice(0, 40)}`);
  }
}

/** `deflate` comes with and without its zlib header. */
async function inflated(raw: AsyncIterable<Buffer>, limit: BodyLimit): Promise<Buffer[]> {
  const whole = Buffer.concat(await collected(raw));
  const isWrapped = whole.length > 1 && (whole.readUInt8(0) & 0x0f) === 8 && whole.readUInt16BE(0) % 31 === 0;
  return through([whole], isWrapped ? createInflate(LENIENT) : createInflateRaw(LENIENT), limit);
}

async function through(
  raw: AsyncIterable<Buffer> | Iterable<Buffer>,
  decoder: NodeJS.ReadWriteStream & Readable,
  limit: BodyLimit,
): Promise<Buffer[]> {
  const fed = feed(raw, decoder);
  try {
    const chunks = await collected(limited(decoder, limit));
    // Where the rest was left there is nobody to feed any more.
    if (decoder.readableEnded) await fed;
    return chunks;
  } catch (thrown) {
    if (thrown instanceof FetchFailure) throw thrown;
    throw new FetchFailure('server-error', `broken content encoding: ${thrown instanceof Error ? thrown.message : ''}`);
  } finally {
    decoder.destroy();
    fed.catch(() => undefined);
  }
}

/** Writes with back pressure, so that a bomb unfolds only as far as it is read; a fault of the source ends the reader too. */
async function feed(
  raw: AsyncIterable<Buffer> | Iterable<Buffer>,
  decoder: NodeJS.ReadWriteStream & Readable,
): Promise<void> {
  try {
    for await (const chunk of raw) {
      if (decoder.destroyed) return;
      if (!decoder.write(chunk)) await roomIn(decoder);
    }
    decoder.end();
  } catch (thrown) {
    decoder.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)));
    throw thrown;
  }
}

function roomIn(decoder: NodeJS.ReadWriteStream & Readable): Promise<void> {
  return new Promise((resolve) => {
    decoder.once('drain', () => resolve());
    decoder.once('close', () => resolve());
  });
}

async function* limited(stream: AsyncIterable<unknown>, { bytes, beyond }: BodyLimit): AsyncIterable<Buffer> {
  let left = bytes;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    if (chunk.length > left && beyond === 'refuse') throw new FetchFailure('too-large', `more than ${bytes} bytes`);
    yield chunk.subarray(0, left);
    left -= chunk.length;
    if (left < 0) return;
  }
}

async function collected(chunks: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const all: Buffer[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}
