import { type Reply, type Request, type RunningServer, serve } from '../http.ts';
import { checkSignature, queryOf } from '../sig-v4.ts';
import { type BucketShelf, openBucketShelf, type ShelfOptions } from './bucket-shelf.ts';
import { listObjects, listVersions } from './s3-buckets.ts';
import { deleteObject, getObject, type ObjectRequest, putObject } from './s3-objects.ts';
import { s3Answer, s3Document, s3Error } from './s3-reply.ts';

/** What a test may make go wrong. */
export interface S3Faults {
  /** The next `n` requests are answered with 503 `SlowDown`, and nothing is done. */
  slowDown: number;
  /** The next `n` writes are done, but their answer is lost. */
  loseReply: number;
}

/** The local S3. */
export interface LocalS3 extends RunningServer {
  readonly faults: S3Faults;
}

/**
 * S3 over folders: objects, conditions, versions, lists. Addresses are path-style, which the SDK uses
 * by itself for an endpoint that is an IP address. What it does not know it answers with 501, never with a guess.
 */
export async function startS3(options: ShelfOptions): Promise<LocalS3> {
  const shelf = await openBucketShelf(options);
  const faults: S3Faults = { slowDown: 0, loseReply: 0 };
  const server = await serve(async (request) => {
    const signing = checkSignature(request);
    if (signing.kind === 'refused') return s3Error(signing.code, signing.message);
    if (faults.slowDown > 0) {
      faults.slowDown -= 1;
      return s3Error('SlowDown', 'Please reduce your request rate.');
    }
    const reply = await route(shelf, request);
    if (request.method === 'GET' || faults.loseReply === 0) return reply;
    faults.loseReply -= 1;
    return { kind: 'broken' };
  });
  return { ...server, faults };
}

/** Query parameters that make another operation of a request. */
const OPERATIONS = [
  'versioning',
  'versions',
  'uploads',
  'uploadId',
  'tagging',
  'acl',
  'policy',
  'delete',
  'lifecycle',
  'cors',
];

async function route(shelf: BucketShelf, request: Request): Promise<Reply> {
  const [path = '/'] = request.target.split('?');
  const [name = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
  const key = rest.join('/');
  const query = queryOf(request);
  const operation = OPERATIONS.find((word) => query.has(word)) ?? '';
  if (name === '') return listBuckets(shelf);
  if (key === '') return bucketReply(shelf, { name, query, request, operation });
  const bucket = shelf.get(name);
  if (bucket === null) return s3Error('NoSuchBucket', 'The specified bucket does not exist');
  return operation === ''
    ? objectReply({ bucket, key, query, request })
    : s3Error('NotImplemented', `${operation} is not understood here.`);
}

function objectReply(object: ObjectRequest): Promise<Reply> | Reply {
  switch (object.request.method) {
    case 'PUT':
      return putObject(object);
    case 'GET':
    case 'HEAD':
      return getObject(object);
    case 'DELETE':
      return deleteObject(object);
    default:
      return s3Error('MethodNotAllowed');
  }
}

interface BucketRequest {
  readonly name: string;
  readonly query: URLSearchParams;
  readonly request: Request;
  readonly operation: string;
}

async function bucketReply(shelf: BucketShelf, { name, query, request, operation }: BucketRequest): Promise<Reply> {
  const bucket = shelf.get(name);
  const asked = `${request.method} ${operation}`.trim();
  if (asked === 'PUT') return createBucket(shelf, name);
  if (bucket === null) return s3Error('NoSuchBucket', 'The specified bucket does not exist');
  switch (asked) {
    case 'HEAD':
      return s3Answer(200, {});
    case 'GET':
      return query.get('list-type') === '2'
        ? listObjects(name, bucket, query)
        : s3Error('NotImplemented', 'Use list-type=2.');
    case 'GET versions':
      return listVersions(name, bucket, query);
    case 'GET versioning':
      return s3Document('VersioningConfiguration', bucket.isVersioned ? { Status: 'Enabled' } : {});
    case 'PUT versioning':
      await shelf.setVersioned(name, request.body.toString('utf8').includes('<Status>Enabled</Status>'));
      return s3Answer(200, {});
    default:
      return s3Error('NotImplemented', `${asked} of a bucket is not understood here.`);
  }
}

async function createBucket(shelf: BucketShelf, name: string): Promise<Reply> {
  const isNew = await shelf.create(name);
  return isNew ? s3Answer(200, { location: `/${name}` }) : s3Error('BucketAlreadyOwnedByYou');
}

function listBuckets(shelf: BucketShelf): Reply {
  return s3Document('ListAllMyBucketsResult', { Buckets: { Bucket: shelf.names().map((Name) => ({ Name })) } });
}
