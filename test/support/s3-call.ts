import { load } from 'cheerio/slim';
import type { Shape } from './aws-call.ts';
import type { Call } from './policies.ts';

/** Parameters that change nothing about which right is asked for; any other makes it another call. */
const HARMLESS =
  /^(?:x-id|list-type|prefix|delimiter|max-keys|continuation-token|start-after|encoding-type|fetch-owner|partNumber|response-[a-z-]+)$/u;

/** Of a key: method and what of the query makes it another call. */
const OF_KEYS: Readonly<Record<string, string>> = {
  'GET ': 'GetObject',
  'HEAD ': 'GetObject',
  'GET versionId': 'GetObjectVersion',
  'HEAD versionId': 'GetObjectVersion',
  'PUT ': 'PutObject',
  'PUT uploadId': 'PutObject',
  'POST uploads': 'PutObject',
  'POST uploadId': 'PutObject',
  'DELETE ': 'DeleteObject',
  'DELETE versionId': 'DeleteObjectVersion',
  'DELETE uploadId': 'AbortMultipartUpload',
};

/** Of a bucket. */
const OF_BUCKETS: Readonly<Record<string, string>> = {
  'GET ': 'ListBucket',
  'HEAD ': 'ListBucket',
  'GET versions': 'ListBucketVersions',
  'GET location': 'GetBucketLocation',
};

/** The calls a request to S3 makes; of what is in no table `s3:unknown…`, which no statement names. */
export function s3Calls({ method, url, headers, body }: Shape): readonly Call[] {
  const [path = '', query = ''] = url.split('?');
  const [bucket = '', ...rest] = path.slice(1).split('/').map(decodeURIComponent);
  const name = bucket.replace('diembao-local-', '');
  const key = rest.join('/');
  const parts = [...new URLSearchParams(query).keys()].filter((each) => !HARMLESS.test(each));
  const deed = `${method} ${parts.sort().join(' ')}`;
  if (key === '' && deed === 'POST delete') return deleted(name, body);
  const action = `s3:${(key === '' ? OF_BUCKETS : OF_KEYS)[deed] ?? `unknown ${deed}`}`;
  const none = headers['if-none-match'];
  const context = typeof none === 'string' ? { 's3:if-none-match': [none] } : {};
  return [{ action, resource: key === '' ? name : `${name}/${key}`, context }, ...beside(`${name}/${key}`, headers)];
}

/** What a write asks for besides: to read what it copies, to say who may read it, to tag it. */
function beside(resource: string, headers: Shape['headers']): readonly Call[] {
  const source = headers['x-amz-copy-source'];
  const copied = typeof source === 'string' ? decodeURIComponent(source).replace(/^\/?(?:diembao-local-)?/u, '') : null;
  return [
    ...(copied === null ? [] : [{ action: 's3:GetObject', resource: copied, context: {} }]),
    ...Object.keys(headers)
      .filter((each) => /^x-amz-(?:acl|grant-)/u.test(each))
      .map(() => ({ action: 's3:PutObjectAcl', resource, context: {} })),
    ...('x-amz-tagging' in headers ? [{ action: 's3:PutObjectTagging', resource, context: {} }] : []),
  ];
}

/** Every key of a list of keys, for itself. */
function deleted(bucket: string, body: Buffer): readonly Call[] {
  const $ = load(body.toString('utf8'), { xml: true });
  const calls = $('Object')
    .toArray()
    .map((node) => ({
      action: $(node).find('VersionId').length > 0 ? 's3:DeleteObjectVersion' : 's3:DeleteObject',
      resource: `${bucket}/${$(node).find('Key').text()}`,
      context: {},
    }));
  if (calls.length === 0) throw new Error('a list of keys without one');
  return calls;
}
