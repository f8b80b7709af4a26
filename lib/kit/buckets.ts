import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { NEWSROOM_KEYS, PRIVATE_ARCHIVE_KEYS } from '../../lambdas/names.ts';
import { reasoned } from './reasoned.ts';

/** True of every bucket of the house. */
const SAFE: BucketProps = {
  encryption: BucketEncryption.S3_MANAGED,
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
};

/** An upload that broke off is nobody's evidence. */
const ABANDONED = { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) };

/** Frozen audiences hold addresses: they go when those of who left go, `eraseAfterDays` of the subscriptions' limits. */
const ADDRESSES = Duration.days(28);

/** Articles, pages, drafts, settings, audiences: the newsroom's own papers. */
export function newsroomBucket(scope: Construct, logs: Bucket): Bucket {
  const bucket = new Bucket(scope, 'newsroom', {
    ...SAFE,
    versioned: true,
    serverAccessLogsBucket: anyBucket(logs),
    serverAccessLogsPrefix: 's3/newsroom/',
    lifecycleRules: [
      {
        id: 'pages',
        prefix: NEWSROOM_KEYS.pages,
        expiration: Duration.days(90),
        noncurrentVersionExpiration: Duration.days(1),
      },
      {
        id: 'audiences',
        prefix: NEWSROOM_KEYS.audiences,
        expiration: ADDRESSES,
        noncurrentVersionExpiration: Duration.days(1),
      },
      { id: 'draft-versions', prefix: NEWSROOM_KEYS.drafts, noncurrentVersionExpiration: Duration.days(30) },
      { ...ABANDONED },
    ],
  });
  keepForEver(bucket);
  return bucket;
}

/**
 * Snapshots, catalogues and everything published. CloudFront reads it, the first two excepted. The grant names the account and not the
 * distribution: that one lives in the press stack, which may be rebuilt, and a bucket has one policy only.
 */
export function archiveBucket(scope: Construct, logs: Bucket): Bucket {
  const bucket = new Bucket(scope, 'archive', {
    ...SAFE,
    versioned: true,
    serverAccessLogsBucket: anyBucket(logs),
    serverAccessLogsPrefix: 's3/archive/',
    lifecycleRules: [
      { ...ABANDONED },
      // The derived pages (indexes, feed, latest) are written over and over; issues and snapshots never are.
      { id: 'replaced-versions', noncurrentVersionExpiration: Duration.days(365) },
    ],
  });
  const reader = new ServicePrincipal('cloudfront.amazonaws.com');
  const conditions = { StringEquals: { 'AWS:SourceAccount': Aws.ACCOUNT_ID } };
  // With ListBucket a missing page is a 404; without it S3 says 403, which looks like the desk's own refusals.
  const grants = [
    { actions: ['s3:GetObject'], resources: [bucket.arnForObjects('*')], conditions },
    { actions: ['s3:ListBucket'], resources: [bucket.bucketArn], conditions },
    {
      effect: Effect.DENY,
      actions: ['s3:GetObject'],
      resources: PRIVATE_ARCHIVE_KEYS.map((key) => bucket.arnForObjects(`${key}*`)),
    },
  ];
  for (const grant of grants) bucket.addToResourcePolicy(new PolicyStatement({ ...grant, principals: [reader] }));
  keepForEver(bucket);
  return bucket;
}

/** Nobody deletes a version or the bucket, an administrator neither; the rules of its lifecycle go on. */
function keepForEver(bucket: Bucket): void {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      actions: ['s3:DeleteBucket', 's3:DeleteObjectVersion'],
      resources: [bucket.bucketArn, bucket.arnForObjects('*')],
      principals: [new AnyPrincipal()],
    }),
  );
}

/** Access logs of the buckets; they hold IP addresses, so they go after 90 days. */
export function logsBucket(scope: Construct): Bucket {
  const bucket = new Bucket(scope, 'logs', {
    ...SAFE,
    lifecycleRules: [{ id: 'old-logs', expiration: Duration.days(90) }, { ...ABANDONED }],
  });
  reasoned(bucket, 'S1', 'This is the bucket of the access logs; logging itself would never end.');
  return bucket;
}

/** A bucket of the storage stack, as the press stack names it without changing its policy. */
export function otherStacksBucket(scope: Construct, bucket: Bucket): IBucket {
  const { bucketName, bucketRegionalDomainName } = bucket;
  return Bucket.fromBucketAttributes(scope, `of-${bucket.node.id}`, { bucketName, bucketRegionalDomainName });
}

/** CDK's own `Bucket` does not fit its `IBucket` under exactOptionalPropertyTypes (`isWebsite`); the check bridges that. */
function anyBucket(bucket: unknown): IBucket {
  if (isBucket(bucket)) return bucket;
  throw new TypeError('not a bucket');
}

function isBucket(bucket: unknown): bucket is IBucket {
  return bucket instanceof Bucket;
}
