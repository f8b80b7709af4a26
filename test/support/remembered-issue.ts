import { vi } from 'vitest';
import type { DailySnapshot } from '../../lambdas/core/issue/snapshot.ts';
import type { RenderedFile } from '../../lambdas/rendering/render-issue.ts';
import type { Address } from '../../lambdas/rendering/view.ts';

/** Renderings kept at once; a sweep goes round a few of them. */
const KEPT = 64;

/**
 * A set-up file of the rooms: the rendering of an issue with a memory, as a sweep of crashes renders the same issue a hundred
 * times, and one room what another has rendered before. They test what is done with the files; the files themselves, and
 * that a second rendering gives the same, are tested in `test/rendering`, without it.
 */
vi.mock('../../lambdas/rendering/render-issue.ts', async (original) => {
  const { renderIssue } = await original<typeof import('../../lambdas/rendering/render-issue.ts')>();
  const known = new Map<string, Promise<RenderedFile[]>>();
  return {
    renderIssue: async (snapshot: DailySnapshot, address: Address) => {
      const key = JSON.stringify([snapshot, address]);
      const rendered = known.get(key) ?? renderIssue(snapshot, address);
      known.delete(key);
      known.set(key, rendered);
      for (const oldest of [...known.keys()].slice(0, -KEPT)) known.delete(oldest);
      return [...(await rendered)];
    },
  };
});
