import { createHash } from 'node:crypto';
import type { Reply } from '../http.ts';
import { type Xml, xmlDocument } from '../xml.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** HTTP status of each error code the local S3 gives (S3 API Reference, "Error responses"). */
const STATUS: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  BadDigest: 400,
  BucketAlreadyOwnedByYou: 409,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidRange: 416,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  PreconditionFailed: 412,
  SignatureDoesNotMatch: 403,
  SlowDown: 503,
  XAmzContentSHA256Mismatch: 400,
};

/** Headers S3 answers with. */
export type ReplyHeaders = Readonly<Record<string, string>>;

/** An answer with a body of its own. */
export function s3Answer(status: number, headers: ReplyHeaders, body: Uint8Array | string = ''): Reply {
  return { kind: 'answer', status, headers, body };
}

/** An answer with an XML document. */
export function s3Document(name: string, content: Xml): Reply {
  return s3Answer(200, { 'content-type': 'application/xml' }, xmlDocument(name, content, NAMESPACE));
}

/** An error, by its code. */
export function s3Error(code: string, message: string = code, headers: ReplyHeaders = {}): Reply {
  const requestId = createHash('sha256').update(`${code} ${message}`).digest('hex').slice(0, 16).toUpperCase();
  const body = xmlDocument('Error', { Code: code, Message: message, RequestId: requestId });
  return s3Answer(STATUS[code] ?? 400, { ...headers, 'content-type': 'application/xml' }, body);
}
