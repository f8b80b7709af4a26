import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../lambdas/aws/environment.ts';

describe('the environment', () => {
  test('gives each setting its variable', () => {
    const settings = readEnvironment({ NEWSROOM_BUCKET: 'b', PUBLIC_ADDRESS: 'https://diembao.example/', OTHER: 'x' });
    expect([settings.newsroomBucket, settings.publicAddress]).toEqual(['b', 'https://diembao.example']);
  });

  test('names the variable that is missing, empty or not usable, and never its value', () => {
    const settings = readEnvironment({ MAIL_SENDER: ' ', PUBLIC_ADDRESS: 'javascript:alert(1)' });
    expect(() => settings.newsroomTable).toThrow('NEWSROOM_TABLE is missing');
    expect(() => settings.sender).toThrow('MAIL_SENDER is not usable');
    expect(() => settings.publicAddress).toThrow(/^environment: PUBLIC_ADDRESS is not usable$/);
  });

  test('knows no limit for mail unless there is one', () => {
    expect(readEnvironment({}).mailAllowList).toBeNull();
    expect(readEnvironment({ MAIL_ALLOW_LIST: '' }).mailAllowList).toBeNull();
    expect(readEnvironment({ MAIL_ALLOW_LIST: 'A@b.vn, @c.vn' }).mailAllowList).toEqual(['a@b.vn', '@c.vn']);
  });
});
