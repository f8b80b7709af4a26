import { beforeAll, describe, expect, it } from 'vitest';
import { targetOf } from '../lib/facts.ts';
import { ofType, onlyOf, type Resources, resourcesOf, stubHouse } from '../lib/stub-house.ts';

/** The security headers of a response headers policy, as CloudFormation has them. */
interface SecurityHeaders {
  readonly ContentSecurityPolicy?: { readonly ContentSecurityPolicy: string; readonly Override: boolean };
  readonly ContentTypeOptions?: { readonly Override: boolean };
  readonly FrameOptions?: { readonly FrameOption: string };
  readonly StrictTransportSecurity?: { readonly AccessControlMaxAgeSec: number; readonly IncludeSubdomains: boolean };
}

const YEAR = 365 * 86_400;
/** Where the search of the archive lives: the only pages of it that may run scripts, and only the house's own. */
const SEARCH = ['/search/*', '/tim-kiem/*'];

let press: Resources;
beforeAll(() => {
  ({ press } = resourcesOf(stubHouse()));
}, 60_000);

/** What a policy leaves open; empty: nothing. */
function gapsOf(headers: SecurityHeaders | undefined, mayRunScripts: boolean): string[] {
  const content = headers?.ContentSecurityPolicy?.ContentSecurityPolicy ?? '';
  const directives = content.split('; ');
  const scripts = directives.find((directive) => directive.startsWith('script-src'));
  const hsts = headers?.StrictTransportSecurity;
  const open: [string, boolean][] = [
    ["default-src 'none'", !directives.includes("default-src 'none'")],
    ["frame-ancestors 'none'", !directives.includes("frame-ancestors 'none'")],
    ["base-uri 'none'", !directives.includes("base-uri 'none'")],
    [
      'scripts',
      mayRunScripts
        ? /unsafe-inline|unsafe-eval'|https?:|\*/.test(scripts?.replace("'wasm-unsafe-eval'", '') ?? '')
        : scripts !== undefined,
    ],
    ['nosniff', headers?.ContentTypeOptions?.Override !== true],
    ['frames', headers?.FrameOptions?.FrameOption !== 'DENY'],
    ['https for a year', !(hsts !== undefined && hsts.AccessControlMaxAgeSec >= YEAR && hsts.IncludeSubdomains)],
  ];
  return open.flatMap(([name, isOpen]) => (isOpen ? [name] : []));
}

/** Every path of the distribution with what its policy leaves open. */
function gapsByPath(resources: Resources, spoil: (headers: SecurityHeaders) => SecurityHeaders = (as) => as) {
  const config = onlyOf(resources, 'AWS::CloudFront::Distribution').DistributionConfig;
  const policies = new Map(
    ofType(resources, 'AWS::CloudFront::ResponseHeadersPolicy').map(([id, policy]) => [
      id,
      policy.Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig,
    ]),
  );
  const behaviours = [{ ...config.DefaultCacheBehavior, PathPattern: '*' }, ...config.CacheBehaviors];
  return behaviours.map(({ PathPattern, ResponseHeadersPolicyId }) => {
    const headers = policies.get(targetOf(ResponseHeadersPolicyId));
    return { path: PathPattern, gaps: gapsOf(headers && spoil(headers), SEARCH.includes(PathPattern)) };
  });
}

describe('R28 every path of the synthesised distribution', () => {
  it('forbids what its pages do not need: sources, scripts, frames, sniffing, plain http', () => {
    const found = gapsByPath(press);

    expect(found.map(({ path }) => path)).toContain('*');
    expect(found.length).toBeGreaterThan(6);
    expect(found.filter(({ gaps }) => gaps.length > 0)).toEqual([]);
  });

  it.each<[string, (headers: SecurityHeaders) => SecurityHeaders]>([
    ['nosniff', ({ ContentTypeOptions: _, ...rest }) => rest],
    ['https for a year', ({ StrictTransportSecurity: _, ...rest }) => rest],
    ['frames', (headers) => ({ ...headers, FrameOptions: { FrameOption: 'SAMEORIGIN' } })],
    ['scripts', (headers) => withContent(headers, "; script-src 'unsafe-inline'")],
  ])('control: is caught leaving %s open', (gap, spoil) => {
    for (const { gaps } of gapsByPath(press, spoil)) expect(gaps).toContain(gap);
  });
});

function withContent(headers: SecurityHeaders, more: string): SecurityHeaders {
  const ContentSecurityPolicy = (headers.ContentSecurityPolicy?.ContentSecurityPolicy ?? '')
    .replace(/; script-src [^;]*/, '')
    .concat(more);
  return { ...headers, ContentSecurityPolicy: { ContentSecurityPolicy, Override: true } };
}
