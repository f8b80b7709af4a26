import { expect, it } from 'vitest';
import { editionOf } from '../../../lambdas/core/issue/issue-key.ts';
import { correctionMailingKey, mailingKeySchema } from '../../../lambdas/core/mailing/mailing-key.ts';

it('a correction is mailed under a name of its own that a tag may hold and that no issue has', () => {
  expect(correctionMailingKey('2026-11-23', 2)).toBe('2026-11-23-r2');
  expect(correctionMailingKey('2026-11', 3)).toMatch(/^[\w-]+$/u);
  expect([editionOf('2026-11-23-r2'), editionOf('2026-11-r3')]).toEqual(['daily', 'monthly']);
  for (const name of ['2026-11-23', '2026-11', '2026-11-23-r2', '2026-11-r12'])
    expect(mailingKeySchema.safeParse(name).success, name).toBe(true);
  for (const name of ['2026-11-23-r0', '2026-11-23-r', '2026-11-23-r2-r3', 'x-r2', '2026-11-23.r2'])
    expect(mailingKeySchema.safeParse(name).success, name).toBe(false);
  expect(() => editionOf('test')).toThrow('no issue');
});
