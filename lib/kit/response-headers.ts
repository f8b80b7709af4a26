import { Duration } from 'aws-cdk-lib';
import { HeadersFrameOption, HeadersReferrerPolicy, ResponseHeadersPolicy } from 'aws-cdk-lib/aws-cloudfront';
import type { Construct } from 'constructs';
import { ARCHIVE_CONTENT, SEARCH_CONTENT } from '../../lambdas/names.ts';
import { nameIn } from './press.ts';

/** Where the app says nothing itself: a page without any right. */
const APP_CONTENT = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** Headers of every page of the archive; what the bucket says cannot weaken them. */
export function archiveHeaders(scope: Construct, stage: string): ResponseHeadersPolicy {
  return headers(scope, nameIn(stage, 'archive-headers'), { content: ARCHIVE_CONTENT, override: true });
}

/** Headers of the search page and its index, which alone of the archive may run scripts. */
export function searchHeaders(scope: Construct, stage: string): ResponseHeadersPolicy {
  return headers(scope, nameIn(stage, 'search-headers'), { content: SEARCH_CONTENT, override: true });
}

/** Headers of desk and subscriptions; the app's own policy and frame rule win, as it frames its previews itself. */
export function appHeaders(scope: Construct, stage: string): ResponseHeadersPolicy {
  return headers(scope, nameIn(stage, 'app-headers'), { content: APP_CONTENT, override: false });
}

function headers(scope: Construct, name: string, policy: { readonly content: string; readonly override: boolean }) {
  const { override } = policy;
  return new ResponseHeadersPolicy(scope, name, {
    responseHeadersPolicyName: name,
    securityHeadersBehavior: {
      contentSecurityPolicy: { contentSecurityPolicy: policy.content, override },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override },
      contentTypeOptions: { override: true },
      // Not `no-referrer`: with it a browser sends `Origin: null`, and a form of ours would look foreign to the app.
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.SAME_ORIGIN, override },
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
    },
  });
}
