import { ARCHIVE_KEYS } from '../../lambdas/names.ts';

/**
 * Program of the CloudFront Function before the archive (cloudfront-js-2.0): `/x/` is `/x/index.html`, and what is under
 * `snapshots/` does not exist. The path is decoded first, as S3 does it: `/%73napshots/` is the same folder. A path that
 * cannot be decoded is left alone: S3 refuses it.
 */
export const SITE_PATHS = `function handler(event) {
  var request = event.request;
  var path = request.uri;
  try { path = decodeURIComponent(path); } catch (error) { return request; }
  if (path.startsWith('/${ARCHIVE_KEYS.snapshots}')) request.uri = '/404.html/';
  else if (path.endsWith('/')) request.uri += 'index.html';
  return request;
}
`;
