import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from './http.ts';

/** The only keys the local AWS knows; they open nothing else. */
export const LOCAL_KEYS = {
  accessKeyId: 'diembao-local',
  secretAccessKey: 'not-a-secret-for-the-local-mode-only',
} as const;

/** Why a request was turned away; the code is AWS's. */
export type Signing =
  | { readonly kind: 'signed' }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string };

/** The parts of a signature. */
interface Claim {
  readonly accessKeyId: string;
  /** `20261123/ap-southeast-1/s3/aws4_request`. */
  readonly scope: string;
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly payloadHash: string;
}

/**
 * Checks a request signed in its header with Signature Version 4 (AWS IAM User Guide, "Create a signed AWS API request").
 * The date is not checked: the embedded mode may be rehearsing another day.
 */
export function checkSignature(request: Request): Signing {
  const claim = claimOf(request);
  if (claim === null) return refused('AccessDenied', 'The request is not signed.');
  if (claim.accessKeyId !== LOCAL_KEYS.accessKeyId) {
    return refused('InvalidAccessKeyId', 'The access key id does not exist in our records.');
  }
  const expected = Buffer.from(signatureOf(request, claim), 'utf8');
  const given = Buffer.from(claim.signature, 'utf8');
  if (expected.length === given.length && timingSafeEqual(expected, given)) return { kind: 'signed' };
  return refused(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided.',
  );
}

function refused(code: string, message: string): Signing {
  return { kind: 'refused', code, message };
}

function claimOf(request: Request): Claim | null {
  const header = request.headers.authorization ?? '';
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(header);
  if (match === null) return null;
  const [, accessKeyId = '', scope = '', signedHeaders = '', signature = ''] = match;
  return {
    accessKeyId,
    scope,
    date: request.headers['x-amz-date'] ?? '',
    signedHeaders: signedHeaders.split(';'),
    signature,
    payloadHash: request.headers['x-amz-content-sha256'] ?? sha256(request.body),
  };
}

function signatureOf(request: Request, claim: Claim): string {
  const toSign = ['AWS4-HMAC-SHA256', claim.date, claim.scope, sha256(canonicalRequest(request, claim))].join('\n');
  return createHmac('sha256', signingKey(claim.scope)).update(toSign).digest('hex');
}

/** One a service and day: a house that runs asks for the same few thousands of times. */
const signingKeys = new Map<string, Buffer>();

function signingKey(scope: string): Buffer {
  const known = signingKeys.get(scope);
  if (known) return known;
  const key = scope
    .split('/')
    .reduce<Buffer>(
      (parent, part) => createHmac('sha256', parent).update(part).digest(),
      Buffer.from(`AWS4${LOCAL_KEYS.secretAccessKey}`, 'utf8'),
    );
  // A caller may ask for any scope: no more are kept than a house has services.
  if (signingKeys.size >= 16) signingKeys.clear();
  signingKeys.set(scope, key);
  return key;
}

function canonicalRequest(request: Request, claim: Claim): string {
  const [path = '/'] = request.target.split('?');
  const headers = claim.signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`).join('');
  return [
    request.method,
    path,
    canonicalQuery(request),
    headers,
    claim.signedHeaders.join(';'),
    claim.payloadHash,
  ].join('\n');
}

function headerValue(request: Request, name: string): string {
  return (request.headers[name] ?? '').trim().replace(/ +/g, ' ');
}

function canonicalQuery(request: Request): string {
  return [...queryOf(request)]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&');
}

/** The query of a request, decoded. A plus sign means itself in a signed address, never a blank. */
export function queryOf(request: Request): URLSearchParams {
  const start = request.target.indexOf('?');
  return new URLSearchParams(start < 0 ? '' : request.target.slice(start + 1).replaceAll('+', '%2B'));
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** SHA-256 in hexadecimal. */
export function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}
