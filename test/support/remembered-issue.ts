import type { DailySnapshot } from '../../lambdas/core/issue/snapshot.ts';
import type { RenderedFile, renderIssue } from '../../lambdas/rendering/render-issue.ts';
import type { Address } from '../../lambdas/rendering/view.ts';

/**
 * The rendering of an issue with a memory: a sweep of crashes renders the same issue a hundred times. For tests of what is
 * done with the files, never of the files; used in the factory of `vi.mock`, which has to import it itself.
 */
export function rememberedIssue(room: { readonly renderIssue: typeof renderIssue }): typeof room {
  const known = new Map<string, Promise<RenderedFile[]>>();
  return {
    renderIssue(snapshot: DailySnapshot, address: Address) {
      const key = JSON.stringify([snapshot, address]);
      const rendered = known.get(key) ?? room.renderIssue(snapshot, address);
      known.set(key, rendered);
      return rendered;
    },
  };
}
