import { PRIVATE_ARCHIVE_KEYS } from '../../lambdas/names.ts';

/**
 * Program of the CloudFront Function before the archive (cloudfront-js-2.0): `/x/` is `/x/index.html`, and what is
 * private (`snapshots/`, `catalogue/`) does not exist. The path is decoded first, as S3 does it: `/%73napshots/` is the same folder. A path that
 * cannot be decoded is left alone: S3 refuses it.
 */
export const SITE_PATHS = `function handler(event) {
  var request = event.request;
  var path = request.uri;
  try { path = decodeURIComponent(path); } catch (error) { return request; }
  var secret = ${JSON.stringify(PRIVATE_ARCHIVE_KEYS)}.some(function (key) { return path.startsWith('/' + key); });
  if (secret) request.uri = '/404.html/';
  else if (path.endsWith('/')) request.uri += 'index.html';
  return request;
}
`;
