import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3ObjectStore } from '../../lambdas/aws/s3-object-store.ts';
import { serveArchive } from '../../lambdas/local/archive-door.ts';
import { type AwsHouse, awsHouse } from '../contracts/aws-house.ts';

describe('R28 the archive as this machine serves it', () => {
  const page = { contentType: 'text/html; charset=utf-8' };
  let house: AwsHouse;
  beforeAll(async () => {
    house = await awsHouse();
    const archive = createS3ObjectStore(house.s3, house.settings.archiveBucket);
    for (const key of ['2026-11-23/index.html', 'tim-kiem/index.html', 'snapshots/a.json', '404.html'])
      await archive.put(key, '<p>Việc công</p>', page, { kind: 'none' });
  }, 60_000);
  afterAll(() => house.stop());

  it('forbids what its pages do not need, shows nobody what is private, and runs scripts in the search alone', async () => {
    const open: string[] = [];
    for (const path of ['/2026-11-23/', '/snapshots/a.json', '/nothing', '/tim-kiem/']) {
      const { headers, status } = await serveArchive(house.s3, house.settings.archiveBucket, path);
      const directives = (headers.get('content-security-policy') ?? '').split('; ');
      const runsScripts = directives.some((directive) => directive.startsWith('script-src'));

      expect(directives).toEqual(
        expect.arrayContaining(["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]),
      );
      expect([headers.get('x-content-type-options'), headers.get('x-frame-options')]).toEqual(['nosniff', 'DENY']);
      if (runsScripts) open.push(path);
      expect(status).toBe(path.endsWith('/') ? 200 : 404);
    }
    expect(open).toEqual(['/tim-kiem/']);
  });
});
