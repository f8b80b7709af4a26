import { Annotations, CfnOutput, Duration, Fn } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  type DistributionProps,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  type IOrigin,
  OriginRequestPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Construct } from 'constructs';
import { ARCHIVE_KEYS } from '../lambdas/names.ts';
import { otherStacksBucket } from './kit/buckets.ts';
import { nameIn, type Storage } from './kit/press.ts';
import { reasoned } from './kit/reasoned.ts';
import { appHeaders, archiveHeaders, searchHeaders } from './kit/response-headers.ts';
import { SITE_PATHS } from './kit/site-paths.ts';
import type { Settings } from './settings.ts';

/** What reading needs of the rest. */
export interface ReadingProps {
  readonly settings: Settings;
  readonly storage: Storage;
  /** Desk and subscriptions, under the same host as the archive. */
  readonly api: HttpApi;
}

/** The public face: the archive out of its bucket, desk and subscriptions through the HTTP API, on one host. */
export class Reading extends Construct {
  /** With scheme, without a final slash. */
  readonly publicAddress: string;

  constructor(scope: Construct, id: string, props: ReadingProps) {
    super(scope, id);
    const { settings, storage, api } = props;
    const app = appBehavior(this, settings.stage, httpOrigin(api));
    const archive = this.#archiveBehavior(settings.stage, storage);
    const search = { ...archive, responseHeadersPolicy: searchHeaders(this, settings.stage) };
    const distribution = new Distribution(this, 'site', {
      comment: nameIn(settings.stage, 'archive'),
      defaultBehavior: archive,
      additionalBehaviors: {
        '/desk': app,
        '/desk/*': app,
        '/subscriptions': app,
        '/subscriptions/*': app,
        [`/${ARCHIVE_KEYS.search}*`]: search,
        '/tim-kiem/*': search,
      },
      errorResponses: [
        { httpStatus: 404, responsePagePath: '/404.html', responseHttpStatus: 404, ttl: Duration.minutes(1) },
      ],
      priceClass: PriceClass.PRICE_CLASS_200,
      ...hostProps(this, settings),
    });
    setAside(distribution, settings);
    this.publicAddress =
      settings.publicAddress ?? `https://${settings.domain?.name ?? distribution.distributionDomainName}`;
    new CfnOutput(this, 'address', { value: this.publicAddress, description: 'Where readers find the archive' });
    new CfnOutput(this, 'host', { value: distribution.distributionDomainName, description: 'Target of the host name' });
  }

  #archiveBehavior(stage: string, storage: Storage): BehaviorOptions {
    return {
      origin: S3BucketOrigin.withOriginAccessControl(otherStacksBucket(this, storage.archive)),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
      cachePolicy: new CachePolicy(this, 'archive-cache', {
        cachePolicyName: nameIn(stage, 'archive'),
        comment: 'What the object says; a minute where it says nothing',
        minTtl: Duration.seconds(0),
        defaultTtl: Duration.minutes(1),
        maxTtl: Duration.days(365),
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
      }),
      responseHeadersPolicy: archiveHeaders(this, stage),
      functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: sitePaths(this, stage) }],
    };
  }
}

function sitePaths(scope: Construct, stage: string): EdgeFunction {
  return new EdgeFunction(scope, 'paths', {
    functionName: nameIn(stage, 'paths'),
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromInline(SITE_PATHS),
  });
}

/** The host of the API without its scheme. */
function httpOrigin(api: HttpApi): HttpOrigin {
  return new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), { readTimeout: Duration.seconds(30) });
}

/** Cookies, query and body go through, nothing is kept; Host stays CloudFront's business, the API knows only its own. */
function appBehavior(scope: Construct, stage: string, origin: IOrigin): BehaviorOptions {
  return {
    origin,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    responseHeadersPolicy: appHeaders(scope, stage),
  };
}

function hostProps(
  scope: Construct,
  settings: Settings,
): Pick<DistributionProps, 'domainNames' | 'certificate' | 'minimumProtocolVersion'> {
  if (!settings.domain) return {};
  return {
    domainNames: [settings.domain.name],
    certificate: Certificate.fromCertificateArn(scope, 'certificate', settings.domain.certificateArn),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
  };
}

function setAside(distribution: Distribution, settings: Settings): void {
  // The storage stack has written the bucket's policy already; see `archiveBucket`.
  Annotations.of(distribution).acknowledgeWarning('@aws-cdk/aws-cloudfront-origins:updateImportedBucketPolicyOac');
  reasoned(distribution, 'CFR1', 'Anyone may read the archive, from any country.');
  reasoned(
    distribution,
    'CFR2',
    'Static pages and a throttled API; a web ACL would cost more than all the rest of the archive.',
  );
  reasoned(
    distribution,
    'CFR3',
    "Its logs would hold query strings, and a reader's unsubscribe address is a key that never ends; metrics tell what they would.",
  );
  if (settings.domain) return;
  reasoned(
    distribution,
    'CFR4',
    "Without an own host name the certificate is CloudFront's, whose protocol cannot be chosen.",
  );
}
