import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Request } from '../http.ts';
import { sha256 } from '../sig-v4.ts';

/** The object's bytes, or the S3 error code of a body that is not what its headers say. */
export type Payload =
  | { readonly kind: 'payload'; readonly body: Buffer }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

/** Checksums S3 can be asked to verify, by the end of their header's name. */
const CHECKSUMS: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  crc32: (body) => crc32Bytes(body),
  sha1: (body) => createHash('sha1').update(body).digest(),
  sha256: (body) => createHash('sha256').update(body).digest(),
};

/** Base64 of the CRC-32, as S3 stores and returns it. */
export function crc32Text(body: Buffer): string {
  return crc32Bytes(body).toString('base64');
}

/**
 * Takes the object out of a put request: undoes `aws-chunked`, then verifies every checksum that came along, in a header
 * or behind the last chunk. Chunks that are signed one by one are not understood.
 */
export function payloadOf(request: Request): Payload {
  const hash = request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  if (hash.startsWith('STREAMING-'))
    return hash === 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'
      ? chunkedPayload(request)
      : refused('NotImplemented', `${hash} is not understood here.`);
  if (hash !== 'UNSIGNED-PAYLOAD' && hash !== sha256(request.body)) {
    return refused(
      'XAmzContentSHA256Mismatch',
      'The provided x-amz-content-sha256 header does not match what was computed.',
    );
  }
  return verified(request.body, request.headers);
}

function chunkedPayload(request: Request): Payload {
  const decoded = decodeChunks(request.body);
  if (decoded === null) return refused('IncompleteBody', 'The request body terminated unexpectedly.');
  const length = request.headers['x-amz-decoded-content-length'];
  if (length !== undefined && Number(length) !== decoded.body.length) {
    return refused('IncompleteBody', 'You did not provide the number of bytes specified by the header.');
  }
  return verified(decoded.body, { ...request.headers, ...decoded.trailers });
}

function verified(body: Buffer, headers: Readonly<Record<string, string>>): Payload {
  const md5 = headers['content-md5'];
  if (md5 !== undefined && md5 !== createHash('md5').update(body).digest('base64')) {
    return refused('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  for (const [name, value] of Object.entries(headers)) {
    const algorithm = /^x-amz-checksum-([a-z0-9]+)$/.exec(name)?.[1];
    if (algorithm === undefined || algorithm === 'algorithm' || algorithm === 'mode' || algorithm === 'type') continue;
    const compute = CHECKSUMS[algorithm];
    if (compute === undefined) return refused('NotImplemented', `Checksum ${algorithm} is not understood here.`);
    if (compute(body).toString('base64') !== value) {
      return refused('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`);
    }
  }
  return { kind: 'payload', body };
}

/** `<hex size>[;extension]\r\n<bytes>\r\n … 0\r\n<trailer>: <value>\r\n\r\n`; null when it breaks off. */
function decodeChunks(body: Buffer): { body: Buffer; trailers: Record<string, string> } | null {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const end = body.indexOf('\r\n', position);
    const size = end < 0 ? Number.NaN : Number.parseInt(body.toString('latin1', position, end), 16);
    if (Number.isNaN(size)) return null;
    const start = end + 2;
    if (size === 0) return { body: Buffer.concat(chunks), trailers: trailersOf(body.toString('latin1', start)) };
    if (body.toString('latin1', start + size, start + size + 2) !== '\r\n') return null;
    chunks.push(body.subarray(start, start + size));
    position = start + size + 2;
  }
}

function trailersOf(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).map((line) => /^([^:]+):(.*)$/.exec(line));
  return Object.fromEntries(
    lines.flatMap((line) => (line?.[1] === undefined ? [] : [[line[1].trim().toLowerCase(), line[2]?.trim() ?? '']])),
  );
}

function crc32Bytes(body: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(body));
  return bytes;
}

function refused(code: string, message: string): Payload {
  return { kind: 'refused', code, message };
}
