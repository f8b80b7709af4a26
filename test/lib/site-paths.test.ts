import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SITE_PATHS } from '../../lib/kit/site-paths.ts';

/** Where CloudFront sends a reader's path. */
function sentTo(uri: string): string {
  const answer: unknown = runInNewContext(`${SITE_PATHS}; handler(event)`, { event: { request: { uri } } });
  return z.object({ uri: z.string() }).parse(answer).uri;
}

describe('the paths of the archive', () => {
  it.each([
    ['/', '/index.html'],
    ['/daily/2026/11/23/1/', '/daily/2026/11/23/1/index.html'],
    ['/feed.xml', '/feed.xml'],
    ['/manifest.json', '/manifest.json'],
    ['/%ZZ/', '/%ZZ/'],
  ])('sends %s to %s', (path, key) => {
    expect(sentTo(path)).toBe(key);
  });

  it.each([
    '/snapshots/abc.json',
    '/%73napshots/abc.json',
    '/snapshots%2Fabc.json',
    '/snapshots/',
    '/catalogue/2026.json',
    '/%63atalogue/2026.json',
  ])('hides %s', (path) => {
    expect(sentTo(path)).not.toMatch(/napshots|atalogue/);
  });
});
